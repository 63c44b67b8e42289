"""Elasticsearch: what a question costs at each floor of the house, filling, publish to found.

Needs ELASTICSEARCH_URL; works in indexes of its own, gone at the end. With ES_RIG_HOME, the home of
elasticsearch.sh, publishing is timed while the server is paused and killed too. The addresses of
BENCH_CLUSTER_URL, if it is set, are asked all but that once more: the same works in a larger
cluster. Times are of the clock: the server works beside this process.
"""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Length
from django.test import Client
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk
from elasticsearch_dsl import Search

from benchmarks import publish_bench, timing
from benchmarks.remote import PATIENCE, with_elasticsearch
from benchmarks.report import Report, Target
from benchmarks.search_bench import Ask, asks, forget_matches
from benchmarks.timing import Contender, Samples, interleave
from search import indexes, projector, services, shipper, worker
from search.engine import get_embedded, get_remote, need_remote
from search.engines.elastic import mapping, questions
from search.labels import vocabulary
from search.models import EngineIndex, ReadyWork, SearchDocument
from search.query import EngineAnswer, SearchQuery
from search.text import parse
from tests import factories
from tests.search.cluster import Cluster

HELD = 20_000  # works in memory at a time, for the baseline
PUBLISHED = 20
POLL = 0.025  # seconds
SERVICE_LIMIT, EMBEDDED_LIMIT, REBUILD_LIMIT = 1.3, 1.0, 1 / 0.8
HEAD = (
    *("words", "facets", "hits", "server says", "raw", "p95", "engine", "p95", "service", "p95"),
    *("page", "p95", "embedded", "p95", "service ×", "embedded ×"),
)


def run(report: Report, documents: int, rounds: int, fillings: int) -> None:
    home = os.environ.get("ES_RIG_HOME")
    _measure(report, documents, rounds, fillings, settings.ELASTICSEARCH["hosts"], home)
    if urls := os.environ.get("BENCH_CLUSTER_URL"):
        _measure(report, documents, rounds, fillings, urls.split(","), None)


def _measure(
    report: Report, documents: int, rounds: int, fillings: int, hosts: list[str], home: str | None
) -> None:
    with (
        with_elasticsearch("bench", hosts),
        Elasticsearch(settings.ELASTICSEARCH["hosts"], request_timeout=PATIENCE) as client,
    ):
        health = client.cluster.health(wait_for_status="yellow")
        where = f"{documents:,} documents, {_plural(health['number_of_nodes'], 'node')}"
        try:
            _filling(report, client, where, fillings)
            with _by_the_clock():
                _asking(report, client, where, rounds)
                _publishing(report, client, where)
                if home:
                    publish_bench.beside(report, where, rounds, Cluster(tuple(hosts), Path(home)))
        finally:
            names = client.indices.get(index=f"{settings.ELASTICSEARCH['prefix']}*")
            client.indices.delete(index=",".join(names))
            EngineIndex.objects.all().delete()


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"


@contextmanager
def _by_the_clock() -> Iterator[None]:
    before, timing.WALL = timing.WALL, True
    yield
    timing.WALL = before


# Filling


def _filling(report: Report, client: Elasticsearch, where: str, fillings: int) -> None:
    """Rebuilds from the projection beside `streaming_bulk` of the same works, ready to be sent.

    The first rebuild makes the works, if no other cluster had them yet, and warms the server;
    `fillings` others find them ready.
    """
    works = SearchDocument.objects.filter(visible=True).values("work").distinct().count()
    made = "works ready" if ReadyWork.objects.exists() else "works made"
    rows = [[f"first, {made}", *_rebuilt(works), "–", "–"]]
    ratios = []
    for _turn in range(fillings):
        baseline = _streamed(client, works)
        fill, switch = _rebuilt(works)
        ratios.append(baseline / fill)
        rows.append(["works ready", fill, switch, baseline, fill / baseline])
    index = EngineIndex.objects.get(role="active").name
    assert client.count(index=index)["count"] == works
    stats = client.indices.stats(index=index, metric="store")["_all"]["primaries"]
    kept = ReadyWork.objects.aggregate(size=Sum(Length("source")))["size"]
    report.table(
        f"Rebuild of {works:,} works, {where}; the index has "
        f"{stats['store']['size_in_bytes'] / 1e6:.1f} MB, works kept ready {kept / 1e6:.1f} MB",
        ("", "fill, works/s", "open, compare, switch, s", "streaming_bulk, works/s", "ratio"),
        rows,
    )
    if ratios:
        report.targets.append(
            Target("streaming_bulk / fill of a rebuild", where, "", median(ratios), REBUILD_LIMIT)
        )


def _rebuilt(works: int) -> tuple[float, float]:
    """Works a second while the new index fills, and seconds from then until it is searched."""
    began = perf_counter()
    index = indexes.build(need_remote())
    shipper.ship(index)
    filled = perf_counter()
    indexes.finish(index)
    return works / (filled - began), perf_counter() - filled


def _streamed(client: Elasticsearch, works: int) -> float:
    """Works a second into an index as it is made for readers, from memory."""
    name = f"{settings.ELASTICSEARCH['prefix']}-ready"
    client.indices.create(index=name, **mapping.body())
    seconds = 0.0
    for start in range(1, works + 1, HELD):
        kept = ReadyWork.objects.filter(work__gte=start, work__lt=start + HELD)
        ready = [
            {"_id": str(work), "_source": json.loads(source)}
            for work, source in kept.values_list("work", "source")
        ]
        began = perf_counter()
        for _done in streaming_bulk(client, ready, index=name, chunk_size=shipper.BATCH):
            pass
        seconds += perf_counter() - began
    client.indices.delete(index=name)
    return works / seconds


# Asking


def _asking(report: Report, client: Elasticsearch, where: str, rounds: int) -> None:
    rows = [_row(report, client, ask, where, rounds) for ask in asks()]
    title = f"Questions, {where}: median and p95 of {rounds} rounds in ms by the clock"
    report.table(title, HEAD, rows)


def _row(report: Report, client: Elasticsearch, ask: Ask, where: str, rounds: int) -> list[object]:
    remote, embedded = get_remote(), get_embedded()
    assert remote
    there, here = remote.search(ask.query(0)), embedded.search(ask.query(0))
    assert _told(there) == _told(here), f"{ask.label}: the engines count differently"
    assert there.count == here.count, ask.label
    took: list[float] = []
    found = interleave(
        {
            "raw": Contender(lambda n: took.append(_raw(client, ask.query(n)))),
            "engine": Contender(lambda n: remote.search(ask.query(n))),
            "service": Contender(lambda n: _answered(services.search(ask.query(n)).engine)),
            "page": Contender(partial(_page, Client(), ask)),
            "embedded": Contender(lambda n: embedded.search(ask.query(n)), forget_matches),
        },
        rounds,
    )
    service = found["service"].over(found["raw"])
    own = found["embedded"].p95 / found["raw"].p95
    report.targets += [
        Target("service on Elasticsearch / raw request", where, ask.label, service, SERVICE_LIMIT),
        Target("embedded p95 / raw request p95", where, ask.label, own, EMBEDDED_LIMIT),
    ]
    times = [x for name in ("raw", "engine", "service", "page") for x in _both(found[name])]
    said = sorted(took)[len(took) // 2]
    last = (*_both(found["embedded"]), service, own)
    return [ask.kind, len(ask.filters) or "–", f"{here.count:,}", said, *times, *last]


def _told(answer: EngineAnswer) -> dict[str, dict[str, int]]:
    return {key: values for key, values in answer.counts.items() if values}


def _both(samples: Samples) -> tuple[float, float]:
    return samples.p50, samples.p95


def _raw(client: Elasticsearch, query: SearchQuery) -> float:
    """The same question without the house: request and answer as the client gives it. What the
    server says that it took, ms."""
    units = parse(query.text, vocabulary().synonyms)
    body = questions.request(Search(), query, units).to_dict()
    alias = f"{settings.ELASTICSEARCH['prefix']}-works"
    return float(client.search(index=alias, body=body)["took"])


def _answered(engine: str) -> None:
    assert engine == "elasticsearch", f"answered by {engine}"


def _page(client: Client, ask: Ask, number: int) -> None:
    query = ask.query(number)
    parameters: dict[str, Any] = {**({"q": query.text} if query.text else {}), **query.filters}
    response = client.get(f"/en/search/?{urlencode(parameters, doseq=True)}")
    assert response.status_code == 200


# Publishing


def _publishing(report: Report, client: Elasticsearch, where: str) -> None:
    """From the end of a publish until visitors find it, with the worker running as it does."""
    page = factories.case("A case that is to be found")
    projector.run()
    stop = threading.Event()
    running = threading.Thread(target=_work, args=(stop,))
    running.start()
    try:
        times = [_until_found(client, page, f"zq{number}marker") for number in range(PUBLISHED)]
    finally:
        stop.set()
        running.join()
    samples = Samples(dict(enumerate(times)))
    report.table(
        f"From publish to found in Elasticsearch, {where}: seconds of {PUBLISHED}",
        ("median", "p95"),
        [[samples.p50, samples.p95]],
    )
    assert EngineIndex.objects.get(role="active").cursor
    assert SearchDocument.objects.get(page_id=page.pk).title == page.title


def _work(stop: threading.Event) -> None:
    worker.run(stop, lambda line: None)
    connection.close()


def _until_found(client: Elasticsearch, page: Any, word: str) -> float:
    page.title = f"A case with {word}"
    page.save_revision().publish()
    began = perf_counter()
    body = {"query": {"term": {"title": word}}}
    alias = f"{settings.ELASTICSEARCH['prefix']}-works"
    while not client.count(index=alias, body=body)["count"]:
        sleep(POLL)
    return perf_counter() - began
