"""Fixtures of the tests of search that need Elasticsearch."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from search.engine import get_embedded
from search.models import SearchDocument
from search.query import SearchQuery
from tests import factories
from tests.processes import ROOT
from tests.search.cluster import RUN, cluster, locked, server
from tests.search.elastic import site
from tests.search.offline import no_network
from tests.search.processes import Site


@pytest.fixture
def elastic(request, settings):
    """A site on Elasticsearch 8, or on the version that the test is parametrised with."""
    with site(settings, server(getattr(request, "param", "8.19.3"))) as found:
        yield found


@pytest.fixture
def three_nodes():
    """A cluster that may be hurt, whole again when a test begins, and for one test at a time."""
    found = cluster("three", nodes=3)
    with locked(f"run-{RUN}/three.lock"):
        found.mend()
        yield found


@pytest.fixture
def publish(monkeypatch, django_capture_on_commit_callbacks):
    """Publishes as an editor does, projection on commit included, with no word to any server."""

    def published(title: str):
        page = factories.case(title, live=False)
        connection.run_on_commit.clear()  # the wake of what a test's transaction never commits
        with no_network(monkeypatch), django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        assert title in embedded(title)
        return type(page).objects.get(pk=page.pk)

    return published


def embedded(text: str) -> list[str]:
    """Titles that the embedded engine finds, whichever engine visitors are answered by."""
    works = get_embedded().search(SearchQuery(text)).works
    return list(SearchDocument.objects.filter(work__in=works).values_list("title", flat=True))


@pytest.fixture(scope="session")
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


CLUSTER = {
    "test_admin_on_elastic",
    "test_bulk",
    "test_comparison",
    "test_elastic_engine",
    "test_elastic_fuzz",
    "test_elastic_relevance",
    "test_faults",
    "test_kept_pages",
    "test_rebuild",
    "test_secrets",
    "test_shipping",
    "test_site_on_elastic",
    "test_takeover",
    "test_time_budget",
    "test_worker",
    "test_worker_killed",
    "test_workers_together",
}


def pytest_collection_modifyitems(items):
    """Tests on real clusters take long and much memory: `make test-cluster` asks for them.

    Where all tests are to run (HUB_TEST_ALL) only `-m` leaves them out.
    """
    asked = "1" in (os.environ.get("HUB_TEST_CLUSTER"), os.environ.get("HUB_TEST_ALL"))
    for item in items:
        if item.path.stem in CLUSTER:
            item.add_marker(pytest.mark.cluster)
            if not asked:
                reason = "starts Elasticsearch servers: run `make test-cluster`"
                item.add_marker(pytest.mark.skip(reason=reason))
