"""Fixtures for every test: the site as `setup_hub` makes it, and a projection on demand."""

from io import StringIO

import pytest
from django.core.management import call_command

from search import labels
from search.engine import get_embedded


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The vocabulary, page trees and groups are there before the first test, once."""
    with django_db_blocker.unblock():
        call_command("setup_hub", verbosity=0, stdout=StringIO())


@pytest.fixture(autouse=True)
def _fresh_memory():
    """What a process remembers by version is wrong once a test's transaction is rolled back."""
    get_embedded().forget()
    labels.forget()
    yield
    get_embedded().forget()
    labels.forget()


@pytest.fixture
def project():
    """Work off the outbox, as the commit of a real transaction does."""
    from search.projector import run

    return run
