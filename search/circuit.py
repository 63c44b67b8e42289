"""A circuit breaker: after a failure an engine is left alone for a while, then tried by one."""

import logging
import threading
from time import monotonic

from prometheus_client import Counter, Gauge

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds
FAILURES = 3  # in a row, before the circuit opens
log = logging.getLogger(__name__)
is_open = Gauge("hub_search_circuit_open", "1 while an engine is left alone", ["engine"])
changes = Counter("hub_search_circuit_changes", "Changes of state", ["engine", "state"])


class Circuit:
    """Closed: everybody asks. Open: nobody does. When the pause is over, one asks for all."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = FIRST_PAUSE
        self._until: float | None = None  # None: closed
        self._trying = False
        is_open.labels(name).set(0)

    @property
    def state(self) -> str:
        return "closed" if self._until is None else "open"

    def allows(self) -> bool:
        with self._lock:
            if self._until is None:
                return True
            if monotonic() < self._until:
                return False
            self._until = monotonic() + self._pause  # this one tries; the others wait once more
            self._trying = True
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0
            self._trying = False
            if self._until is None:
                return
            self._until, self._pause = None, FIRST_PAUSE
        self._tell("closed", "it answers again")

    def failed(self, reason: str) -> None:
        with self._lock:
            self._failures += 1
            was_open = self._until is not None
            if was_open and not self._trying:
                return  # asked before the circuit opened
            if was_open:
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
            elif self._failures < FAILURES:
                return
            self._until = monotonic() + self._pause
            self._trying = False
        if not was_open:
            self._tell("open", reason)

    def undecided(self) -> None:
        """Whoever tried has not learnt whether the engine is well: the next may try."""
        with self._lock:
            if self._trying:
                self._until, self._trying = monotonic(), False

    def _tell(self, state: str, reason: str) -> None:
        is_open.labels(self.name).set(state == "open")
        changes.labels(self.name, state).inc()
        log.warning("Search engine %s: circuit %s: %s", self.name, state, reason)
