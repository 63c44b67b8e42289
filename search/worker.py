"""The worker's loop: outbox, passing of time, shipping, nightly comparison."""

import logging
import random
import threading
from collections.abc import Callable
from time import monotonic

from django.db import close_old_connections

from hub.lease import Lease, LeaseLost
from search import comparison, indexes, projector
from search.engine import EngineUnavailable, get_remote
from search.models import EngineIndex, SearchState

PAUSE = 0.2  # seconds between two looks at the projection's version when there was nothing to do
CHECK = 5.0  # seconds between two passes, whatever the version; well within a lease
WAITING = 1.0  # seconds between two looks of a worker that waits for the lease
LONGEST_BACKOFF = 60.0
log = logging.getLogger(__name__)


def run(stop: threading.Event, tell: Callable[[str], object]) -> None:
    """Work until `stop` is set. A second worker waits until the first has gone. Whatever fails is
    tried again: nobody would notice at once that there is no worker any more."""
    lease = Lease("search")
    waiting, failures = False, 0
    while not stop.is_set():
        close_old_connections()
        try:
            if lease.take():
                waiting = False
                _work(lease, stop, tell)
            else:
                if not waiting:
                    tell("Another worker is active; waiting to take over.")
                waiting = True
                stop.wait(WAITING)
            failures = 0
        except LeaseLost:
            log.warning("Another worker has taken over while this one was stopped.")
        except EngineUnavailable as error:
            failures += 1
            log.warning("The search engine does not take changes: %s", error)
            stop.wait(backoff(failures))
        except Exception:
            failures += 1
            log.exception("The worker failed and tries again.")
            stop.wait(backoff(failures))
    lease.give_up()


def _work(lease: Lease, stop: threading.Event, tell: Callable[[str], object]) -> None:
    version = SearchState.current()[0]
    if done := once(lease.hold):
        tell(f"{done} changes")
    else:
        _idle(stop, version)


def _idle(stop: threading.Event, version: int) -> None:
    """Until the projection has a newer version, or the next pass is due anyhow."""
    until = monotonic() + CHECK
    while not stop.wait(PAUSE) and monotonic() < until:
        if SearchState.current()[0] != version:
            return


def once(prolong: Callable[[], object] = lambda: None) -> int:
    """One pass. Returns documents written and works sent. Raises EngineUnavailable, and what
    `prolong` raises."""
    done = projector.run() + projector.project_due()
    if get_remote() is None:
        return done
    prolong()
    done += indexes.ship_all(lambda _done, _total: prolong())
    for index in EngineIndex.objects.filter(role=EngineIndex.Role.ACTIVE):
        if comparison.due_for_comparison(index):
            done += comparison.compare(index, prolong)
    return done


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: doubling, with jitter."""
    longest = min(2.0 ** min(failures, 10), LONGEST_BACKOFF)
    return random.uniform(longest / 2, longest)
