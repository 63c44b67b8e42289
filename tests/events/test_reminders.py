"""Reminders before an event, and messages to many."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from events import services
from events.models import Event, GroupMessage, Registration
from events.services import send_reminders as remind
from events.services.messaging import send_message
from hub.mail.message import build
from hub.models import OutgoingMail
from tests import factories
from tests.factories import registering as given

pytestmark = pytest.mark.django_db


def reminders():
    rows = OutgoingMail.objects.filter(template="events/reminder").order_by("pk")
    return list(rows.values_list("to", flat=True))


def before(page, **span):
    return time_machine.travel(page.starts_at - timedelta(**span), tick=False)


def test_who_has_a_place_is_reminded_a_week_and_a_day_before():
    page = given.event(1)
    given.register(page, "a@example.org")
    given.register(page, "waits@example.org")
    with before(page, days=7, minutes=1):
        remind()
    assert reminders() == []
    with before(page, days=7):
        assert [remind(), remind()] == [1, 0]
    assert reminders() == ["a@example.org"]
    with before(page, days=1):
        remind()
    with before(page, hours=1):
        remind()
    assert reminders() == ["a@example.org"] * 2
    with before(page, hours=-1):
        assert remind() == 0


def test_reminder_is_in_the_persons_language_with_ticket_and_calendar_file():
    page = given.event(time_zone="Asia/Tokyo")
    asked = services.register(
        event=page,
        person=given.person("a@example.org", language="ru"),
        user=given.owner("a@example.org"),
    )
    with before(page, days=7):
        remind()
    row = OutgoingMail.objects.get(template="events/reminder")
    message = build(row)
    kinds = [part.get_content_type() for part in message.message().walk()]
    assert (row.language, row.context["time_zone"]) == ("ru", "местное время (Токио, UTC+09:00)")
    assert ("text/calendar" in kinds, "image/png" in kinds) == (True, True)
    assert asked.registration.token.split(":")[0] in message.body


def test_nobody_is_reminded_of_a_place_given_up_or_of_a_cancelled_event():
    page, called_off = given.event(), given.event(cancelled=False)
    mine = given.register(page, "a@example.org")
    services.cancel(registration=mine)
    given.register(called_off, "b@example.org")
    Event.objects.filter(pk=called_off.pk).update(cancelled=True)
    with before(page, days=6):
        assert remind() == 0


def test_address_that_nobody_confirmed_is_not_reminded():
    page = given.event()
    given.stranger(page, "stranger@example.org")
    with before(page, days=6):
        assert remind() == 0


def test_who_was_given_a_place_after_the_day_of_the_reminder_has_just_heard():
    page = given.event(in_days=5)
    given.register(page, "a@example.org")
    remind()
    assert reminders() == []
    with before(page, days=1):
        remind()
    assert reminders() == ["a@example.org"]


def test_event_without_reminders_sends_none_and_one_that_moved_reminds_again():
    quiet = given.event(first_reminder_days=None, last_reminder_days=None)
    given.register(quiet, "quiet@example.org")
    page = given.event()
    given.register(page, "a@example.org")
    with before(page, days=1):
        remind()
    later = page.starts_at + timedelta(days=20)
    Event.objects.filter(pk=page.pk).update(starts_at=later, ends_at=later + timedelta(hours=8))
    with time_machine.travel(later - timedelta(hours=20)):
        remind()
    assert reminders() == ["a@example.org"] * 2


def test_translation_of_an_event_reminds_nobody_again():
    page = given.event()
    given.register(page, "a@example.org")
    factories.event(
        language="ru",
        translation_key=page.translation_key,
        starts_at=page.starts_at,
        ends_at=page.ends_at,
    )
    with before(page, days=1):
        remind()
    assert reminders() == ["a@example.org"]


# Messages

WORDS = {
    "subject_en": "Bus",
    "text_en": "At nine.\n<b>Sharp</b>.",
    "subject_ru": "Автобус",
    "text_ru": "В девять.",
}


def send(page, key=None, receivers=None):
    people = Registration.objects.filter(event=page) if receivers is None else receivers
    by = given.user("organiser@example.org")
    return send_message(
        event=page, key=key or uuid4(), words=WORDS, receivers=people, audience="All", by=by
    )


def test_message_goes_to_each_in_the_own_language_or_in_english():
    page = given.event(title="Forum")
    for name, language in [("en", "en"), ("ru", "ru"), ("kk", "kk")]:
        person = given.person(f"{name}@example.org", language=language)
        services.register(event=page, person=person, user=given.owner(person.email))
    assert send(page).receivers == 3
    found = {row.to: build(row) for row in OutgoingMail.objects.filter(template="events/message")}
    subjects = {to.split("@")[0]: message.subject for to, message in found.items()}
    assert subjects == {"en": "Bus: Forum", "ru": "Автобус: Forum", "kk": "Bus: Forum"}
    assert found["ru@example.org"].body.startswith("Здравствуйте, Somebody!\n\nВ девять.")
    assert "&lt;b&gt;Sharp" in found["en@example.org"].alternatives[0][0]


def test_message_of_the_same_form_is_sent_once():
    page, key = given.event(), uuid4()
    given.register(page, "a@example.org")
    first, second = send(page, key), send(page, key)
    assert first == second
    assert GroupMessage.objects.count() == 1
    assert given.letters("a@example.org") == ["confirmed", "message"]


@pytest.mark.parametrize("number", [1, 3])
def test_message_takes_the_same_queries_for_any_number(number, django_assert_num_queries):
    page = given.event()
    for index in range(number):
        given.register(page, f"{index}@example.org")
    page = Event.objects.select_related("locale").get(pk=page.pk)
    given.user("organiser@example.org")
    with django_assert_num_queries(10):
        assert send(page).receivers == number
