"""Databases of tests: migrated once for many runs, and one whose rows are committed, so that other
threads and processes see them; the test's own connection, with its transaction, is put aside
meanwhile.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection, connections


class Migrated:
    """The migrated database of an earlier run, in `folder`: making one takes twenty seconds. For
    databases in memory alone."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{_migrations()}.sqlite3"
        name = connection.creation._get_test_db_name()
        possible = connection.vendor == "sqlite" and connection.creation.is_in_memory_db(name)
        self._memory = sqlite3.connect(name, uri=True) if possible else None

    def recall(self) -> None:
        """Before the test database is made: it begins as a copy of the one that was kept."""
        if self._memory and self.path.exists():
            source = sqlite3.connect(self.path)
            source.backup(self._memory)
            source.close()

    def keep(self) -> None:
        """Once it is made, and nothing but migrations has written to it."""
        if self._memory and not self.path.exists():
            own = self.path.with_suffix(f".{os.getpid()}")
            copy = sqlite3.connect(own)
            self._memory.backup(copy)
            copy.close()
            own.replace(self.path)
        if self._memory:
            self._memory.close()


def _migrations() -> str:
    """What tells the migrations of all applications from any others."""
    found = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


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
