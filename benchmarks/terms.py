"""Facet values with a skew that looks real, taken from the vocabulary of the site."""

from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any

from hub.models import Country, ReformTheme
from hub.vocabulary import Kind

COUNTRIES = 120
KINDS = {Kind.CASE_STUDY: 78, Kind.EVENT: 12, Kind.MEMORANDUM: 6, Kind.TREND_REVIEW: 4}
OUTCOMES = {"succeeded": 55, "mixed": 25, "failed": 8, "too_early": 9, "not_assessed": 3}
STAGES = {"planned": 6, "pilot": 16, "running": 48, "scaled": 22, "discontinued": 8}
YEARS = {str(year): (year - 1992) ** 1.5 for year in range(1995, 2027)}
CHOSEN = {  # three facets, several values in two of them
    "outcome": ("succeeded", "mixed"),
    "stage": ("running", "scaled"),
    "region": ("central-asia", "western-europe", "east-asia"),
}


@dataclass(frozen=True, slots=True)
class Weighted:
    values: list[str]
    weights: list[float]  # cumulative

    @classmethod
    def of(cls, shares: Mapping[Any, float]) -> "Weighted":
        return cls([str(value) for value in shares], list(accumulate(shares.values())))

    def draw(self, chance: Random) -> str:
        return self.values[bisect(self.weights, chance.random() * self.weights[-1])]


KIND, OUTCOME, STAGE, YEAR = (Weighted.of(x) for x in (KINDS, OUTCOMES, STAGES, YEARS))


@dataclass(frozen=True, slots=True)
class Terms:
    """The vocabulary as plain values: names by (facet, slug), and what a value brings with it."""

    countries: Weighted
    themes: Weighted
    regions: dict[str, list[str]]
    parents: dict[str, str]
    labels: dict[tuple[str, str], dict[str, str]]

    @classmethod
    def read(cls, chance: Random) -> "Terms":
        placed = Country.objects.filter(regions__isnull=False).distinct().order_by("slug")
        countries = list(placed.prefetch_related("regions"))
        chance.shuffle(countries)
        countries = countries[:COUNTRIES]
        themes = list(ReformTheme.objects.select_related("parent").order_by("order", "slug"))
        leaves = [theme for theme in themes if theme.parent]
        chance.shuffle(leaves)
        regions = {region for country in countries for region in country.regions.all()}
        return cls(
            countries=Weighted.of({c.slug: 1 / (n + 4) for n, c in enumerate(countries)}),
            themes=Weighted.of({t.slug: 1 / (n + 3) for n, t in enumerate(leaves)}),
            regions={c.slug: [r.slug for r in c.regions.all()] for c in countries},
            parents={theme.slug: theme.parent.slug for theme in leaves if theme.parent},
            labels={(t.term_key, t.slug): t.names() for t in [*countries, *themes, *regions]},
        )

    def names(self, facets: dict[str, list[str]]) -> dict[str, list[str]]:
        """Language -> names of the terms, as the projection keeps them for searching."""
        found: dict[str, list[str]] = {}
        for key in ("country", "region", "theme"):
            for value in facets[key]:
                for language, name in self.labels[key, value].items():
                    found.setdefault(language, []).append(name)
        return found


def facets_of(chance: Random, terms: Terms) -> dict[str, list[str]]:
    """Facet -> values of one work, in the order of the site's facets."""
    kind = KIND.draw(chance)
    countries = _some(chance, terms.countries, (0.85, 0.12))
    themes = _some(chance, terms.themes, (0.5, 0.35))
    found = {
        "kind": [kind],
        "theme": _unique(x for theme in themes for x in (theme, terms.parents[theme])),
        "region": sorted({region for c in countries for region in terms.regions[c]}),
        "country": countries,
    }
    if kind == Kind.CASE_STUDY:
        found |= {"outcome": [OUTCOME.draw(chance)], "stage": [STAGE.draw(chance)]}
    return found | {"year": [YEAR.draw(chance)]}


def _some(chance: Random, values: Weighted, odds: tuple[float, float]) -> list[str]:
    """One value, two or three; `odds` are those of one and of two."""
    share = chance.random()
    number = 1 if share < odds[0] else 2 if share < sum(odds) else 3
    return _unique(values.draw(chance) for _ in range(number))


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
