"""Whatever stands in an address of search, the answer is never an error of ours."""

from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.vocabulary import FACETS_BY_KEY
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db

NASTY = [
    "",
    "'\"`;--",
    "\\",
    '"one stop',
    "one-stop' | !queue:*",
    "title:queue NEAR/2 (",
    "<script>",
    "{{7*7}}%s{0}",
    "../../etc/passwd",
    "ʼ’'",
    "ʼ queue",
    "queue ʼʼ zeppelin",
    "İıẞŉ",
    "ﷺ",
    "é",
    "٣",
    "²",
    "🇰🇿",
    "\u202equeue",
    "ққққ",
    "NaN",
    "-1",
    "0",
    "2147483648",
    "9" * 400,
    "queue " * 100,
    "CS-0001",
]
KNOWN = [
    "ge",
    "one-stop-shops",
    "case_study",
    "caucasus",
    "failed",
    "2015",
    "en",
    "newest",
    "queue",
]
FUZZ = settings(max_examples=60, deadline=None, database=None, derandomize=True)

# No address has half a surrogate, and one with a NUL is refused: tests/hub/test_nul.py.
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
texts = st.sampled_from(NASTY) | st.sampled_from(KNOWN) | st.text(characters, max_size=40)
keys = st.sampled_from(["q", "q", "sort", "page", "lang", *FACETS_BY_KEY]) | texts
written = st.lists(st.tuples(keys, texts), max_size=6).map(
    lambda pairs: "&".join(f"{quote(key)}={quote(value)}" for key, value in pairs)
)
without_nul = st.binary(max_size=20).map(lambda raw: raw.replace(b"\x00", b"\x01"))
broken = without_nul.map(lambda raw: f"q={quote_from_bytes(raw)}") | st.sampled_from(
    ["%", "&&=&", "q=%zz", "q", "=ge", "country[]=ge", "country=ge;year=2015", "q=%ED%A0%80"]
)
addresses = written | broken
codes = texts.filter(lambda text: text and "/" not in text)


def furnish() -> None:
    """Some works, so that words are ranked, marked, counted and corrected."""
    page = factories.case("One-stop queue <hall> & more", countries="ge az", outcome="failed")
    translated(page, "ru", title="Очередь «одно окно»")
    factories.review("Queue", abstract_kk="Кезек.")
    factories.memorandum("Queue memorandum")
    factories.event("Queue forum")
    factories.case("Zhuldyz register", live=False)


@pytest.fixture
def furnished(project):
    furnish()
    project()


def never_an_error(address, **extra):
    """Ask as a visitor would: an exception goes through and shows where it was raised."""
    response = Client().get(address, **extra)
    assert response.status_code < 500
    return response


@pytest.mark.parametrize("page", ["/en/search/", "/kk/search/", "/en/cases/"])
def test_pages_of_search_never_fail(furnished, page):
    @FUZZ
    @given(addresses)
    def ask(text):
        assert never_an_error(page, QUERY_STRING=text).status_code in (200, 404)

    ask()


def test_api_search_never_fails_and_always_adds_up(furnished):
    @FUZZ
    @given(addresses)
    def ask(text):
        response = never_an_error("/api/v1/search", QUERY_STRING=text)
        if response.status_code == 200:
            answer = response.json()
            assert len(answer["results"]) == min(answer["count"], 20)
            assert answer["count"] <= 4
        else:
            assert response.status_code == 404
            assert list(response.json()) == ["detail"]

    ask()


def test_suggest_never_fails(furnished):
    @FUZZ
    @given(texts, texts)
    def ask(typed, lang):
        text = f"q={quote(typed)}&lang={quote(lang)}"
        response = never_an_error("/api/v1/suggest", QUERY_STRING=text)
        assert len(response.json()["suggestions"]) <= 8

    ask()


def test_items_and_permanent_addresses_never_fail(furnished):
    @FUZZ
    @given(codes, texts)
    def ask(code, lang):
        named = quote(code, safe="")
        item = never_an_error(f"/api/v1/items/{named}", QUERY_STRING=f"lang={quote(lang)}")
        assert item.status_code in (200, 404)
        permanent = never_an_error(f"/id/{named}", HTTP_ACCEPT_LANGUAGE=quote(lang))
        assert permanent.status_code in (302, 404)

    ask()


def test_lists_of_codes_never_fail(furnished):
    @FUZZ
    @given(st.lists(texts, max_size=6), texts)
    def ask(found, lang):
        codes = [("code", code) for code in found]
        items = never_an_error("/api/v1/items", QUERY_STRING=urlencode([*codes, ("lang", lang)]))
        assert items.status_code == 200
        named = urlencode([("id", code) for code in found])
        for address in ("/kk/compare/", "/cite/list.ris"):
            assert never_an_error(address, QUERY_STRING=named).status_code == 200

    ask()


@pytest.mark.parametrize("address", ["/en/compare/", "/cite/list.json", "/api/v1/items"])
def test_broken_lists_of_codes_never_fail(furnished, address):
    @FUZZ
    @given(addresses)
    def ask(text):
        never_an_error(address, QUERY_STRING=text)

    ask()


@pytest.mark.parametrize(
    "address",
    [
        "/en/lists/{}/",
        "/en/indicators/{}.csv",
        "/en/{}/",
        "/en/cases/{}/",
        "/en/countries/{}/",
        "/en/themes/{}/",
        "/{}",
        "/cite/{}.bib",
    ],
)
def test_paths_never_fail(furnished, address):
    @settings(FUZZ, max_examples=30)
    @given(texts)
    def ask(text):
        never_an_error(address.format(quote(text, safe="")))

    ask()
