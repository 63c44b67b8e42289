"""The worker's loop: outbox, passing of time, shipping, nightly comparison."""

import logging
import random
import threading
from collections.abc import Callable

from django.db import close_old_connections

from hub.lease import Lease
from search import projector, shipper
from search.engine import EngineUnavailable, get_remote
from search.models import EngineIndex

PAUSE = 1.0  # seconds between two looks when there was nothing to do
LONGEST_BACKOFF = 60.0
log = logging.getLogger(__name__)


def run(stop: threading.Event, tell: Callable[[str], object]) -> None:
    """Work until `stop` is set. A second worker waits until the first has gone."""
    lease = Lease("search")
    waiting, failures = False, 0
    while not stop.is_set():
        close_old_connections()
        if not lease.take():
            if not waiting:
                tell("Another worker is active; waiting to take over.")
            waiting = True
            stop.wait(PAUSE)
            continue
        waiting = False
        try:
            done = once(lease.take)
            failures = 0
        except EngineUnavailable as error:
            failures += 1
            log.warning("The search engine does not take changes: %s", error)
            stop.wait(backoff(failures))
            continue
        if done:
            tell(f"{done} changes")
        else:
            stop.wait(PAUSE)
    lease.give_up()


def once(prolong: Callable[[], object] = lambda: None) -> int:
    """One pass. Returns documents written and works sent. Raises EngineUnavailable."""
    done = projector.run() + projector.project_due()
    if get_remote() is None:
        return done
    prolong()
    done += shipper.ship_all(lambda _done, _total: prolong())
    for index in EngineIndex.objects.filter(role=EngineIndex.Role.ACTIVE):
        if shipper.due_for_comparison(index):
            done += shipper.compare(index)
    return done


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: doubling, with jitter."""
    longest = min(2.0 ** min(failures, 10), LONGEST_BACKOFF)
    return random.uniform(longest / 2, longest)
