"""An event for members: participating countries, and those that the organisers gave places."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.exceptions import MembersOnly
from events.models import CountryPlaces, Event
from events.offer import offer_for
from hub.models import Country
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
REFUSAL = "This event is for people from participating countries, not observers or partners."


@pytest.fixture(autouse=True)
def _membership():
    Country.objects.filter(slug="kz").update(membership="participant")
    Country.objects.filter(slug="ca").update(membership="observer")


def members(**fields):
    return given.event(title="Forum", registration_policy="members", **fields)


def path(page, slug="ca"):
    return f"/en/desk/{slug}/events/{page.code}/delegation/"


def client_of(slug="ca"):
    client = Client()
    client.force_login(given.focal_point(slug))
    return client


def row(name="a"):
    typed = {"name": name, "email": f"{name}@example.org", "sent_as": "delegate", "language": "en"}
    data = {f"people-0-{key}": value for key, value in typed.items()}
    return data | {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0"}


def on_desk(slug):
    """Where the desk of a country leads from the event, "" without the event."""
    client = client_of(slug)
    text = client.get(f"/en/desk/{slug}/").content.decode()
    page = Event.objects.get()
    return next((url for url in (path(page, slug), page.url) if f'href="{url}"' in text), "")


@pytest.mark.parametrize("membership", ["observer", "partner", "none"])
def test_country_that_is_no_member_sends_nobody(membership):
    Country.objects.filter(slug="ca").update(membership=membership)
    page = members()
    with pytest.raises(MembersOnly):
        given.register_delegation(page, "ca", "a")
    given.register_delegation(page, "kz", "b")
    assert given.statuses(page) == {"b@example.org": "confirmed"}


def test_country_with_places_of_its_own_sends_people_and_with_none_nobody():
    page = members(quotas={"ca": 1, "ge": 0})
    Country.objects.filter(slug="ge").update(membership="partner")
    given.register_delegation(page, "ca", "a", "b")
    with pytest.raises(MembersOnly):
        given.register_delegation(page, "ge", "c")
    assert given.statuses(page) == {"a@example.org": "confirmed", "b@example.org": "waiting"}


def test_event_open_to_all_takes_people_of_observers():
    page = given.event()
    given.register_delegation(page, "ca", "a")
    assert given.statuses(page) == {"a@example.org": "confirmed"}


def test_event_is_on_the_desks_of_those_who_may_send_people():
    page = members()
    assert [on_desk("kz"), on_desk("ca")] == [path(page, "kz"), ""]
    CountryPlaces.objects.create(event=page, country=given.country("ca"), places=1)
    assert on_desk("ca") == path(page)


def test_own_event_leads_the_desk_to_its_page_where_nobody_can_be_sent():
    page = members(host_country=given.country("ca"))
    assert on_desk("ca") == page.url


def test_page_of_the_delegation_says_why_nobody_can_be_sent():
    page, client = members(), client_of()
    text = client.get(path(page)).content.decode()
    assert (REFUSAL in text, 'name="people-0-name"' in text) == (True, False)
    response = client.post(path(page), row())
    assert (response.status_code, REFUSAL in response.content.decode()) == (422, True)
    assert given.statuses(page) == {}


def test_delegation_from_before_is_still_led_to_and_grows_no_more():
    page = given.event(title="Forum")
    given.register_delegation(page, "ca", "a", substitutes="s")
    Event.objects.update(registration_policy="members")
    assert on_desk("ca") == path(page)
    text = client_of().get(path(page)).content.decode()
    assert (REFUSAL in text, "Replace" in text) == (True, True)


def test_box_on_the_page_offers_it_to_those_who_may():
    page = members()
    offered = [offer_for(page, given.focal_point(slug)).countries for slug in ("kz", "ca")]
    assert [[one.country.slug for one in countries] for countries in offered] == [["kz"], []]


def test_desk_of_an_observer_asks_as_many_queries_for_three_events_as_for_one():
    client, counts = client_of(), []
    for number in (1, 2):
        for _event in range(number):
            members(quotas={"ca": 1})
        client.get("/en/desk/ca/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/desk/ca/").content.count(b">Forum<") > 0
        counts.append(len(queries))
    assert counts == [17, 17]
