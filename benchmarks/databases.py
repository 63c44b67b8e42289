"""A fresh database for each measurement: one is migrated and set up, the others are its clones."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from os import getpid
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections

from hub.settings.base import database
from search import labels
from search.engine import get_embedded


@contextmanager
def template(url: str) -> Iterator[str]:
    """A database with the vocabulary and page trees, gone at the end. Yields what it runs on.

    `url` names a server on which databases may be made; empty stands for SQLite in a temporary
    directory. The database that `url` itself names is never written to.
    """
    get_embedded()  # says at once that the engine cannot be loaded
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        file = Path(folder) / "hub.sqlite3"
        config = database(url or f"sqlite:///{file}")
        config["TEST"] = {"NAME": f"hub_bench_{getpid()}" if url else str(file)}
        _connect(config)
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            call_command("setup_hub", verbosity=0, stdout=StringIO())
            yield _version()
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


@contextmanager
def clone(suffix: str) -> Iterator[None]:
    """A copy of the template to fill and to measure, gone at the end."""
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    _use(connection.creation.get_test_db_clone_settings(suffix)["NAME"])
    try:
        yield
    finally:
        _use(original)
        connection.creation.destroy_test_db(suffix=suffix, verbosity=0)


def forget() -> None:
    """Drop what this process remembers of a database."""
    get_embedded().forget()
    labels.forget()
    ContentType.objects.clear_cache()
    cache.clear()


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    forget()


def _connect(config: dict[str, object]) -> None:
    connections.close_all()
    settings.DATABASES["default"] = config
    connections.settings["default"] = connections.configure_settings({"default": config})["default"]
    del connections["default"]


def _version() -> str:
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if sqlite else "SHOW server_version")
        return f"{connection.display_name} {cursor.fetchone()[0]}"
