"""Asking for a place on the site: what is possible, what is wrong, and what nobody is told."""

from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Event, Registration
from hub.models import Country
from tests.events.registration_form import ADDRESS, address, ask, errors, filled, question
from tests.factories import registering as given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    """How often one asked is counted in the cache, which no transaction takes back."""
    cache.clear()


def box(page, client=None):
    """The words of the box on the page of the event."""
    text = (client or Client()).get(page.url).content.decode()
    part = text.partition('registration-box"')[2].partition("</section>")[0]
    return " ".join(part.split())


# What is possible


@pytest.mark.parametrize(
    ("fields", "said", "button"),
    [
        ({}, "10 places left.", "Register"),
        ({"capacity": None}, "Open.", "Register"),
        ({"registration_policy": "members"}, "For people from participating countries", "Register"),
        ({"registration_policy": "nomination"}, "ask the focal point of your country", "Nominate"),
        ({"registration_opens": timezone.now() + timedelta(days=2)}, "Opens on", ""),
        ({"registration_opens": None}, "Not open yet.", ""),
        ({"registration_closes": timezone.now() - timedelta(hours=1)}, "Closed since", ""),
        ({"cancelled": True}, "The event is cancelled.", ""),
        ({"approval": True}, "The Secretariat approves each registration.", "Register"),
    ],
)
def test_box_says_what_is_possible(fields, said, button):
    page = given.event(**{"capacity": 10} | fields)
    found = box(page)
    assert said in found
    assert (button in found.partition("<p>")[2]) if button else "<a" not in found


def test_box_of_a_full_event_offers_the_waiting_list_if_there_is_one():
    page, other = given.event(1), given.event(1, waiting_list=False)
    for one in (page, other):
        given.register(one, "a@example.org")
    assert "Join the waiting list" in box(page)
    assert "All places are taken." in box(other)
    assert "<a" not in box(other)


def test_event_without_registration_or_over_has_no_box_and_no_form():
    none, past = (
        given.event(registration_policy="none"),
        given.event(in_days=-30, registration_opens=timezone.now() - timedelta(days=40)),
    )
    assert (box(none), box(past)) == ("", "")
    codes = [Client().get(address(one)).status_code for one in (none, past)]
    assert codes == [404, 404]


def test_reader_sees_the_own_registration_and_nobody_elses():
    page = given.event()
    mine = given.register(page, ADDRESS)
    reader, other = Client(), Client()
    reader.force_login(mine.user)
    other.force_login(given.owner("other@example.org"))
    assert "You are registered" in box(page, reader)
    assert "You are registered" not in box(page, other)


def test_focal_point_sees_the_places_of_the_country():
    page = given.event(10, quotas={"kz": 3, "ge": 5}, registration_policy="nomination")
    given.register_delegation(page, "kz", "a")
    client = Client()
    client.force_login(given.focal_point("kz"))
    found = box(page, client)
    assert "2 of 3 places are free." in found
    assert f"/en/desk/kz/events/{page.code}/delegation/" in found
    assert "/en/desk/ge/" not in found


def test_draft_and_private_events_have_no_form():
    from wagtail.models import PageViewRestriction

    draft, private = given.event(live=False), given.event()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert [Client().get(address(one)).status_code for one in (draft, private)] == [404, 404]
    assert ask(private).status_code == 404


# Asking


def test_stranger_registers_and_is_told_to_look_into_the_mail():
    page, client = given.event(), Client()
    response = ask(page, client, organisation="Ministry", diet="halal")
    assert (response.status_code, response.url) == (302, address(page, "registered"))
    made = Registration.objects.get()
    assert (made.email, made.country.slug, made.language) == (ADDRESS, "kz", "ru")
    assert (made.organisation, made.diet, made.status) == ("Ministry", "halal", "confirmed")
    assert [consent["text"] for consent in made.consents] == ["personal_data"]
    text = client.get(response.url).content.decode()
    assert f"We wrote to <strong>{ADDRESS}</strong>" in text
    assert given.letters(ADDRESS) == ["confirm_address"]
    assert sent_mail.outbox == []  # the worker sends


def test_address_that_is_registered_already_is_not_told_from_a_new_one():
    page = given.event(1)
    given.register(page, ADDRESS)
    answers = []
    for email in (ADDRESS, "newcomer@example.org"):
        client = Client()
        response = ask(page, client, email=email)
        text = client.get(response.url).content.decode().replace(email, "")
        answers.append((response.status_code, response.url, text))
    assert answers[0] == answers[1]
    assert given.letters(ADDRESS) == ["confirmed", "already_registered"]


def test_full_event_without_waiting_list_says_the_same_of_every_address():
    page = given.event(1, waiting_list=False)
    given.register(page, ADDRESS)
    assert "form class" not in Client().get(address(page)).content.decode()
    for email in (ADDRESS, "newcomer@example.org"):
        assert ask(page, email=email).status_code == 200  # the page that says it is full
    assert Registration.objects.count() == 1


def test_sent_twice_is_one_registration():
    page, client = given.event(), Client()
    assert ask(page, client).url == ask(page, client).url
    assert Registration.objects.count() == 1


def test_next_page_is_nobodys_without_the_cookie_of_whoever_asked():
    page = given.event()
    ask(page)
    response = Client().get(address(page, "registered"))
    assert (response.status_code, response.url) == (302, page.url)


def test_owner_of_the_address_comes_to_the_registration_at_once():
    page, client = given.event(), Client()
    user = given.owner(ADDRESS)
    user.first_name, user.last_name = "Aigerim", "Saparova"
    user.save()
    client.force_login(user)
    text = client.get(address(page)).content.decode()
    assert 'value="Aigerim Saparova"' in text
    assert f'value="{ADDRESS}"' in text
    response = ask(page, client)
    token = Registration.objects.get().token
    assert response.url.startswith("/en/registrations/")
    assert client.get(response.url).status_code == 200
    assert token


def test_signed_in_person_does_not_learn_of_other_peoples_addresses():
    page, client = given.event(), Client()
    given.register(page, ADDRESS)
    client.force_login(given.owner("other@example.org"))
    assert ask(page, client).url == address(page, "registered")


def test_robot_that_fills_the_hidden_field_is_not_registered():
    page = given.event()
    assert ask(page, website="https://example.org").status_code == 302
    assert Registration.objects.count() == 0


def test_form_needs_its_token():
    page = given.event()
    client = Client(enforce_csrf_checks=True)
    assert client.post(address(page), filled()).status_code == 403
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"email": "not an address"}, "email"),
        ({"country": "zz"}, "country"),
        ({"role": "head"}, "role"),
        ({"role": "king"}, "role"),
        ({"language": "de"}, "language"),
        ({"consent": ""}, "consent"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_on_top(fields, wrong):
    page = given.event()
    response = ask(page, **fields)
    assert response.status_code == 422
    assert list(errors(response)) == [wrong]
    text = response.content.decode()
    assert f'<a href="#id_{wrong}">' in text
    assert 'aria-invalid="true"' in text
    assert "<title>Error: " in " ".join(text.split())
    assert Registration.objects.count() == 0


def test_event_of_members_lists_them_alone_and_takes_nobody_else():
    page = given.event(registration_policy="members")
    other = Country.objects.filter(membership="none").first().slug
    text = Client().get(address(page)).content.decode()
    assert ('value="kz"' in text, f'value="{other}"' in text) == (True, False)
    assert list(errors(ask(page, country=other))) == ["country"]
    assert list(errors(ask(page, country=""))) == ["country"]


# How often


def test_address_asked_for_too_often_waits(settings):
    settings.HUB_LIMITS = {**settings.HUB_LIMITS, "registering_address": (2, 60)}
    page = given.event()
    assert [ask(page).status_code for _time in range(4)] == [302, 302, 429, 429]
    assert ask(page, email="other@example.org").status_code == 302


def test_network_that_asks_too_often_waits_for_every_address(settings):
    settings.HUB_LIMITS = {**settings.HUB_LIMITS, "registering": (2, 60)}
    page = given.event()
    codes = [ask(page, email=f"{n}@example.org").status_code for n in range(3)]
    assert codes == [302, 302, 429]
    assert Registration.objects.count() == 2


def test_network_cannot_hold_a_whole_event(settings):
    settings.HUB_LIMITS = {**settings.HUB_LIMITS, "registering_event": (2, 60)}
    page, other = given.event(), given.event()
    codes = [ask(page, email=f"{n}@example.org").status_code for n in range(3)]
    assert codes == [302, 302, 429]
    assert ask(other, email="3@example.org").status_code == 302


# What it costs


@pytest.mark.parametrize("signed_in", [False, True])
def test_queries_do_not_grow_with_questions_or_registrations(signed_in):
    page, client = given.event(100, quotas={"kz": 10}), Client()
    if signed_in:
        client.force_login(given.focal_point("kz"))

    def asked(path):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    counts = []
    for number in (1, 3):
        for n in range(number):
            question(page, f"q{number}{n}", "choice", choices_en="A\nB")
            given.register(page, f"p{number}{n}@example.org", ["kz", "ge", "az"][n])
        counts.append([asked(address(page)), asked(page.url)])
    assert counts[0] == counts[1]


def test_translation_shows_its_words_and_the_rules_of_the_original():
    from wagtail.models import Locale

    page = given.event(1)
    russian = page.copy_for_translation(Locale.objects.get(language_code="ru"), copy_parents=True)
    russian.title = "Событие"
    russian.save_revision().publish()
    Event.objects.filter(pk=russian.pk).update(capacity=100)
    given.register(page, "a@example.org")
    text = Client().get(f"/ru/events/{page.code}/register/").content.decode()
    assert "Событие" in text
    assert Client().post(f"/ru/events/{page.code}/register/", filled()).status_code == 302
    assert given.statuses(page)[ADDRESS] == "waiting"
