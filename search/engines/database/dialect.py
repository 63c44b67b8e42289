"""What the two databases have in common, and what each must offer."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import connection
from pyroaring import BitMap

from hub.languages import LANGUAGES
from search.streams import Streams
from search.text import Phrase, Unit, stem


class Dialect(Protocol):
    """Full text in one database's own words."""

    rank_at_most: int  # hits above which ranking costs more than it tells
    select: str  # works of an expression, its one parameter

    def expression(
        self, units: tuple[Unit, ...], *, every: bool = True, titles: bool = False
    ) -> str:
        """The units, every one or any, in titles alone or anywhere, in the database's query
        language, quoted."""
        ...

    def ranked(
        self, units: tuple[Unit, ...], total: int, *, every: bool = True
    ) -> list[tuple[int, float]]:
        """(work, score), higher is better, in any order. `total`: works that there are."""
        ...

    def write(self, rows: Iterable[tuple[int, Streams]]) -> None: ...

    def optimise(self) -> None: ...


@contextmanager
def cursor() -> Iterator[Any]:
    with connection.cursor() as opened:
        yield opened


def matches(dialect: Dialect, expression: str) -> BitMap:
    with cursor() as c:
        c.execute(dialect.select, [expression])
        return BitMap([row[0] for row in c.fetchall()])


def matches_each(dialect: Dialect, expressions: Sequence[str], most: int) -> list[BitMap]:
    """Works of each expression, at most so many of each, by one statement."""
    found = [BitMap() for _expression in expressions]
    parts = (
        f"SELECT {number} AS number, work FROM ({dialect.select} LIMIT {most}) AS part{number}"
        for number in range(len(expressions))
    )
    if expressions:
        with cursor() as c:
            c.execute(" UNION ALL ".join(parts), list(expressions))
            for number, work in c.fetchall():
                found[number].add(work)
    return found


def variants(phrase: Phrase) -> Iterator[tuple[str, ...]]:
    """Stems of a phrase, once for each language in which it differs."""
    seen = set()
    for language in LANGUAGES:
        found = tuple(stem(word, language) for word in phrase.words)
        if found not in seen:
            seen.add(found)
            yield found


def delete(works: Iterable[int]) -> None:
    keys = [(work,) for work in works]
    column = "rowid" if connection.vendor == "sqlite" else "work"
    with cursor() as c:
        c.executemany(f"DELETE FROM search_text WHERE {column} = %s", keys)
        c.executemany("DELETE FROM search_completion WHERE work = %s", keys)


def add_completions(rows: Iterable[tuple[str, str, int]]) -> None:
    """(what is typed, code, work)"""
    with cursor() as c:
        c.executemany(
            "INSERT INTO search_completion (key, code, work) VALUES (%s, %s, %s)", list(rows)
        )


def completions(beginning: str, most: int) -> dict[int, str]:
    """Work to code of those of which a title, from its start or a later word, begins so."""
    with cursor() as c:
        c.execute(
            "SELECT work, code FROM search_completion WHERE key >= %s AND key < %s"
            " ORDER BY key LIMIT %s",
            [beginning, beginning + "\U0010ffff", most],
        )
        return dict(c.fetchall())
