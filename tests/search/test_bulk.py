"""Bulk requests: what is a work's own fault is set aside; what is not is sent again, and nothing is
lost meanwhile."""

import pytest

from search import indexes, shipper
from search.engine import EngineUnavailable
from search.engines.elastic import mapping, writing
from search.models import RefusedWork
from tests.search.asking import titles
from tests.search.elastic import heal, queues, row, taint

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("elastic", ["8.19.3", "9.2.4"], indirect=True)


def blocked(elastic, name: str, wanted: bool) -> None:
    elastic.client.indices.put_settings(index=name, settings={"blocks.write": wanted})


def closed(elastic, name: str, wanted: bool) -> None:
    (elastic.client.indices.close if wanted else elastic.client.indices.open)(index=name)
    if not wanted:
        elastic.client.cluster.health(index=name, wait_for_status="yellow", timeout="60s")


@both
@pytest.mark.parametrize(
    ("shut", "reason"),
    [(blocked, "403 cluster_block_exception"), (closed, "400 index_closed_exception")],
)
def test_index_that_takes_nothing_refuses_no_work(elastic, publish, shut, reason):
    """As while somebody makes a copy of it."""
    pages = queues(2)
    elastic.settle()
    name, cursor = elastic.index.name, elastic.index.cursor
    shut(elastic, name, True)
    pages[0].delete()
    publish("Queue new")
    with pytest.raises(EngineUnavailable, match=reason):
        indexes.ship_all()
    assert (elastic.index.cursor, RefusedWork.objects.count()) == (cursor, 0)
    shut(elastic, name, False)
    elastic.settle()
    assert elastic.agrees()
    assert sorted(titles("queue")) == ["Queue 1", "Queue new"]


def test_batch_is_sent_in_parts_that_a_small_server_takes(elastic, monkeypatch):
    """All at once they are more than the tenth of its memory that it lets one request have."""
    source = mapping.source

    def long(work, version, documents):
        return {**source(work, version, documents), "body": "word " * 2_000_000}

    monkeypatch.setattr(mapping, "source", long)
    queues(7)
    with monkeypatch.context() as unlimited:
        unlimited.setattr(writing, "LARGEST", 1_000_000_000)
        with pytest.raises(EngineUnavailable, match="429"):
            elastic.settle()
    elastic.settle()
    assert elastic.agrees()


def test_work_that_no_server_takes_is_refused_and_stops_nothing(elastic, monkeypatch):
    """A server answers 413 to it, or 429, however often it is sent."""
    source = mapping.source

    def long(work, version, documents):
        made = source(work, version, documents)
        return {**made, "body": "word " * 5_000_000} if "2" in documents[0].title else made

    monkeypatch.setattr(mapping, "source", long)
    elastic.settle()
    queues(3)
    elastic.settle()
    assert sorted(titles("queue")) == ["Queue 0", "Queue 1"]
    assert [refused.reason[:10] for refused in RefusedWork.objects.all()] == ["too large:"]


def test_parts_are_as_large_as_allowed_and_never_empty(elastic, monkeypatch):
    elastic.settle()
    queues(5)
    sizes: list[int] = []
    parts = writing._parts

    def counted(shipments):
        for part in parts(shipments):
            sizes.append(len(part))
            yield part

    monkeypatch.setattr(writing, "_parts", counted)
    monkeypatch.setattr(writing, "LARGEST", 1)
    elastic.settle()
    assert sizes == [1] * 5
    monkeypatch.setattr(writing, "LARGEST", 1_000_000)
    indexes.rebuild()
    assert sizes[5:] == [5]
    assert elastic.agrees()


def test_page_is_published_while_others_are_refused_and_is_found(elastic, publish):
    elastic.settle()
    queues(1)
    publish("Queue good")
    taint("Queue 0")
    elastic.settle()
    publish("Queue better")
    elastic.settle()
    assert sorted(titles("queue")) == ["Queue better", "Queue good"]
    assert RefusedWork.objects.get().work == row("Queue 0").work
    heal("Queue 0")
    assert shipper.retry_refused(elastic.index) == 1
    assert elastic.agrees()
