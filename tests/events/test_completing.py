"""Somebody whom a focal point nominated answers and consents."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from events import mail, services
from events.models import Event, Question, Registration
from events.services import remind_incomplete
from hub.mail.message import build
from hub.models import OutgoingMail
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
DETAILS = {"name": "Anna", "language": "en"}


@pytest.fixture
def page():
    found = given.event()
    Question.objects.create(
        event=found, code="visa", kind="yes_no", label_en="Visa?", required=True, keep_days=5
    )
    given.register_delegation(found, "kz", "anna", substitutes="boris")
    return found


@pytest.fixture
def anna(page):
    return Registration.objects.get(email="anna@example.org")


def change(registration, **fields):
    path = f"/en/registrations/{registration.token}/change/"
    return Client(enforce_csrf_checks=True).post(path, DETAILS | fields)


def test_letter_leads_a_nominated_person_to_questions_and_consent(page, anna):
    assert (anna.status, anna.complete, anna.consents) == ("confirmed", False, [])
    row = OutgoingMail.objects.get(to=anna.email)
    message, path = build(row), row.context["to_complete"]
    assert path.endswith("/change/")
    assert path in message.body
    assert path in message.alternatives[0][0]
    text = Client().get(path).content.decode()
    assert "Please complete your registration" in text
    assert "Visa?" in text
    assert "I agree that these details are kept" in text


def test_who_is_out_or_registered_for_nothing_is_not_asked(page, anna):
    Event.objects.filter(pk=page.pk).update(cancelled=True)
    services.decline(registration=anna, reason="No.", by=given.user("organiser@example.org"))
    boris = Registration.objects.get(email="boris@example.org")
    boris.event.refresh_from_db()
    mail.notify(boris, "event_cancelled")
    letters = OutgoingMail.objects.filter(
        template__in=["events/declined", "events/event_cancelled"]
    )
    assert [row.context["to_complete"] for row in letters] == ["", ""]


def test_without_consent_or_an_answer_it_stays_incomplete(anna):
    assert change(anna, **{"q-visa": "yes"}).status_code == 422
    assert change(anna, consent="on").status_code == 422
    anna.refresh_from_db()
    assert (anna.complete, anna.consents) == (False, [])


def test_with_both_it_is_complete_and_in_the_log(anna):
    assert change(anna, consent="on", **{"q-visa": "yes"}).status_code == 302
    anna.refresh_from_db()
    (consent,) = anna.consents
    assert (anna.complete, consent["text"]) == (True, "personal_data")
    assert anna.answers.get().value is True
    assert given.log(anna)[-1] == "completed"
    text = Client().get(f"/en/registrations/{anna.token}/change/").content.decode()
    assert ("Change details" in text, "I agree that" in text) == (True, False)


def test_who_registers_by_oneself_is_complete(page):
    mine = given.register(page, "self@example.org", answers={"visa": True})
    assert mine.complete is True


def test_asked_once_more_after_some_days_and_then_no_more(page, anna):
    assert remind_incomplete() == 0
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1), tick=False):
        assert [remind_incomplete(), remind_incomplete()] == [1, 0]
    assert given.letters("anna@example.org") == ["confirmed", "please_complete"]
    assert given.letters("boris@example.org") == []


@pytest.mark.parametrize("fields", [{"cancelled": True}, {"live": False}])
def test_nobody_is_asked_for_an_event_that_does_not_take_place(page, anna, fields):
    Event.objects.filter(pk=page.pk).update(**fields)
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        assert remind_incomplete() == 0


def test_who_is_incomplete_is_marked_for_focal_point_and_organiser(page, anna):
    given.register(page, "self@example.org", answers={"visa": True})
    desk = Client()
    desk.force_login(given.focal_point("kz"))
    text = desk.get(f"/en/desk/kz/events/{page.code}/delegation/").content.decode()
    assert text.count("answers missing") == 1
    secretariat = organising.client()
    address = organising.address("event_registrations", page)
    everybody = secretariat.get(address).content.decode()
    assert everybody.count("answers missing") == 2
    missing = secretariat.get(address, {"answers": "missing"}).content.decode()
    assert ("anna@example.org" in missing, "self@example.org" in missing) == (True, False)
    change(anna, consent="on", **{"q-visa": "no"})
    assert (
        "answers missing"
        not in desk.get(f"/en/desk/kz/events/{page.code}/delegation/").content.decode()
    )
