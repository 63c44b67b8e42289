"""PostgreSQL full text. Words are analysed in Python, so that both databases find the same."""

from collections.abc import Iterable

from search.engines.database.dialect import cursor, variants
from search.streams import Streams
from search.text import Phrase, Unit

STEM = "~"  # marks a stem, so that it never meets a word of the same letters
MAX_POSITION = 16_383  # of a lexeme in a tsvector
MAX_POSITIONS = 255  # of one lexeme
WEIGHTS = "{0.1, 0.12, 0.7, 1.0}"  # D body stem, C body, B title stem, A title


class Postgresql:
    rank_at_most = 5_000  # ts_rank reads each vector: about four times the cost of bm25
    select = "SELECT work FROM search_text WHERE vector @@ %s::tsquery"

    def expression(
        self, units: tuple[Unit, ...], *, every: bool = True, titles: bool = False
    ) -> str:
        operator = " & " if every else " | "
        return operator.join(f"({' | '.join(_phrase(p, titles) for p in unit)})" for unit in units)

    def ranked(self, units: tuple[Unit, ...], *, every: bool = True) -> list[tuple[int, float]]:
        expression = self.expression(units, every=every)
        with cursor() as c:
            c.execute(
                "SELECT work, ts_rank(%s, vector, %s::tsquery, 1) FROM search_text"
                " WHERE vector @@ %s::tsquery",
                [WEIGHTS, expression, expression],
            )
            return c.fetchall()

    def write(self, rows: Iterable[tuple[int, Streams]]) -> None:
        with cursor() as c:
            c.executemany(
                "INSERT INTO search_text (work, vector) VALUES (%s, %s::tsvector)",
                [(work, vector(found)) for work, found in rows],
            )

    def optimise(self) -> None:
        with cursor() as c:
            c.execute("ANALYZE search_text")


def vector(found: Streams) -> str:
    """A tsvector literal; words of the title come first, a gap apart from those of the body."""
    lexemes: dict[str, list[str]] = {}
    gap = len(found.title) + 2
    for start, weight, mark, words in (
        (1, "A", "", found.title),
        (1, "B", STEM, found.title_stems),
        (gap, "C", "", found.body),
        (gap, "D", STEM, found.body_stems),
    ):
        for position, word in enumerate(words, start):
            places = lexemes.setdefault(mark + word, [])
            if position <= MAX_POSITION and len(places) < MAX_POSITIONS:
                places.append(f"{position}{weight}")
    return " ".join(
        f"'{word}':{','.join(places)}" if places else f"'{word}'"
        for word, places in lexemes.items()
    )


def _phrase(phrase: Phrase, titles: bool) -> str:
    words, stems = (":A", ":B") if titles else ("", "")
    forms = " <-> ".join(f"'{word}'{words}" for word in phrase.words)
    if phrase.exact:
        return f"({forms})"
    stemmed = [" <-> ".join(f"'{STEM}{word}'{stems}" for word in v) for v in variants(phrase)]
    return " | ".join(f"({alternative})" for alternative in [forms, *stemmed])
