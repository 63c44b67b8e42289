"""Fixtures of the tests of search that need Elasticsearch."""

import pytest

from tests.search.cluster import cluster, locked, server
from tests.search.elastic import site


@pytest.fixture
def elastic(request, settings):
    """A site on Elasticsearch 8, or on the version that the test is parametrised with."""
    with site(settings, server(getattr(request, "param", "8.19.3"))) as found:
        yield found


@pytest.fixture
def three_nodes():
    """A cluster that may be hurt, whole again when a test begins, and for one test at a time."""
    found = cluster("three", nodes=3)
    with locked("three.use"):
        found.mend()
        yield found
