"""A worker's loop step by step, without waiting."""

import threading


def nothing() -> None:
    pass


class Stop(threading.Event):
    """Instead of waiting, does the next step; after the last one the worker is to stop."""

    def __init__(self, *steps) -> None:
        super().__init__()
        self.steps = list(steps)
        self.waits: list[float] = []

    def wait(self, timeout=None) -> bool:
        self.waits.append(timeout)
        if self.steps:
            self.steps.pop(0)()
        else:
            self.set()
        return self.is_set()
