"""What people hear when an event that they are registered for changes or is cancelled."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from events.models import CalendarSequence, Event, Registration
from events.services import tell_of_changes
from events.services.messaging import send_message
from hub.languages import LANGUAGES
from hub.mail.message import build
from hub.models import OutgoingMail
from tests.factories import registering as given

pytestmark = pytest.mark.django_db


def publish(page: Event, **changes) -> Event:
    page = Event.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()
    return Event.objects.get(pk=page.pk)


def letters(kind: str) -> dict[str, OutgoingMail]:
    rows = OutgoingMail.objects.filter(template=f"events/{kind}").order_by("pk")
    return {row.to: row for row in rows}


def entry(row: OutgoingMail):
    (content,) = [part[1] for part in build(row).attachments if part[0].endswith(".ics")]
    (found,) = Calendar.from_ical(content).events
    return found


@pytest.fixture
def page():
    """Published once; one place, one who waits, one whose address nobody confirmed."""
    found = publish(given.event(1))
    given.register(found, "has@example.org")
    given.register(found, "waits@example.org")
    given.stranger(found, "unproved@example.org")
    return found


def test_who_has_a_place_hears_of_a_change_once_with_the_new_entry(page):
    later = page.starts_at + timedelta(days=1), page.ends_at + timedelta(days=1)
    publish(page, starts_at=later[0], ends_at=later[1])
    assert letters("event_changed") == {}  # not in the editor's request
    assert [tell_of_changes(), tell_of_changes()] == [1, 0]
    (row,) = letters("event_changed").values()
    assert (row.to, row.key.rpartition(":")[2]) == ("has@example.org", "1")
    found = entry(row)
    assert (found["SEQUENCE"], found["STATUS"]) == (1, "CONFIRMED")
    assert found["DTSTART"].dt == later[0]


@pytest.mark.parametrize(
    "changes", [{"venue": "Hall 2"}, {"online_link": "https://example.org/x"}, {"title": "Other"}]
)
def test_place_link_and_title_are_told_of(page, changes):
    publish(page, **changes)
    tell_of_changes()
    assert list(letters("event_changed")) == ["has@example.org"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "Other"}, ["- Title: Other (before: Forum)"]),
        ({"city": ""}, ["- Place: Hall 1 (before: Hall 1, Astana)"]),
        ({"venue": "", "city": ""}, ["- Place: – (before: Hall 1, Astana)"]),
        ({"online_link": "https://example.org/x"}, ["- Link to join"]),
        ({"event_format": "hybrid"}, ["- Format: Hybrid (before: In person)"]),
    ],
)
def test_letter_names_what_changed_with_what_it_was(changes, said):
    page = publish(given.event(title="Forum", venue="Hall 1", city="Astana"))
    given.register(page, "has@example.org")
    publish(page, **changes)
    tell_of_changes()
    message = build(letters("event_changed")["has@example.org"])
    assert [line for line in message.body.splitlines() if line.startswith("- ")] == said


def test_letter_of_another_end_names_it_also_of_a_single_day(page):
    publish(page, ends_at=page.ends_at + timedelta(minutes=30))
    tell_of_changes()
    (change,) = letters("event_changed")["has@example.org"].context["changes"]
    assert (change["label"], change["was"] < change["now"]) == ("Ends", True)


def test_several_changes_are_told_from_what_was_heard_last(page):
    publish(page, venue="Hall 2")
    tell_of_changes()
    publish(page, venue="Hall 3")
    publish(page, venue="Hall 4")
    tell_of_changes()
    row = letters("event_changed")["has@example.org"]
    assert [(one["was"], one["now"]) for one in row.context["changes"]] == [("Hall 2", "Hall 4")]


def test_event_published_before_values_were_kept_is_told_of_in_general(page):
    sequence = CalendarSequence.objects.get(code=page.code)
    sequence.shown["en"].pop("values")
    sequence.save()
    publish(page, audience="Heads of centres")
    assert tell_of_changes() == 0
    sequence = CalendarSequence.objects.get(code=page.code)
    sequence.shown["en"].pop("values")
    sequence.save()
    publish(page, venue="Hall 2")
    assert tell_of_changes() == 1
    body = build(letters("event_changed")["has@example.org"]).body
    assert "Its time, place, title or link has changed." in body


def test_publication_that_changes_nothing_of_it_is_not_told_of(page):
    publish(page, audience="Heads of centres")
    assert tell_of_changes() == 0


def test_two_changes_before_anybody_was_told_are_one_letter(page):
    publish(page, venue="Hall 2")
    publish(page, venue="Hall 3")
    assert tell_of_changes() == 1
    publish(page, venue="Hall 4")
    assert tell_of_changes() == 1


def test_all_who_hope_hear_of_a_cancellation_and_calendars_drop_it(page):
    given.register_delegation(page, "az", "anna", substitutes="boris")
    publish(page, cancelled=True)
    assert tell_of_changes() == 4
    found = letters("event_cancelled")
    addresses = ["anna@example.org", "boris@example.org", "has@example.org", "waits@example.org"]
    assert sorted(found) == addresses
    assert entry(found["has@example.org"])["STATUS"] == "CANCELLED"
    assert build(found["waits@example.org"]).attachments == []


def test_who_was_declined_or_has_cancelled_hears_nothing(page):
    Registration.objects.filter(email="has@example.org").update(status="declined")
    Registration.objects.filter(email="waits@example.org").update(status="cancelled")
    publish(page, cancelled=True)
    assert tell_of_changes() == 0


def test_change_after_the_end_or_while_it_is_not_published_is_told_to_nobody(page):
    publish(page, venue="Hall 2")
    with time_machine.travel(page.ends_at, tick=False):
        assert tell_of_changes() == 0
    publish(page, venue="Hall 3")
    Event.objects.get(pk=page.pk).unpublish()
    assert tell_of_changes() == 0


def test_publication_that_is_rolled_back_is_told_to_nobody(page):
    with transaction.atomic():
        publish(page, venue="Hall 2")
        transaction.set_rollback(True)
    assert tell_of_changes() == 0


def test_worker_that_ends_before_it_is_done_does_it_anew(page, monkeypatch):
    def die(*args, **fields):
        raise KeyboardInterrupt

    publish(page, venue="Hall 2")
    with monkeypatch.context() as patched:
        patched.setattr(CalendarSequence, "save", die)
        with pytest.raises(KeyboardInterrupt):
            tell_of_changes()
    assert letters("event_changed") == {}
    assert tell_of_changes() == 1


def test_many_are_written_to_in_as_many_queries_as_few(page):
    publish(page, venue="Hall 2")
    with CaptureQueriesContext(
        connection,
    ) as few:
        tell_of_changes()
    Registration.objects.bulk_create(
        Registration(
            event=page,
            email=f"p{number}@example.org",
            status="confirmed",
            asked_at=100 + number,
            purge_after="2100-01-01",
        )
        for number in range(60)
    )
    publish(page, venue="Hall 3")
    with CaptureQueriesContext(connection) as many:
        assert tell_of_changes() == 61
    assert len(many) <= len(few) + 1  # SQLite takes sixty rows in two statements


@pytest.mark.parametrize("language", LANGUAGES)
def test_cancellation_is_told_in_the_language_of_the_person(page, language):
    Registration.objects.filter(email="has@example.org").update(language=language)
    publish(page, cancelled=True)
    tell_of_changes()
    message = build(letters("event_cancelled")["has@example.org"])
    words = {"en": "The event is cancelled", "ru": "отмен", "kk": "өткізілмейді"}[language]
    assert words.lower() in message.body.lower()
    assert words.lower() in message.alternatives[0][0].lower()


def test_message_to_many_carries_the_entry_for_those_who_have_a_place(page):
    send_message(
        event=page,
        key="0b5e0c9e-9b0a-4a34-9d9d-0d8f0c0f1a11",
        words={"subject_en": "Bus", "text_en": "At eight."},
        receivers=Registration.objects.filter(event=page, held_until=None),
        audience="Everybody",
        by=given.user("organiser@example.org"),
    )
    found = letters("message")
    assert entry(found["has@example.org"])["STATUS"] == "CONFIRMED"
    assert build(found["waits@example.org"]).attachments == []
