"""Two processes at once, step by step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection

several_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets in one writer at a time"
)


@contextmanager
def meanwhile(statement: str, act: Callable[[], object]) -> Iterator[None]:
    """Another does `act` just before a statement that begins so is sent. It may have to wait for
    the transaction of that statement, which goes on after a second."""
    others: list[Thread] = []

    def other() -> None:
        try:
            act()
        finally:
            connection.close()

    def send(execute, sql, params, many, context):
        if not others and sql.startswith(statement):
            others.append(Thread(target=other))
            others[0].start()
            others[0].join(1)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(send):
        yield
    others[0].join()
