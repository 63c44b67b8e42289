"""Steps that come again: each at its time, by one process, whatever became of the others."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import import_string

from hub.housekeeping import worker
from hub.lease import Lease
from hub.models import Chore

pytestmark = pytest.mark.django_db
done: list[str] = []
HOURLY, BROKEN = f"{__name__}.hourly", f"{__name__}.broken"


def hourly() -> int:
    done.append("hourly")
    return 3


def broken() -> None:
    raise ValueError("no paper")


@pytest.fixture(autouse=True)
def _steps(settings, monkeypatch):
    done.clear()
    settings.HUB_HOUSEKEEPING = {BROKEN: 60, HOURLY: 3600}
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)


def test_step_is_done_when_its_time_has_come(capsys):
    call_command("housekeeping", "--once")
    assert capsys.readouterr().out == f"{HOURLY}: 3\n"
    worker.once()
    assert done == ["hourly"]
    Chore.objects.update(began=timezone.now() - timedelta(hours=1))
    worker.once()
    assert done == ["hourly"] * 2


def test_step_that_fails_is_noted_and_stops_no_other(caplog):
    worker.once()
    assert Chore.objects.get(pk=BROKEN).error == "ValueError: no paper"
    assert Chore.objects.get(pk=HOURLY).error == ""
    assert done == ["hourly"]
    assert caplog.records[0].getMessage() == f"Housekeeping: {BROKEN} failed"


def test_second_process_does_nothing_while_the_first_holds_the_lease():
    other = Lease("housekeeping")
    other.holder = "the first"
    other.take()

    class Stop(threading.Event):
        def wait(self, timeout=None):
            self.set()
            return True

    worker.run(Stop(), lambda _text: None)
    assert done == []
    other.give_up()
    worker.run(Stop(), lambda _text: None)
    assert done == ["hourly"]


def test_process_that_was_overtaken_in_a_long_step_leaves_the_others():
    """The step took longer than the lease, and another process is at work."""
    answers = iter([True, False])
    worker.once(prolong=lambda: next(answers))
    assert Chore.objects.filter(pk=BROKEN).exists()
    assert done == []


def test_steps_of_the_site_are_there_and_run(django_settings):
    for step in (*django_settings.HUB_HOUSEKEEPING, *django_settings.HUB_PURGES):
        import_string(step)()


@pytest.fixture
def django_settings():
    from hub.settings import base

    return base
