"""From one language to another: the same work and search, and what search engines are told."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from casestudies.models import CaseStudy
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


def switch(client, address):
    """Language to address, of the links in the header."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {link["hreflang"]: link["href"] for link in soup.select(".languages a")}


def alternates(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {
        link["hreflang"]: link["href"] for link in soup.select('link[rel="alternate"][hreflang]')
    }


@pytest.fixture
def queue():
    """A case in English and Russian."""
    page = factories.case("Queue", slug="queue")
    translated(page, "ru", title="Очередь")
    return page


def test_switch_stays_on_the_work_where_it_is_translated(client, queue):
    russian = CaseStudy.objects.get(title="Очередь").url
    found = switch(client, "/en/cases/queue/")
    assert found == {"en": "/en/cases/queue/", "ru": russian, "kk": "/kk/"}


@pytest.mark.parametrize("path", ["search", "cases"])
def test_switch_keeps_the_search(client, project, path):
    query = "?q=queue&theme=pay&sort=title"
    found = switch(client, f"/ru/{path}/{query}")
    assert found == {code: f"/{code}/{path}/{query}" for code in ("en", "ru", "kk")}


def test_search_engines_are_told_only_of_languages_that_the_work_has(client, queue):
    base = settings.HUB_BASE_URL
    russian = CaseStudy.objects.get(title="Очередь").url
    english = f"{base}/en/cases/queue/"
    expected = {"en": english, "ru": base + russian, "x-default": english}
    assert alternates(client, "/en/cases/queue/") == alternates(client, russian) == expected


def test_a_draft_in_another_language_is_no_alternate(client, queue):
    CaseStudy.objects.get(title="Очередь").unpublish()
    assert set(alternates(client, "/en/cases/queue/")) == {"en", "x-default"}
    assert switch(client, "/en/cases/queue/")["ru"] == "/ru/"


def test_address_of_the_search_is_an_alternate_in_each_language(client):
    base = settings.HUB_BASE_URL
    assert alternates(client, "/kk/themes/") == {
        "en": f"{base}/en/themes/",
        "ru": f"{base}/ru/themes/",
        "kk": f"{base}/kk/themes/",
        "x-default": f"{base}/en/themes/",
    }
