"""A worker that is told to end while it waits."""

import subprocess
import sys

import pytest

# The signal comes while the main thread holds the lock of its event, as `wait` does at its begin
# and at its end.
TOLD = """
import os, signal, threading
{stop}
with stop._cond:
    os.kill(os.getpid(), signal.SIGTERM)
print(stop.wait(10))
"""
BY_ITSELF = """
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
"""
BY_A_THREAD = """
from hub.stopping import stop_on_signal
stop = stop_on_signal()
"""


def told(stop):
    command = [sys.executable, "-c", TOLD.format(stop=stop)]
    return subprocess.run(command, capture_output=True, text=True, timeout=5).stdout


def test_handler_that_sets_the_event_itself_waits_for_ever():
    with pytest.raises(subprocess.TimeoutExpired):
        told(BY_ITSELF)


def test_worker_ends_though_the_signal_comes_amid_its_wait():
    assert told(BY_A_THREAD) == "True\n"
