"""Servers refuse, hang, die in mid-bulk, go and come back: no search fails, no publish waits,
nothing is lost."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from io import StringIO
from time import monotonic, sleep

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch

from search import circuit, likeness, services, worker
from search.engine import EngineUnavailable
from search.engines.elastic import client, mapping
from search.models import EngineIndex
from tests import factories
from tests.search.asking import ask, titles
from tests.search.elastic import BUDGET, Elastic, projection, site
from tests.search.offline import no_network

pytestmark = [pytest.mark.faults, pytest.mark.django_db]


@pytest.fixture
def first_node(settings, three_nodes, monkeypatch):
    """A site that knows one node, on which its indexes are, and nowhere else."""
    where = {"auto_expand_replicas": "false", "number_of_replicas": 0}
    where["routing.allocation.require._name"] = "node-1"
    monkeypatch.setattr(mapping, "SETTINGS", {**mapping.SETTINGS, **where})
    with site(settings, three_nodes, nodes=1) as found:
        yield found


@pytest.fixture
def all_nodes(settings, three_nodes):
    with site(settings, three_nodes) as found:
        yield found


@contextmanager
def impatient(settings, monkeypatch):
    """Visitors wait 300 ms, as in production, and the worker no half minute."""
    _connect_anew()
    settings.HUB_SEARCH_BUDGET = 0.3
    with monkeypatch.context() as patch:
        patch.setattr(client, "SHIPPING_TIMEOUT", 2.0)
        yield
    _connect_anew()
    settings.HUB_SEARCH_BUDGET = BUDGET


def _connect_anew() -> None:
    for connected in (client.reader, client.writer):
        connected().close()
        connected.cache_clear()


def caught_up(within: float = 90.0) -> None:
    """What the worker's loop does: it tries until the servers take everything."""
    until = monotonic() + within
    while True:
        try:
            worker.once()
        except EngineUnavailable:
            assert monotonic() < until
            sleep(0.5)
        else:
            return


def answers_again(elastic: Elastic) -> None:
    """The circuit closes by itself, once visitors' questions are answered."""
    until = monotonic() + 60
    while ask("queue").engine != "elasticsearch":
        assert monotonic() < until
        sleep(0.2)
    assert elastic.engine.circuit.state == "closed"
    elastic.refresh()
    assert elastic.agrees()


def test_network_guard_guards(elastic, monkeypatch):
    elastic.settle()
    with no_network(monkeypatch):
        with pytest.raises(AssertionError):
            elastic.client.info()
        with pytest.raises(AssertionError):
            elastic.remote.switched()


def test_hanging_server(first_node, settings, publish, monkeypatch):
    publish("Queue 1")
    first_node.settle()
    assert ask("queue").engine == "elasticsearch"
    held = first_node.engine.circuit
    first_node.cluster.pause()
    with impatient(settings, monkeypatch):
        for _time in range(circuit.FAILURES):
            before = monotonic()
            results = ask("queue")
            assert monotonic() - before < 0.3 + 2  # two seconds for a machine that is busy
            assert (results.engine, results.count) == ("database", 1)
        assert held.state == "open"
        held._until = monotonic() + 60  # however slow the machine, the next try is not yet
        with no_network(monkeypatch):
            assert titles("queue") == ["Queue 1"]
        held._until = monotonic()
        page = publish("Queue 2")
        with pytest.raises(EngineUnavailable, match="no answer in time"):
            worker.once()
    cursor = EngineIndex.objects.get().cursor
    page.title = "Queue renamed"  # what was sent before is still on its way to the server
    page.save()
    first_node.cluster.resume()
    caught_up()
    assert EngineIndex.objects.get().cursor > cursor
    answers_again(first_node)
    assert sorted(titles("queue")) == ["Queue 1", "Queue renamed"]


def test_server_killed_in_mid_bulk(first_node, publish, monkeypatch):
    publish("Queue 1")
    first_node.settle()
    name = first_node.index.name
    before = first_node.index.cursor
    monkeypatch.setattr(mapping, "source", heavy(mapping.source))
    for number in range(40):
        factories.case(f"Queue heavy {number}")
    killer = threading.Thread(target=kill_once_something_is_in, args=(first_node, name, 1))
    killer.start()
    with pytest.raises(EngineUnavailable):
        worker.once()
    killer.join()
    assert not first_node.cluster.runs(1)
    assert first_node.index.cursor == before
    for _time in range(circuit.FAILURES + 1):
        results = ask("queue")
        assert (results.engine, results.count) == ("database", 41)
    assert first_node.engine.circuit.state == "open"
    publish("Queue 2")
    with pytest.raises(CommandError, match="away: ConnectionError"):
        call_command("search_sync", "--once")
    first_node.cluster.revive()
    until = monotonic() + 60
    there: dict[int, int] = {}
    while not there:
        try:
            there = first_node.versions(name)
        except Exception:
            assert monotonic() < until
            sleep(0.5)
    assert 1 <= len(there) < 41
    caught_up()
    answers_again(first_node)


def heavy(source):
    """Documents that keep the server busy for a while."""

    def made(work, version, documents):
        found = source(work, version, documents)
        words = (f"w{work}x{n}" for n in range(20_000))
        return {**found, "body": f"{found['body']} {' '.join(words)}"}

    return made


def kill_once_something_is_in(elastic: Elastic, index: str, already: int) -> None:
    with Elasticsearch(elastic.cluster.urls[1], request_timeout=30) as watching:
        while True:
            stats = watching.indices.stats(index=index, metric="indexing")
            if stats["_all"]["total"]["indexing"]["index_total"] > already:
                elastic.cluster.kill(1)
                return


@contextmanager
def visitors(read: Callable[[], int], number: int):
    """So many who search all the time. Yields what they found, and what went wrong."""
    found: list[int] = []
    failures: list[Exception] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            try:
                found.append(read())
            except Exception as error:
                failures.append(error)

    readers = [threading.Thread(target=search) for _ in range(number)]
    for reader in readers:
        reader.start()
    try:
        yield found, failures
    finally:
        stop.set()
        for reader in readers:
            reader.join()


def write_while_one_is_killed(elastic: Elastic, publish, found: list[int]) -> int:
    """Eight pages; half-way the node of the primary shard is killed. Returns searches till then."""
    for number in range(1, 9):
        publish(f"Queue {number}")
        if number == 4:
            asked = len(found)
            elastic.cluster.kill(node_with_primary(elastic))
        caught_up()
    return asked


def test_one_node_of_three_killed_during_searches_and_writes(all_nodes, publish):
    """The one that has the primary shard: no search fails, no write is lost."""
    publish("Queue 0")
    all_nodes.settle()
    all_nodes.only()
    all_nodes.client.cluster.health(index=all_nodes.alias, wait_for_status="green", timeout="60s")

    def read() -> int:
        answer = client.Question().search(all_nodes.alias, {"query": {"match_all": {}}})
        assert answer["_shards"]["failed"] == 0
        return answer["hits"]["total"]["value"]

    with visitors(read, 2) as (found, failures):
        asked = write_while_one_is_killed(all_nodes, publish, found)
    assert failures == []
    assert len(found) > asked
    assert min(found) >= 1
    answers_again(all_nodes)
    assert ask("queue").count == 9
    assert len(projection()) == 9


def node_with_primary(elastic: Elastic) -> int:
    shards = elastic.client.cat.shards(index=elastic.index.name, format="json")
    primary = next(shard for shard in shards if shard["prirep"] == "p")
    return int(primary["node"].removeprefix("node-"))


def test_all_nodes_down_for_a_while_and_back(all_nodes, publish, client):
    publish("Queue 1")
    all_nodes.settle()
    all_nodes.cluster.kill(1, 2, 3)
    page = publish("Queue 2")
    for _time in range(circuit.FAILURES + 1):
        results = ask("queue")
        assert (results.engine, results.count) == ("database", 2)
    assert all_nodes.engine.circuit.state == "open"
    assert client.get("/en/search/?q=queue").status_code == 200
    assert services.suggest("que", "en") != []
    assert likeness.similar(page.code, "en") != []
    for command in (["search_rebuild"], ["search_sync", "--once"]):
        with pytest.raises(CommandError, match="ConnectionError"):
            call_command(*command)
    status = StringIO()
    call_command("search_status", stdout=status)
    assert "server      away: ConnectionError" in status.getvalue()
    assert "searched    the embedded engine" in status.getvalue()
    page.delete()
    publish("Queue 3")
    all_nodes.cluster.revive(1, 2, 3)
    caught_up()
    answers_again(all_nodes)
    assert sorted(titles("queue")) == ["Queue 1", "Queue 3"]
