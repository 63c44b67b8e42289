"""What a country took up from others and others from it, as its page tells it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from casestudies.adoptions import exchanges
from casestudies.models import Adoption
from hub.models import Country
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


def adopt(case, country: str, year: int = 2018) -> Adoption:
    adopter = Country.objects.get(slug=country)
    return Adoption.objects.create(case=case, country=adopter, year=year, status="adopted")


def told(country: str, language: str = "en") -> dict[str, list]:
    return {
        side: [(x.case.title, [c.slug for c in x.countries], x.adoption.year) for x in found]
        for side, found in exchanges(country, language).items()
    }


def test_country_page_tells_what_was_taken_up_and_from_whom(client):
    adopt(factories.case("Queue", countries="ge"), "kg", 2018)
    adopt(factories.case("Counter", countries="kg"), "uz", 2020)
    adopt(factories.case("Roads", countries="ca"), "nz", 2007)
    assert told("kg") == {
        "received": [("Queue", ["ge"], 2018)],
        "given": [("Counter", ["uz"], 2020)],
    }
    page = client.get("/en/countries/kg/").content.decode()
    assert page.count('class="adoption"') == 2
    assert page.index("Taken up from other countries") < page.index("Taken up by other countries")
    assert client.get("/en/countries/aq/").content.decode().count("Taken up") == 0


def test_case_is_shown_under_the_language_of_the_reader(client):
    adopt(factories.case("Queue", slug="queue", countries="ge"), "kg")
    page = client.get("/kk/countries/kg/").content.decode()
    assert page.count('<a href="/kk/cases/queue/" lang="en">Queue</a>') == 1


def test_case_is_named_once_in_the_readers_language():
    case = factories.case("Queue", countries="ge", original_language="en")
    russian = translated(case, "ru", title="Очередь")
    adopt(case, "kg", 2018)
    adopt(russian, "kg", 2020)
    assert [title for title, *_ in told("kg")["received"]] == ["Queue", "Queue"]
    assert [title for title, *_ in told("kg", "ru")["received"]] == ["Очередь", "Очередь"]
    assert [year for *_, year in told("ge", "kk")["given"]] == [2020, 2018]


def test_list_of_adoptions_for_editors_asks_as_many_queries_for_three_as_for_one(admin_client):
    address = reverse("wagtailsnippets_casestudies_adoption:list")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(address).status_code == 200
        return len(queries)

    adopt(factories.case("Queue"), "kg")
    asked()
    for_one = asked()
    adopt(factories.case("Counter"), "uz")
    adopt(factories.case("Roads"), "nz")
    assert asked() == for_one


def test_case_that_not_everybody_may_read_is_not_told():
    adopt(factories.case("Draft", countries="ge", live=False), "kg")
    private = factories.case("Private", countries="ge")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    adopt(private, "kg")
    assert told("kg") == told("ge") == {"received": [], "given": []}
