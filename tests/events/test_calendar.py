"""Calendar files as calendars read them: parsed back with icalendar."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from icalendar import Calendar

from events import calendar
from events.models import CalendarSequence, Event
from tests import factories
from tests.events.calendars import PARIS, across_summer_time, entries, publish

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/zhuldyz"


def sequence(code: str) -> int:
    return CalendarSequence.objects.get(code=code).number


# What a file says


def test_file_of_an_event_says_what_when_and_where(client, project):
    page = publish(across_summer_time(title="Forum; of queues, and more"))
    project()
    response = client.get(f"/en/events/{page.code}.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = entries(response.content)
    assert {
        "uid": str(entry["UID"]),
        "title": str(entry["SUMMARY"]),
        "place": str(entry["LOCATION"]),
        "starts": entry.DTSTART,
        "ends": entry.DTEND,
        "zone": entry["DTSTART"].params["TZID"],
        "status": str(entry["STATUS"]),
        "url": str(entry["URL"]),
        "changed": entry.decoded("LAST-MODIFIED"),
        "number": entry["SEQUENCE"],
    } == {
        "uid": f"{page.code}@127.0.0.1",
        "title": "Forum; of queues, and more",
        "place": "Salle A, étage 2; aile nord, Paris, France",
        "starts": datetime(2030, 3, 30, 9, tzinfo=PARIS),
        "ends": datetime(2030, 3, 31, 17, 30, tzinfo=PARIS),
        "zone": "Europe/Paris",
        "status": "CONFIRMED",
        "url": f"{settings.HUB_BASE_URL}/id/{page.code}",
        "changed": page.last_published_at.replace(microsecond=0),
        "number": 0,
    }


def test_zone_of_the_file_comes_before_the_entry_told_in_it(client, project):
    page = across_summer_time()
    project()
    parts = Calendar.from_ical(client.get(f"/en/events/{page.code}.ics").content).subcomponents
    assert [part.name for part in parts] == ["VTIMEZONE", "VEVENT"]
    assert str(parts[0]["TZID"]) == "Europe/Paris"


def test_event_in_utc_needs_no_zone(client, project):
    page = factories.event(time_zone="UTC")
    project()
    calendar_file = Calendar.from_ical(client.get(f"/en/events/{page.code}.ics").content)
    assert [part.name for part in calendar_file.subcomponents] == ["VEVENT"]


def test_lines_are_folded_between_letters(client, project):
    page = factories.event("Мемлекеттік қызмет көрсету " * 8, language="kk")
    project()
    content = client.get(f"/kk/events/{page.code}.ics").content
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines if line]  # no letter is cut in two
    assert str(entries(content)[0]["SUMMARY"]) == page.title


def test_cancelled_event_is_cancelled_in_calendars(client, project):
    page = publish(factories.event(), cancelled=True)
    project()
    (entry,) = entries(client.get(f"/en/events/{page.code}.ics").content)
    assert str(entry["STATUS"]) == "CANCELLED"


def test_file_is_in_the_readers_language_and_of_the_same_entry(client, project):
    page = factories.event("Forum")
    russian = page.copy_for_translation(factories.library("event", "ru").locale)
    publish(russian, title="Форум")
    project()
    found = {
        code: entries(client.get(f"/{code}/events/{page.code}.ics").content)[0]
        for code in ("en", "ru", "kk")
    }
    assert {code: str(entry["SUMMARY"]) for code, entry in found.items()} == {
        "en": "Forum",
        "ru": "Форум",
        "kk": "Forum",  # in its original
    }
    assert {str(entry["UID"]) for entry in found.values()} == {f"{page.code}@127.0.0.1"}
    assert str(found["ru"]["LOCATION"]) == "Казахстан"


@pytest.mark.parametrize("what", ["draft", "private", "case", "unknown"])
def test_there_is_no_file_of_what_nobody_may_see(client, project, what):
    if what == "draft":
        code = factories.event(live=False).code
    elif what == "private":
        page = factories.event()
        page.view_restrictions.create(restriction_type="login")
        code = page.code
    else:
        code = factories.case().code if what == "case" else "EV-9999"
    project()
    assert client.get(f"/en/events/{code}.ics").status_code == 404


def test_who_has_the_file_is_told_that_it_is_the_same(client, project):
    page = publish(factories.event())
    project()
    address = f"/en/events/{page.code}.ics"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    publish(page, city="Aktobe")
    project()
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_file_is_only_read(client, project):
    page = factories.event()
    project()
    assert client.post(f"/en/events/{page.code}.ics").status_code == 405
    assert client.post("/en/events/feed.ics").status_code == 405


# SEQUENCE


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another title"},
        {"ends_at": datetime(2030, 3, 31, 18, tzinfo=PARIS)},
        {"time_zone": "Europe/Berlin"},
        {"venue": "Salle B"},
        {"cancelled": True},
        {"online_link": LINK},
    ],
)
def test_change_that_calendars_must_hear_of_advances_the_number(changes):
    page = publish(across_summer_time())
    assert sequence(page.code) == 0
    page = publish(page, **changes)
    assert sequence(page.code) == 1
    publish(page, summary="Other words.", people_trained=12)
    assert sequence(page.code) == 1


def test_change_that_is_not_published_advances_nothing():
    page = publish(factories.event())
    page.title = "A draft"
    page.save_revision()
    assert sequence(page.code) == 0


def test_going_back_to_an_older_revision_does_not_take_the_number_back():
    page = publish(factories.event("Before"))
    before = page.latest_revision
    page = publish(page, title="After")
    before.publish()
    assert Event.objects.get(pk=page.pk).title == "Before"
    assert sequence(page.code) == 2


def test_translations_share_the_number():
    page = publish(factories.event("Forum"))
    page = publish(page, title="Great forum")
    russian = page.copy_for_translation(factories.library("event", "ru").locale)
    russian = publish(russian, title="Форум")
    assert sequence(page.code) == 1  # who has the entry in English need not hear of it
    publish(russian, title="Большой форум")
    assert sequence(page.code) == 2
    publish(page, city="Aktobe")
    assert sequence(page.code) == 3


# The online link, and the file of one person


def test_nothing_that_anybody_may_read_has_the_online_link(client, project):
    page = publish(factories.event(event_format="online", online_link=LINK))
    project()
    for address in (f"/en/events/{page.code}.ics", "/en/events/feed.ics"):
        content = client.get(address).content.replace(b"\r\n ", b"")
        assert (len(entries(content)), content.count(b"zhuldyz")) == (1, 0)


def test_file_of_a_registered_person_has_the_online_link():
    page = factories.event(event_format="hybrid", online_link=LINK, venue="Hall")
    found = Calendar.from_ical(calendar.personal_file(page, 3))
    (entry,) = found.events
    assert {
        "method": str(found["METHOD"]),
        "link": str(entry["CONFERENCE"]),
        "first line": str(entry["DESCRIPTION"]).splitlines()[0],
        "organiser": str(entry["ORGANIZER"]),
        "answer asked": "ATTENDEE" in entry,
        "number": entry["SEQUENCE"],
        "uid": str(entry["UID"]),
    } == {
        "method": "PUBLISH",
        "link": LINK,
        "first line": f"Online: {LINK}",
        "organiser": f"mailto:{settings.DEFAULT_FROM_EMAIL}",
        "answer asked": False,
        "number": 3,
        "uid": f"{page.code}@127.0.0.1",
    }


def test_file_of_a_place_given_up_cancels_the_entry_and_has_no_link():
    page = factories.event(event_format="online", online_link=LINK)
    moment = datetime(2026, 11, 1, 12, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        first = calendar.personal_file(page, 0)
    with time_machine.travel(moment + timedelta(hours=1), tick=False):
        second = calendar.personal_file(page, 0, withdrawn=True)
    (before,), (after,) = entries(first), entries(second)
    assert (str(before["STATUS"]), str(after["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert before.DTSTAMP < after.DTSTAMP  # the later of two with the same number counts
    assert second.replace(b"\r\n ", b"").count(b"zhuldyz") == 0
