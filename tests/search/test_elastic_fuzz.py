"""Whatever stands in an address of search, Elasticsearch itself answers it, or passes it on."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings

from tests.search.test_fuzz import FUZZ, addresses, furnish, never_an_error, texts

pytestmark = pytest.mark.django_db
SOME = settings(FUZZ, max_examples=40)


@pytest.fixture
def asked(elastic):
    """Elasticsearch answers; a question that it could not take would count as its failure."""
    furnish()
    elastic.settle()
    yield elastic
    assert (elastic.engine.circuit.state, elastic.engine.circuit._failures) == ("closed", 0)


def test_search_is_answered_and_adds_up(asked):
    @SOME
    @given(addresses)
    def ask(text):
        response = never_an_error("/api/v1/search", QUERY_STRING=text)
        if response.status_code == 200:
            answer = response.json()
            assert answer["engine"] == "elasticsearch"
            assert len(answer["results"]) == min(answer["count"], 20)
            assert answer["count"] <= 4

    ask()


def test_page_is_answered(asked):
    @SOME
    @given(addresses)
    def ask(text):
        assert never_an_error("/kk/search/", QUERY_STRING=text).status_code in (200, 404)

    ask()


def test_suggestions_are_answered(asked):
    @SOME
    @given(texts, texts)
    def ask(typed, lang):
        text = f"q={quote(typed)}&lang={quote(lang)}"
        response = never_an_error("/api/v1/suggest", QUERY_STRING=text)
        assert len(response.json()["suggestions"]) <= 8

    ask()
