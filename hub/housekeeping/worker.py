"""The loop: each step when its time has come, whatever became of the others."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from hub.lease import Lease
from hub.models import Chore

PAUSE = 5.0  # seconds between two looks
log = logging.getLogger(__name__)


def run(stop: threading.Event, tell: Callable[[str], object]) -> None:
    """Work until `stop` is set. A second process waits until the first has gone."""
    lease = Lease("housekeeping")
    while not stop.is_set():
        close_old_connections()
        try:
            if lease.take():
                once(stop, tell, lease.take)
        except OperationalError as error:
            log.warning("Housekeeping waits: %s", error)
        stop.wait(PAUSE)
    lease.give_up()


def once(
    stop: threading.Event | None = None,
    tell: Callable[[str], object] = lambda _text: None,
    prolong: Callable[[], bool] = lambda: True,
) -> None:
    """Every step that is due, until `stop` is set or another process has taken over."""
    for step, interval in settings.HUB_HOUSEKEEPING.items():
        if stop and stop.is_set():
            return
        if _is_due(step, timedelta(seconds=interval)):
            if not prolong():
                return
            _do(step, tell)


def _is_due(step: str, interval: timedelta) -> bool:
    last = Chore.objects.filter(step=step).values_list("began", flat=True).first()
    return last is None or last + interval <= timezone.now()


def _do(step: str, tell: Callable[[str], object]) -> None:
    """A step that fails is noted and tried again at its next time."""
    began, done, fault = timezone.now(), None, ""
    try:
        done = import_string(step)()
    except OperationalError:
        raise
    except Exception as error:
        log.exception("Housekeeping: %s failed", step)
        fault = f"{type(error).__name__}: {error}"[:2000]
    _note(step, began, done, fault)
    if done:
        tell(f"{step}: {done}")


def _note(step: str, began: datetime, done: int | None, fault: str) -> None:
    Chore.objects.update_or_create(
        step=step, defaults={"began": began, "done": done, "error": fault}
    )
