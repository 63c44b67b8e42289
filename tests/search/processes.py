"""A site of its own: a database in a file, and processes that work on it."""

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from time import monotonic, sleep

from tests.processes import start
from tests.search.elastic import Elastic

# Publishes a page, projection included, with no word to any server.
PUBLISH = """
import sys
import django
import pytest
django.setup()
from hub.models import Organisation
from search import projector
from tests import factories
from tests.search.offline import no_network

with pytest.MonkeyPatch.context() as patch, no_network(patch):
    agency = Organisation.objects.first() or factories.organisation()
    slug = sys.argv[1].lower().replace(" ", "-")
    factories.case(sys.argv[1], slug=slug, lead_organisation=agency)
    projector.run()
"""


class Site:
    """A database in a file, and processes that work on it."""

    def __init__(self, path: Path, elastic: Elastic) -> None:
        self.path = path
        self.elastic = elastic
        self.environment = {
            "DATABASE_URL": f"sqlite:///{path}",
            "ELASTICSEARCH_URL": ",".join(elastic.cluster.urls),
            "ELASTICSEARCH_PREFIX": elastic.prefix,
        }

    def start(self, *command: str) -> AbstractContextManager[subprocess.Popen]:
        return start(*command, **self.environment)

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


def until(condition: Callable[[], object], seconds: float = 300.0) -> None:
    limit = monotonic() + seconds
    while not condition():
        assert monotonic() < limit
        sleep(0.1)
