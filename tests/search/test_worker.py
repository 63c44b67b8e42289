"""The worker: one is active, another waits and takes over; it goes on whatever the engine does."""

import logging
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from hub.lease import Lease
from hub.models import WorkerLease
from search import indexes, projector, shipper, worker
from search.engine import EngineUnavailable
from search.models import EngineIndex, SearchState
from tests import factories
from tests.search.asking import titles
from tests.search.elastic import Elastic
from tests.search.offline import no_network
from tests.search.stepping import Stop, nothing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """The worker's loop renews its connection, which would end the test's transaction."""
    monkeypatch.setattr(worker, "close_old_connections", nothing)


def lease(holder: str) -> Lease:
    found = Lease("search")
    found.holder = holder
    return found


def run_out() -> None:
    WorkerLease.objects.update(until=timezone.now() - timedelta(seconds=1))


def test_second_worker_waits_and_takes_over_when_the_first_has_gone(elastic: Elastic):
    page = factories.case("Queue")
    lease("the first").take()
    told: list[str] = []
    stop = Stop(nothing, nothing, run_out)
    worker.run(stop, told.append)
    assert told == ["Another worker is active; waiting to take over.", "1 changes"]
    assert stop.waits == [worker.WAITING] * 3 + [worker.PAUSE]
    assert not WorkerLease.objects.exists()
    elastic.refresh()
    assert titles() == [page.title]
    assert elastic.agrees()


def test_worker_prolongs_its_lease_while_it_ships(elastic, monkeypatch):
    elastic.settle()
    for number in range(4):
        factories.case(f"Queue {number}")
    monkeypatch.setattr(shipper, "BATCH", 1)
    taken: list[int] = []
    worker.once(lambda: taken.append(elastic.index.cursor))
    assert len(taken) == 5
    assert taken == sorted(set(taken))
    elastic.refresh()
    assert elastic.agrees()


def test_worker_goes_on_after_the_engine_was_away(elastic, monkeypatch, caplog):
    factories.case("Queue")
    with monkeypatch.context() as broken:
        broken.setattr(indexes, "ship_all", _raise)
        stop = Stop(nothing, nothing, broken.undo)
        told: list[str] = []
        worker.run(stop, told.append)
    assert 1 <= stop.waits[0] <= 2 <= stop.waits[1] <= 4 <= stop.waits[2] <= 8
    assert stop.waits[3:] == [worker.PAUSE]
    elastic.refresh()
    assert elastic.agrees()
    said = [(r.levelno, r.getMessage()) for r in caplog.records if r.name == "search.worker"]
    message = "The search engine does not take changes: no answer in time"
    assert said == [(logging.WARNING, message)] * 3


def test_idle_worker_reads_one_row_and_leaves_the_cluster_alone(
    elastic, monkeypatch, django_assert_num_queries
):
    factories.case("Queue")
    worker.once()
    version = SearchState.current()[0]
    stop = Stop(*[nothing] * 9)
    with no_network(monkeypatch), django_assert_num_queries(9):
        worker._idle(stop, version)
    assert stop.waits == [worker.PAUSE] * 10
    factories.case("Queue 2")
    stop = Stop(nothing, projector.run, nothing, nothing)
    worker._idle(stop, version)
    assert len(stop.waits) == 2
    monkeypatch.setattr(worker, "CHECK", 0.0)
    stop = Stop(nothing, nothing)
    worker._idle(stop, SearchState.current()[0])
    assert len(stop.waits) == 1


def _raise(*_args) -> None:
    raise EngineUnavailable("no answer in time")


@pytest.mark.parametrize(("failures", "longest"), [(1, 2), (3, 8), (6, 60), (10_000, 60)])
def test_pauses_after_failures_double_up_to_a_minute(failures, longest):
    pauses = [worker.backoff(failures) for _time in range(200)]
    assert longest / 2 <= min(pauses)
    assert max(pauses) <= longest
    assert len(set(pauses)) > 100


def test_indexes_are_compared_once_a_day(elastic):
    factories.case("Queue")
    worker.once()
    index = elastic.index
    stray = {"code": "stray"}
    elastic.client.index(index=index.name, id="777", document=stray, refresh=True)
    assert worker.once() == 0
    assert 777 in elastic.versions()
    EngineIndex.objects.update(compared=timezone.now() - timedelta(hours=25))
    assert worker.once() == 1
    assert elastic.agrees()


def test_one_pass_tells_when_the_engine_is_away(elastic, monkeypatch):
    factories.case("Queue")
    monkeypatch.setattr(indexes, "ship_all", _raise)
    with pytest.raises(CommandError, match="The search engine is away: no answer in time"):
        call_command("search_sync", "--once")
    assert titles() == ["Queue"]
