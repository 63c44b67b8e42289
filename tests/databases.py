"""A database whose rows are committed, so that other threads and processes see them.

The test's own connection, with its transaction, is put aside meanwhile.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def pristine(folder: Path) -> Iterator[str]:
    """The name of a copy of the test database, to which nobody connects. Make it between tests."""
    if connection.vendor == "sqlite":
        path = folder / "pristine.sqlite3"
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        copy.close()
        yield str(path)
        return
    connections.close_all()
    name = f"test_pristine_{os.getpid()}"
    with _copied(connection.settings_dict["NAME"], name):
        yield name


@contextmanager
def committed(source: str, folder: Path) -> Iterator[str]:
    """Lends the default connection a copy of `source`; yields its DATABASE_URL."""
    if connection.vendor == "sqlite":
        name = shutil.copy(source, folder / "committed.sqlite3")
        with _lent(str(name)):
            yield f"sqlite:///{name}"
        return
    name, own = f"test_committed_{os.getpid()}", connection.settings_dict
    with _copied(source, name), _lent(name):
        login = f"{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}"
        yield f"postgres://{login}/{name}"


@contextmanager
def _lent(name: str) -> Iterator[None]:
    """New connections, of this thread and of others, go to the database of that name."""
    before, settings = connections["default"], connections.settings["default"]
    kept, settings["NAME"] = settings["NAME"], name
    connections["default"] = before.copy()
    connections["default"].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"], connections["default"] = kept, before


@contextmanager
def _copied(source: str, name: str) -> Iterator[None]:
    _maintain(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    try:
        yield
    finally:
        _maintain(f'DROP DATABASE "{name}" WITH (FORCE)')


def _maintain(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
