"""An event whose page not everybody may open: for whoever may, its buttons lead where they say."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.events.registration_form import ADDRESS, ask
from tests.factories import registering as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """An event for the people of a group."""
    found = given.event(title="Hushed")
    rule = PageViewRestriction.objects.create(page=found, restriction_type="groups")
    rule.groups.add(Group.objects.create(name="Invited"))
    return found


def client_of(person):
    person.groups.add(Group.objects.get(name="Invited"))
    client = Client()
    client.force_login(person)
    return client


def buttons(client, page):
    """Where the page leads to of registration and the calendar."""
    shown = BeautifulSoup(client.get(page.url).content, "html.parser")
    return [link["href"] for link in shown.select(".registration-box a, .sharing a[href$='.ics']")]


def test_person_who_may_open_it_registers(page):
    client = client_of(given.user("invited@example.org"))
    register, file = buttons(client, page)
    assert register == f"/en/events/{page.code}/register/"
    answers = [client.get(address) for address in (register, file)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1]["Cache-Control"] == "private, no-cache"
    assert ask(page, client).url == f"/en/events/{page.code}/registered/"
    assert client.get(f"/en/events/{page.code}/registered/").status_code == 200
    assert list(given.statuses(page)) == [ADDRESS]


def test_focal_point_who_may_open_it_names_a_delegation(page):
    client = client_of(given.focal_point("kz"))
    (address,) = [link for link in buttons(client, page) if "/desk/" in link]
    assert address == f"/en/desk/kz/events/{page.code}/delegation/"
    assert client.get(address).status_code == 200


def test_nobody_else_finds_anything(page):
    stranger = Client()
    stranger.force_login(given.focal_point("kz"))
    for client in (Client(), stranger):
        for end in ("register/", "registered/"):
            assert client.get(f"/en/events/{page.code}/{end}").status_code == 404
        assert ask(page, client).status_code == 404
        assert client.get(f"/en/events/{page.code}.ics").status_code == 404
    assert stranger.get(f"/en/desk/kz/events/{page.code}/delegation/").status_code == 404
    assert given.statuses(page) == {}


@pytest.mark.parametrize("end", ["/register/", ".ics"])
def test_headers_do_not_tell_it_from_an_event_that_is_not_there(page, end):
    codes = (page.code, "EV-9999")
    found = [Client().get(f"/en/events/{code}{end}").headers for code in codes]
    hidden, unknown = ({**headers, "ETag": ""} for headers in found)
    assert hidden == unknown


def test_password_that_was_given_opens_registration_too(page):
    PageViewRestriction.objects.all().delete()
    rule = PageViewRestriction(page=page, restriction_type="password", password="sesame")
    rule.save()
    client = Client()
    address = f"/en/events/{page.code}/register/"
    assert client.get(address).status_code == 404
    given_password = {"password": "sesame", "return_url": page.url}
    client.post(f"/en/_util/authenticate_with_password/{rule.pk}/{page.pk}/", given_password)
    assert client.get(address).status_code == 200
