"""A site whose visitors Elasticsearch answers, with indexes of its own, for one test."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch
from elasticsearch.helpers import scan

from search import indexes, projector
from search.engine import FallbackEngine, Shipment, get_embedded, get_engine, get_remote
from search.engines.elastic import ElasticEngine, client
from search.models import EngineIndex, ReadyWork, SearchDocument
from tests import factories
from tests.search.cluster import Cluster

Row = tuple[int, int, bool]  # work, version, visible
BUDGET = 20.0  # seconds: a slow machine is no reason to be answered by the embedded engine


class Nobody:
    """In place of the embedded engine, where nothing but Elasticsearch may answer."""

    def __getattr__(self, name: str):
        raise AssertionError(f"the embedded engine was asked: {name}")


class Elastic:
    """What a test does with its part of a cluster."""

    def __init__(self, cluster: Cluster, prefix: str) -> None:
        self.cluster = cluster
        self.prefix = prefix
        self.alias = f"{prefix}-works"
        self.client = Elasticsearch(cluster.urls, request_timeout=30, max_retries=5)

    @property
    def engine(self) -> FallbackEngine:
        return get_engine()

    @property
    def remote(self) -> ElasticEngine:
        return get_remote()

    @property
    def index(self) -> EngineIndex:
        """The active one."""
        return EngineIndex.objects.get(role="active")

    def settle(self) -> int:
        """Project, ship, and let searches see it. Returns works sent."""
        projector.run()
        sent = indexes.ship_all()
        self.refresh()
        return sent

    def refresh(self) -> None:
        self.client.indices.refresh(index=f"{self.prefix}*")

    def indexes(self) -> set[str]:
        return set(self.client.indices.get(index=f"{self.prefix}*"))

    def versions(self, index: str | None = None) -> dict[int, int]:
        """Work to version of all that the index has."""
        name = index or self.index.name
        self.client.indices.refresh(index=name)
        hits = scan(self.client, index=name, query={"version": True, "_source": False})
        return {int(hit["_id"]): hit["_version"] for hit in hits}

    def agrees(self, index: str | None = None, rows: Iterable[Row] | None = None) -> bool:
        """The index has each visible work of the projection in its version, and nothing else."""
        there, here = self.versions(index), projection(rows)
        assert there == here
        return bool(here)  # two empty ones would prove nothing

    def only(self) -> None:
        """From here on the embedded engine answers nothing."""
        self.engine.embedded = Nobody()

    def close(self) -> None:
        with self.client, suppress(ApiError, TransportError):  # the test may have left it dead
            if names := self.indexes():
                self.client.indices.delete(index=",".join(names))


def projection(rows: Iterable[Row] | None = None) -> dict[int, int]:
    """Work to version of all that is to be in an index."""
    if rows is None:
        rows = SearchDocument.objects.values_list("work", "version", "visible")
    ordered = sorted(rows, key=lambda row: row[1])
    versions = {work: version for work, version, _visible in ordered}
    return {work: versions[work] for work, _version, visible in ordered if visible}


def queues(number: int) -> list:
    return [factories.case(f"Queue {n}") for n in range(number)]


def row(title: str) -> SearchDocument:
    return SearchDocument.objects.get(title=title)


def taint(*titles: str) -> None:
    """Something in the projection that the strict mapping refuses."""
    for title in titles:
        _write(title, row(title).facets + " colour=red")


def heal(title: str) -> None:
    _write(title, row(title).facets.replace(" colour=red", ""))


def _write(title: str, facets: str) -> None:
    """As the projector does, save that the version stays."""
    found = row(title)
    found.facets = facets
    found.save()
    ReadyWork.objects.filter(work=found.work).delete()


def deletion(work: int, version: int) -> Shipment:
    return Shipment(work, version, None)


@contextmanager
def site(settings, cluster: Cluster, *, nodes: int | None = None) -> Iterator[Elastic]:
    """The settings of a site with this cluster, or its first `nodes`, for the time of a test."""
    prefix = f"test-{uuid.uuid4().hex[:10]}"
    forget()
    settings.ELASTICSEARCH = {
        **settings.ELASTICSEARCH,
        "hosts": list(cluster.urls[:nodes]),
        "prefix": prefix,
    }
    settings.HUB_SEARCH_REMOTE = "search.engines.elastic.ElasticEngine"
    settings.HUB_SEARCH_BUDGET = BUDGET
    found = Elastic(cluster, prefix)
    try:
        yield found
    finally:
        forget()
        found.close()


def forget() -> None:
    """Connections and engines are made from the settings once; let the next call make them anew."""
    for connection in (client.reader, client.writer):
        if connection.cache_info().currsize:
            connection().close()
        connection.cache_clear()
    for made in (get_engine, get_remote, get_embedded):
        made.cache_clear()
