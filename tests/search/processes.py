"""A site of its own: a database in a file, and processes that work on it."""

import os
import select
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from tests.search.elastic import Elastic

ROOT = Path(__file__).parents[2]


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
            stdin=subprocess.PIPE,
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

    def rows(self, query: str) -> list[tuple]:
        with closing(sqlite3.connect(self.path, timeout=20)) as database, database:
            return database.execute(query).fetchall()

    def indexes(self) -> dict[str, tuple[str, int]]:
        """Role to name and cursor."""
        found = self.rows("SELECT role, name, cursor FROM search_engineindex")
        return {role: (name, cursor) for role, name, cursor in found}

    def agrees(self, index: str) -> bool:
        rows = self.rows("SELECT work, version, visible FROM search_searchdocument")
        return self.elastic.agrees(index, rows)


def said_within(process: subprocess.Popen, wanted: str, seconds: float = 300.0) -> str:
    until, said = monotonic() + seconds, ""
    while wanted not in said:
        assert monotonic() < until, said
        if select.select([process.stdout], [], [], 1.0)[0]:
            piece = os.read(process.stdout.fileno(), 4096).decode()
            assert piece, said
            said += piece
    return said


def until(condition: Callable[[], object], seconds: float = 300.0) -> None:
    limit = monotonic() + seconds
    while not condition():
        assert monotonic() < limit
        sleep(0.1)
