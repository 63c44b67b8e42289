"""What a change costs: a publish with search and without, and the facet index of a process."""

import tracemalloc
from collections.abc import Callable
from itertools import count
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.report import Report, Target
from benchmarks.search_bench import embedded
from benchmarks.timing import Contender, interleave, once
from casestudies.models import CaseStudy
from search.models import SearchDocument
from tests import factories

LIMIT = 10.0  # ms
MEGABYTE = 1_000_000


def publish(report: Report, documents: int, rounds: int) -> None:
    """Publishing a case with the outbox and the projector at work, and with both silent."""
    page = factories.case("A case that is published again", countries="kz uz")
    found = interleave(
        {
            "on": Contender(lambda n: _publish(page, n)),
            "off": Contender(lambda n: _silently(page, n)),
        },
        rounds,
    )
    added = found["on"].beyond(found["off"])
    where = f"{documents:,} documents"
    report.targets.append(Target("publish: search on − off", where, "", added, LIMIT, "ms"))
    queries = (_queries(_publish, page), _queries(_silently, page))
    report.table(
        f"Publish of a case study, {documents:,} documents in the projection: ms of {rounds} "
        "rounds, and queries",
        ("search", "median", "p95", "queries"),
        [
            [name, times.p50, times.p95, number]
            for (name, times), number in zip(found.items(), queries, strict=True)
        ],
    )
    assert SearchDocument.objects.filter(page_id=page.pk, visible=True).exists()


def _publish(page: CaseStudy, number: int) -> None:
    page.summary = f"What was done and what changed, for the {number}th time."
    page.save_revision().publish()


def _silently(page: CaseStudy, number: int) -> None:
    with patch("search.outbox._add"):
        _publish(page, -number - 1)


def _queries(call: Callable[[CaseStudy, int], None], page: CaseStudy) -> int:
    with CaptureQueriesContext(connection) as captured:
        call(page, 10_000)
    return len(captured)


def facets(report: Report, documents: int, rounds: int) -> None:
    """The facet index: from nothing, after one change, and what it holds in memory."""
    index_type = type(embedded().index)
    build = min(once(lambda: index_type().refresh()) for _ in range(2))
    tracemalloc.start()
    index = index_type()
    index.refresh()
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    page = factories.case("A case that changes")

    numbers = count()

    def change() -> None:
        page.title = f"A case that changes for the {next(numbers)}th time"
        page.save()

    found = interleave({"refresh": Contender(lambda n: index.refresh(), change)}, rounds)
    idle = interleave({"refresh": Contender(lambda n: index.refresh())}, rounds)
    bitmaps = [bitmap for values in index.values.values() for bitmap in values.values()]
    size = sum(bitmap.get_statistics()["n_bytes_array_containers"] for bitmap in bitmaps)
    size += sum(bitmap.get_statistics()["n_bytes_bitset_containers"] for bitmap in bitmaps)
    size += sum(bitmap.get_statistics()["n_bytes_run_containers"] for bitmap in bitmaps)
    report.table(
        f"Facet index of one process, {documents:,} documents",
        ("build ms", "one change ms", "p95", "no change ms", "bitmaps", "MB", "all else MB"),
        [
            [
                build,
                found["refresh"].p50,
                found["refresh"].p95,
                idle["refresh"].p50,
                len(bitmaps),
                size / MEGABYTE,
                held / MEGABYTE,
            ]
        ],
    )
