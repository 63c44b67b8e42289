"""How a worker is told to end: by a signal, after what it has in hand."""

import signal
import threading


def stop_on_signal() -> threading.Event:
    """Set once SIGTERM or SIGINT has come.

    Set by a thread of its own: a handler runs in the midst of whatever the main thread does, and
    amid `wait` that holds the very lock which `set` waits for.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=stop.set).start())
    return stop
