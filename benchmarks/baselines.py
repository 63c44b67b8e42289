"""What the engine is held against: SQL's GROUP BY, and nothing but the bitmap operations."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_

from django.db import connection, transaction
from pyroaring import BitMap

from search.models import SearchDocument

CHUNK = 20_000
Counts = dict[str, dict[str, int]]


def make_facet_table() -> None:
    """One row for each work, facet and value, with the two indexes that the question wants."""
    without = "WITHOUT ROWID" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_facet (work bigint NOT NULL, key varchar(20) NOT NULL,"
            f" value varchar(80) NOT NULL, PRIMARY KEY (work, key, value)) {without}"
        )
        with transaction.atomic():
            rows = _rows()
            while chunk := list(islice(rows, CHUNK)):
                cursor.executemany("INSERT INTO bench_facet VALUES (%s, %s, %s)", chunk)
        cursor.execute("CREATE INDEX bench_facet_value ON bench_facet (key, value, work)")
        cursor.execute("ANALYZE bench_facet")


def _rows() -> Iterator[tuple[int, str, str]]:
    found = SearchDocument.objects.filter(visible=True, is_original=True).order_by("work")
    for work, facets in found.values_list("work", "facets").iterator(chunk_size=5_000):
        for term in facets.split():
            key, _, value = term.partition("=")
            yield work, key, value


@dataclass(frozen=True, slots=True)
class GroupBy:
    """Multi-select counts in one statement: each facet under the choices of the others."""

    expression: str  # of the database's full text; empty for all works
    filters: Mapping[str, tuple[str, ...]]

    def counts(self) -> Counts:
        statement, values = self._statement()
        found: Counts = {}
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            for key, value, number in cursor.fetchall():
                found.setdefault(key, {})[value] = number
        return found

    def _statement(self) -> tuple[str, list[str]]:
        tables, values = [], []
        if self.expression:
            tables.append(f"matched AS MATERIALIZED ({_match()})")
            values.append(self.expression)
        for key, chosen in self.filters.items():
            marks = ", ".join(["%s"] * len(chosen))
            tables.append(
                f"chose_{key} AS MATERIALIZED (SELECT DISTINCT work FROM bench_facet"
                f" WHERE key = '{key}' AND value IN ({marks}))"
            )
            values += chosen
        rest = " AND ".join(f"key <> '{key}'" for key in self.filters) or "1 = 1"
        parts = [self._part(rest, self.filters)]
        for key in self.filters:
            parts.append(self._part(f"key = '{key}'", [k for k in self.filters if k != key]))
        head = f"WITH {', '.join(tables)} " if tables else ""
        return head + " UNION ALL ".join(parts), values

    def _part(self, keys: str, others: Iterable[str]) -> str:
        names = [*(["matched"] if self.expression else []), *(f"chose_{key}" for key in others)]
        inside = "".join(f" AND work IN (SELECT work FROM {name})" for name in names)
        return (
            f"SELECT key, value, COUNT(*) FROM bench_facet WHERE {keys}{inside} GROUP BY key, value"
        )


def _match() -> str:
    if connection.vendor == "sqlite":
        return "SELECT rowid AS work FROM search_text WHERE search_text MATCH %s"
    return "SELECT work FROM search_text WHERE vector @@ %s::tsquery"


def floor(
    base: BitMap, chosen: Mapping[str, BitMap], values: Mapping[str, Mapping[str, BitMap]]
) -> Callable[[], None]:
    """The intersections and popcounts that the counts cannot do without, ready to be called."""
    whole = [bitmap for key in values if key not in chosen for bitmap in values[key].values()]
    own = [
        ([works for k, works in chosen.items() if k != key], list(values.get(key, {}).values()))
        for key in chosen
    ]

    def run() -> None:
        among = reduce(and_, chosen.values(), base)
        deque(map(among.intersection_cardinality, whole), maxlen=0)
        for others, bitmaps in own:
            among = reduce(and_, others, base)
            deque(map(among.intersection_cardinality, bitmaps), maxlen=0)

    return run
