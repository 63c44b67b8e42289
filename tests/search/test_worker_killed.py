"""Real workers in processes of their own, on a database of their own, killed between two steps."""

import os
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.db import connection

from tests.search.cluster import server
from tests.search.elastic import Elastic, site

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
ROOT = Path(__file__).parents[2]
WORKS = 5
# Publishes, then works until its batch number {batch} has been taken, and is gone in that moment:
# before what was refused is noted, and before the cursor is moved.
KILLED = """
import os, signal
import django
django.setup()
from django.core.management import call_command
from search import shipper
from tests import factories

for number in range({works}):
    factories.case(f"Queue {{number}}")
batches = []

def settle(*args, settle=shipper._settle):
    batches.append(args)
    if len(batches) == {batch}:
        os.kill(os.getpid(), signal.SIGKILL)
    settle(*args)

shipper.BATCH = 2
call_command("search_sync", "--once") if {shipped} else None
shipper._settle = settle
call_command(*{command})
"""


class Site:
    """A database in a file, and processes that work on it."""

    def __init__(self, path: Path, elastic: Elastic) -> None:
        self.path = path
        self.elastic = elastic
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "hub.settings.test",
            "DATABASE_URL": f"sqlite:///{path}",
            "ELASTICSEARCH_URL": ",".join(elastic.cluster.urls),
            "ELASTICSEARCH_PREFIX": elastic.prefix,
        }

    @contextmanager
    def start(self, *command: str) -> Iterator[subprocess.Popen]:
        """Waited for at the end; ended when the test fails meanwhile."""
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
        )
        with process:
            try:
                yield process
            except BaseException:
                process.kill()
                raise

    def run(self, *command: str) -> str:
        with self.start(*command) as process:
            said = process.stdout.read().decode()
        assert process.returncode == 0, said
        return said

    def killed(self, batch: int, *command: str, shipped: bool = False) -> None:
        script = KILLED.format(works=WORKS, batch=batch, command=command, shipped=shipped)
        with self.start("-c", script) as process:
            said = process.stdout.read().decode()
        assert process.returncode == -signal.SIGKILL, said

    def rows(self, query: str) -> list[tuple]:
        with closing(sqlite3.connect(self.path, timeout=20)) as database, database:
            return database.execute(query).fetchall()

    def indexes(self) -> dict[str, tuple[str, int]]:
        """Role to name and cursor."""
        found = self.rows("SELECT role, name, cursor FROM search_engineindex")
        return {role: (name, cursor) for role, name, cursor in found}

    def agrees(self, index: str) -> bool:
        rows = self.rows("SELECT work, version, visible FROM search_searchdocument")
        assert len(rows) == WORKS
        return self.elastic.agrees(index, rows)


@pytest.fixture(scope="module")
def contents(tmp_path_factory, django_db_setup, django_db_blocker):
    """A database as `setup_hub` leaves it, copied before a test's transaction locks its source."""
    path = tmp_path_factory.mktemp("contents") / "hub.sqlite3"
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
    else:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
        for command in ("migrate", "setup_hub"):
            manage = [sys.executable, "manage.py", command, "-v0"]
            subprocess.run(manage, cwd=ROOT, env=environment, check=True)
    return path


@pytest.fixture
def own(settings, tmp_path, contents):
    path = shutil.copy(contents, tmp_path)
    with site(settings, server("8.19.3")) as elastic:
        yield Site(path, elastic)


def said_within(process: subprocess.Popen, wanted: str, seconds: float = 120.0) -> str:
    until, said = monotonic() + seconds, ""
    while wanted not in said:
        assert monotonic() < until, said
        if select.select([process.stdout], [], [], 1.0)[0]:
            piece = os.read(process.stdout.fileno(), 4096).decode()
            assert piece, said
            said += piece
    return said


def test_worker_killed_between_bulk_and_cursor(own):
    """Another waits for its lease to run out, sends again, and ends in order when told to."""
    own.killed(2, "search_sync")
    name, cursor = own.indexes()["building"]
    there = own.elastic.versions(name)
    assert (cursor, sorted(there.values())) == (2, [1, 2, 3, 4])
    assert len(own.rows("SELECT holder FROM hub_workerlease")) == 1
    own.rows("UPDATE hub_workerlease SET until = datetime('now', '+1 hour')")
    with own.start("manage.py", "search_sync") as second:
        said_within(second, "Another worker is active; waiting to take over.")
        assert own.elastic.versions(name) == there
        own.rows("UPDATE hub_workerlease SET until = datetime('now', '-1 second')")
        until = monotonic() + 60
        while "active" not in own.indexes():
            assert monotonic() < until
            sleep(0.1)
        second.send_signal(signal.SIGTERM)
    assert second.returncode == 0
    assert own.indexes() == {"active": (name, 5)}
    assert own.agrees(name)
    assert own.rows("SELECT holder FROM hub_workerlease") == []


def test_worker_killed_in_a_rebuild(own):
    own.killed(2, "search_rebuild", shipped=True)
    old, begun = own.indexes()["active"][0], own.indexes()["building"]
    assert begun[1] == 2
    there = sorted(own.elastic.versions(begun[0]).values())
    assert there in ([1, 2, 3, 4], [1, 2, 3, 4, 5])  # a third batch was under way
    assert list(own.elastic.client.indices.get_alias(name=own.elastic.alias)) == [old]
    said = own.run("manage.py", "search_rebuild")
    assert f"Searched now: {begun[0]} (active, version 5)" in said
    assert own.indexes() == {"active": (begun[0], 5), "old": (old, 5)}
    assert list(own.elastic.client.indices.get_alias(name=own.elastic.alias)) == [begun[0]]
    assert own.agrees(begun[0])
    assert own.agrees(old)
