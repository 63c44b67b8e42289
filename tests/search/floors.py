"""How well each engine answers the golden queries at least: what was measured (docs/relevance.md)
less one query among the first three and a hundredth or two of the rank, so that a change that
answers a few queries worse fails."""

from collections.abc import Iterable

from tests.search.relevance import Outcome, Score

ALL = "all"
# engine: language or class: (share with a hit in the first three, mean reciprocal rank)
FLOORS: dict[str, dict[str, tuple[float, float]]] = {
    "sqlite": {
        "en": (0.94, 0.91),
        "ru": (0.93, 0.86),
        "kk": (0.98, 0.94),
        "known": (0.96, 0.87),
        "theme": (0.88, 0.87),
        "inflected": (0.87, 0.86),
        "typo": (0.94, 0.98),
        "synonym": (0.95, 0.91),
        "foreign": (0.89, 0.93),
        "layout": (0.95, 0.92),
        "latin": (0.93, 0.89),
    },
    "postgresql": {
        "en": (0.94, 0.89),
        "ru": (0.93, 0.86),
        "kk": (0.95, 0.92),
        "known": (0.96, 0.87),
        "theme": (0.85, 0.86),
        "inflected": (0.87, 0.87),
        "typo": (0.94, 0.92),
        "synonym": (0.95, 0.89),
        "foreign": (0.89, 0.86),
        "layout": (0.95, 0.93),
        "latin": (0.86, 0.89),
    },
    "elasticsearch": {
        "en": (0.94, 0.88),
        "ru": (0.93, 0.83),
        "kk": (0.95, 0.89),
        "known": (0.96, 0.85),
        "theme": (0.88, 0.87),
        "inflected": (0.82, 0.83),
        "typo": (0.89, 0.87),
        "synonym": (0.91, 0.85),
        "foreign": (0.89, 0.8),
        "layout": (0.95, 0.88),
        "latin": (0.93, 0.92),
    },
}
# The same over the real cases, all 36 queries together.
IMPORTED = {
    "sqlite": {ALL: (0.86, 0.85)},
    "postgresql": {ALL: (0.86, 0.87)},
    "elasticsearch": {ALL: (0.89, 0.87)},
}


def fallen(engine: str, part: str, outcomes: Iterable[Outcome], floors=FLOORS) -> list[str]:
    """The queries of a part that are missed, if it is answered worse than it was; else none."""
    own = [o for o in outcomes if part in (ALL, o.golden.language, o.golden.kind)]
    hits, reciprocal = floors[engine][part]
    score = Score.of(own)
    if score.hits >= hits and score.reciprocal >= reciprocal:
        return []
    return [str(score), *(o.golden.text for o in own if o.place != 1)]
