"""Fixtures for every test: the site as `setup_hub` makes it, and a projection on demand."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from search import labels, outbox
from search.engine import get_embedded
from tests.databases import Migrated, committed, pristine


def pytest_collection_modifyitems(items):
    """What takes minutes waits for HUB_TEST_ALL, so that a run beside one's work stays short."""
    if os.environ.get("HUB_TEST_ALL") != "1":
        skip = pytest.mark.skip(reason="takes minutes: run `HUB_TEST_ALL=1 make test`")
        for item in items:
            if {"slow", "faults"} & {mark.name for mark in item.iter_markers()}:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def _migrated(pytestconfig):
    kept = Migrated(pytestconfig.cache.mkdir("migrated"))
    kept.recall()
    return kept


@pytest.fixture(scope="session")
def django_db_setup(_migrated, django_db_setup, django_db_blocker):
    """The vocabulary, page trees and groups are there before the first test, once."""
    with django_db_blocker.unblock():
        _migrated.keep()
        call_command("setup_hub", verbosity=0, stdout=StringIO())


@pytest.fixture(autouse=True)
def _fresh_memory():
    """What a process remembers by version is wrong once a test's transaction is rolled back. Of
    the last request its language stays, and, if it raised into the test, that it has not ended."""
    outbox.forget_request()
    get_embedded().forget()
    labels.forget()
    translation.deactivate()
    yield
    get_embedded().forget()
    labels.forget()


@pytest.fixture
def project():
    """Work off the outbox, as the commit of a real transaction does."""
    from search.projector import run

    return run


@pytest.fixture(scope="session")
def _pristine_database(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), pristine(tmp_path_factory.mktemp("database")) as name:
        yield name


@pytest.fixture
def committed_database(_pristine_database, db, tmp_path):
    """The address of a database of the test's own, in which what is written is committed."""
    with committed(_pristine_database, tmp_path) as url:
        yield url


@contextmanager
def _turn(config: pytest.Config, kind: int) -> Iterator[None]:
    with (config.cache.mkdir("turns") / "machine").open("w") as file:
        fcntl.flock(file, kind)
        yield


@pytest.fixture
def crowd_alone(pytestconfig):
    """For a test whose crowd takes every processor: it waits for those that need `no_crowd`, and
    they for it, whatever process they run in."""
    with _turn(pytestconfig, fcntl.LOCK_EX):
        yield


@pytest.fixture
def no_crowd(pytestconfig):
    """For a test in a browser: what the site answers too late is answered otherwise."""
    with _turn(pytestconfig, fcntl.LOCK_SH):
        yield
