"""The worker's loop goes on after whatever happens to it, with a cluster or without."""

import logging

import pytest
from django.db import OperationalError

from hub.models import WorkerLease
from search import projector, worker
from tests import factories
from tests.search.asking import titles
from tests.search.stepping import Stop, nothing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("error", [OperationalError("the connection is lost"), ValueError("odd")])
def test_worker_goes_on_after_any_failure(monkeypatch, caplog, error):
    factories.case("Queue")

    def fail() -> None:
        raise error

    monkeypatch.setattr(worker, "close_old_connections", nothing)
    with monkeypatch.context() as broken:
        broken.setattr(projector, "project_due", fail)
        stop = Stop(nothing, broken.undo)
        worker.run(stop, lambda text: None)
    assert 1 <= stop.waits[0] <= 2 <= stop.waits[1] <= 4
    assert stop.waits[2:] == [worker.PAUSE]
    assert titles("queue") == ["Queue"]
    assert not WorkerLease.objects.exists()
    said = [(record.levelno, record.exc_info[1]) for record in caplog.records]
    assert said == [(logging.ERROR, error)] * 2
