"""A server that is slow rather than away: one question of many requests waits but once."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from search.engine import get_embedded
from search.engines.elastic import client
from search.query import SearchQuery
from tests import factories
from tests.search.asking import ask
from tests.search.elastic import BUDGET
from tests.search.relay import Relay

pytestmark = pytest.mark.django_db
MARGIN = 0.3  # seconds for the embedded engine's answer, on a machine that is busy


@pytest.mark.parametrize(("seconds", "engine"), [(0.0, "elasticsearch"), (0.12, "database")])
def test_question_of_many_requests_has_one_time_budget(elastic, settings, seconds, engine):
    """Each request is answered in time, and all of them together are not."""
    for title in ("Digital queue", "Water council"):
        factories.case(title, themes="pay")
    elastic.settle()
    assert get_embedded().search(SearchQuery("digtal qeue concil")).loosened
    slow = Relay(elastic.cluster.urls[0], seconds=seconds)
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "hosts": [slow.url]}
    client.reader.cache_clear()
    budget = 0.3 if seconds else BUDGET
    settings.HUB_SEARCH_BUDGET = budget
    before = monotonic()
    results = ask("digtal qeue concil")
    took = monotonic() - before
    slow.close()
    assert (results.engine, results.corrected) == (engine, "digital queue council")
    assert (took < budget + MARGIN, elastic.engine.circuit._failures) == (True, bool(seconds))
    assert slow.asked >= 2


def test_visitor_waits_for_no_connection_that_others_use(elastic, settings):
    """Thirty ask at once of a server that takes its time; none waits for another."""
    elastic.settle()
    slow = Relay(elastic.cluster.urls[0], seconds=2.0)
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "hosts": [slow.url]}
    client.reader.cache_clear()

    def asked(_visitor: int) -> float:
        before = monotonic()
        client.Question().search(elastic.alias, {"size": 0})
        return monotonic() - before

    with ThreadPoolExecutor(30) as visitors:
        took = list(visitors.map(asked, range(30)))
    slow.close()
    assert max(took) < 2.5 * slow.seconds  # ten at a time would take three times as long
