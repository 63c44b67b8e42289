"""Fixtures of the tests of search that need Elasticsearch."""

import os

import pytest

from tests.search.cluster import RUN, cluster, locked, server
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
    with locked(f"run-{RUN}/three.lock"):
        found.mend()
        yield found


CLUSTER = {
    "test_elastic_engine",
    "test_elastic_fuzz",
    "test_elastic_relevance",
    "test_faults",
    "test_rebuild",
    "test_shipping",
    "test_time_budget",
    "test_worker",
    "test_worker_killed",
}


def pytest_collection_modifyitems(items):
    """Tests on real clusters take long and much memory: `make test-cluster` asks for them."""
    asked = os.environ.get("HUB_TEST_CLUSTER") == "1"
    for item in items:
        if item.path.stem in CLUSTER:
            item.add_marker(pytest.mark.cluster)
            if not asked:
                reason = "starts Elasticsearch servers: run `make test-cluster`"
                item.add_marker(pytest.mark.skip(reason=reason))
