"""SQLite FTS5. The tables are made by search/migrations/0002."""

from collections.abc import Iterable

from search.engines.database.dialect import cursor, variants
from search.streams import Streams
from search.text import Phrase, Unit

# title, body, title_stems, body_stems: a title counts more than a body, a form more than a stem
WEIGHTS = "8.0, 1.0, 6.0, 1.0"


class Sqlite:
    rank_at_most = 5_000
    select = "SELECT rowid AS work FROM search_text WHERE search_text MATCH %s"

    def expression(
        self, units: tuple[Unit, ...], *, every: bool = True, titles: bool = False
    ) -> str:
        operator = " AND " if every else " OR "
        return operator.join(f"({' OR '.join(_phrase(p, titles) for p in unit)})" for unit in units)

    def ranked(
        self, units: tuple[Unit, ...], total: int, *, every: bool = True
    ) -> list[tuple[int, float]]:
        expression = self.expression(units, every=every)
        with cursor() as c:
            c.execute(
                f"SELECT rowid, -bm25(search_text, {WEIGHTS}) FROM search_text"
                " WHERE search_text MATCH %s",
                [expression],
            )
            return c.fetchall()

    def write(self, rows: Iterable[tuple[int, Streams]]) -> None:
        with cursor() as c:
            c.executemany(
                "INSERT INTO search_text (rowid, title, body, title_stems, body_stems)"
                " VALUES (%s, %s, %s, %s, %s)",
                [
                    (
                        work,
                        " ".join(found.title),
                        " ".join(found.body),
                        " ".join(found.title_stems),
                        " ".join(found.body_stems),
                    )
                    for work, found in rows
                ],
            )

    def optimise(self) -> None:
        with cursor() as c:
            c.execute("INSERT INTO search_text (search_text) VALUES ('optimize')")
            c.execute("ANALYZE")


def _phrase(phrase: Phrase, titles: bool) -> str:
    words, stems = ("title", "title_stems") if titles else ("title body", "title_stems body_stems")
    forms = f'{{{words}}} : "{" ".join(phrase.words)}"'
    if phrase.exact:
        return forms
    stemmed = [f'{{{stems}}} : "{" ".join(v)}"' for v in variants(phrase)]
    return " OR ".join([forms, *stemmed])
