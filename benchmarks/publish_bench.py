"""What a change costs: a publish with search and without, and the facet index of a process."""

import tracemalloc
from collections.abc import Callable
from functools import partial
from itertools import count
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.report import Report, Target
from benchmarks.search_bench import embedded
from benchmarks.timing import Contender, Samples, interleave, once
from casestudies.models import CaseStudy
from search import projector
from search.models import SearchDocument
from tests import factories
from tests.search.cluster import Cluster

LIMIT = 10.0  # ms
MEGABYTE = 1_000_000


def publish(report: Report, documents: int, rounds: int) -> None:
    """An editor publishes a case: until the answer is sent, what follows it, and with the outbox
    silent."""
    page, answer = _editor()
    found = _timed(page, answer, rounds)
    added = found["on, until the answer"].beyond(found["off"])
    where = f"{documents:,} documents"
    report.targets.append(Target("publish: search on − off", where, "", added, LIMIT, "ms"))
    _draft(page)
    queries = [_queries(partial(_postponed, answer)), _queries(projector.run)]
    _draft(page)
    queries.append(_queries(partial(_silently, answer)))
    report.table(
        f"Publish of a case study, {documents:,} documents in the projection: ms of {rounds} "
        "rounds, and queries",
        ("search", "median", "p95", "queries"),
        [
            [name, times.p50, times.p95, number]
            for (name, times), number in zip(found.items(), queries, strict=True)
        ],
    )
    _draft(page)
    answer()
    found_now = SearchDocument.objects.get(page_id=page.pk, visible=True).summary
    assert found_now == CaseStudy.objects.get(pk=page.pk).summary == page.summary


def beside(report: Report, where: str, rounds: int, cluster: Cluster) -> None:
    """The same while Elasticsearch answers, hangs, and is dead."""
    page, answer = _editor()
    rows: list[list[object]] = []
    states: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("answers", lambda: None, lambda: None),
        ("paused", cluster.pause, cluster.resume),
        ("killed", cluster.kill, cluster.revive),
    ]
    for state, begin, end in states:
        begin()
        try:
            found = _timed(page, answer, rounds)
        finally:
            end()
        rows += [[f"{state}; search {name}", t.p50, t.p95] for name, t in found.items()]
        added = found["on, until the answer"].beyond(found["off"])
        what = f"publish, Elasticsearch {state}: search on − off"
        report.targets.append(Target(what, where, "", added, LIMIT, "ms"))
    title = f"Publish of a case study beside Elasticsearch, {where}: ms of {rounds} rounds"
    report.table(title, ("Elasticsearch", "median", "p95"), rows)


def _editor() -> tuple[CaseStudy, Callable[[], None]]:
    """A page, and its publication by somebody who is signed in."""
    page = factories.case("A case that is published again", countries="kz uz")
    client = Client()
    user, _new = get_user_model().objects.get_or_create(username="bench", is_superuser=True)
    client.force_login(user)
    return page, partial(_publish, client, page)


def _timed(page: CaseStudy, answer: Callable[[], None], rounds: int) -> dict[str, Samples]:
    return interleave(
        {
            "on, until the answer": Contender(lambda n: _postponed(answer), partial(_draft, page)),
            "on, after the answer": Contender(lambda n: projector.run()),
            "off": Contender(lambda n: _silently(answer), partial(_draft, page)),
        },
        rounds,
    )


_numbers = count()


def _draft(page: CaseStudy) -> None:
    page.summary = f"What was done and what changed, for the {next(_numbers)}th time."
    page.save_revision()


def _publish(client: Client, page: CaseStudy) -> None:
    response = client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/")
    assert response.status_code == 302


def _postponed(answer: Callable[[], None]) -> None:
    with patch("search.outbox.request_ended"):
        answer()


def _silently(answer: Callable[[], None]) -> None:
    with patch("search.outbox._add"):
        answer()


def _queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
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
