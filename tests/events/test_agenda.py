"""The agenda: moments of its sessions, who speaks when, and what the page shows of it."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from casestudies.models import Adoption, MemorandumEvent
from casestudies.selectors import works_of_event
from events import agenda
from events.models import Event
from hub.models import Country
from tests import factories

pytestmark = pytest.mark.django_db
ANNA = {"name": "Anna", "post": "Head of a centre"}
BOLAT = {"name": "Bolat", "post": ""}


def day(number: int, *sessions: dict, title: str = "", month: int = 3) -> tuple:
    return ("day", {"day": date(2030, month, number), "title": title, "sessions": list(sessions)})


def session(title: str = "A session", starts: str = "09:00", ends: str = "", **values) -> dict:
    return {"title": title, "starts": starts, "ends": ends or None, **values}


def made(**fields) -> Event:
    """An event as the database gives it back: times of sessions are texts before."""
    return Event.objects.get(pk=factories.event(**fields).pk)


def html(client, page) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


# Moments


def test_moments_follow_the_zone_over_the_change_of_summer_time():
    page = made(
        time_zone="Europe/Paris",
        agenda=[day(30, session(ends="10:30")), day(31, session(ends="10:30"))],
    )
    found = [
        (s.starts.astimezone(UTC).hour, s.ends.hour) for d in agenda.days(page) for s in d.sessions
    ]
    assert found == [(8, 10), (7, 10)]


def test_session_that_ends_after_midnight_ends_on_the_next_day():
    page = made(agenda=[day(1, session(starts="22:00", ends="00:30"))])
    (late,) = agenda.days(page)[0].sessions
    assert late.ends - late.starts == datetime(2030, 3, 2, 0, 30) - datetime(2030, 3, 1, 22)


def test_days_come_in_their_order_whatever_that_of_the_editor():
    page = made(agenda=[day(2, session("Second")), day(1, session("First"))])
    assert [found.sessions[0].title for found in agenda.days(page)] == ["First", "Second"]


def test_session_is_found_by_a_key_that_outlives_a_move():
    page = made(agenda=[day(1, session("One"), session("Two"))])
    key = agenda.days(page)[0].sessions[1].key
    raw = page.agenda.raw_data
    raw[0]["value"]["sessions"].reverse()
    page.agenda = list(raw)
    assert agenda.session(page, key).title == "Two"
    assert agenda.session(page, "no such key") is None


def test_session_that_no_form_has_given_a_key_has_the_same_one_each_time():
    sessions = [{"starts": "09:00", "ends": None, "title": title} for title in ("One", "Two")]
    raw = [{"type": "day", "value": {"day": "2030-03-01", "title": "", "sessions": sessions}}]
    page = made(agenda=raw)
    keys = [
        [session.key for session in agenda.days(Event.objects.get(pk=page.pk))[0].sessions]
        for _reading in range(2)
    ]
    assert (keys[0] == keys[1], len(set(keys[0]))) == (True, 2)


def test_speaker_of_two_sessions_is_listed_once_with_both():
    page = made(
        agenda=[
            day(1, session("One", speakers=[ANNA, BOLAT], moderators=[BOLAT])),
            day(2, session("Two", speakers=[ANNA])),
        ]
    )
    found = agenda.speakers(agenda.days(page))
    assert [(a.person.name, [s.title for s in a.sessions]) for a in found] == [
        ("Anna", ["One", "Two"]),
        ("Bolat", ["One"]),
    ]


# The page


def test_page_shows_a_session_with_its_people_and_files(client):
    file = Document.objects.create(title="Slides", file=ContentFile(b"%PDF", "slides.pdf"))
    first = session(
        "Opening",
        ends="10:30",
        text="Why we meet.",
        speakers=[ANNA],
        moderators=[BOLAT],
        files=[file],
    )
    page = factories.event(time_zone="Europe/Paris", agenda=[day(31, first, title="First day")])
    shown = html(client, page)
    found = shown.select_one(".session")
    assert {
        "times": [time["datetime"] for time in found.select("time")],
        "text": found.select_one(".session-text").get_text(),
        "people": [" ".join(p.get_text().split()) for p in found.select(".session-people")],
        "file": found.select_one(".session-files a").get_text(strip=True),
        "zone": shown.select_one(".day-zone").get_text(),
        "day": shown.select_one(".day-title").find(string=True),
        "speaker leads to": shown.select_one(".speaker-session")["href"],
    } == {
        "times": ["2030-03-31T09:00:00+02:00", "2030-03-31T10:30:00+02:00"],
        "text": "Why we meet.",
        "people": ["Anna, Head of a centre", "Moderator Bolat"],
        "file": "Slides",
        "zone": "Paris time, UTC+02:00",
        "day": "Sunday, 31\u00a0March 2030",
        "speaker leads to": f"#{found['id']}",
    }


def test_page_without_an_agenda_has_neither_agenda_nor_speakers(client):
    shown = html(client, factories.event())
    assert [section["id"] for section in shown.select("#agenda, #speakers")] == []


def test_page_leads_to_memoranda_and_cases_of_the_event(client):
    page = factories.event()
    russian = page.copy_for_translation(factories.library("event", "ru").locale)
    russian.save_revision(clean=False).publish()
    named = factories.memorandum("Accord")
    named.events = [MemorandumEvent(page=russian)]  # whichever language of the event it names
    named.save()
    factories.case("Told there", told_at=page)
    taken_up = factories.case("Taken up through it")
    uzbekistan = Country.objects.get(slug="uz")
    Adoption.objects.create(
        case=taken_up, country=uzbekistan, year=2020, status="adopted", through=page
    )
    secret = factories.memorandum("Secret", confidentiality="internal")
    secret.events = [MemorandumEvent(page=page)]
    secret.save()
    factories.case("Draft", told_at=page, live=False)
    factories.case("Of another event", told_at=factories.event("Another"))
    links = html(client, page).select(".related-list a")
    assert [link.get_text() for link in links] == ["Accord", "Taken up through it", "Told there"]


def test_related_work_is_shown_in_the_readers_language_once(client):
    page = factories.event()
    case = factories.case("Told there", told_at=page)
    russian = case.copy_for_translation(factories.library("case_study", "ru").locale)
    russian.title = "Рассказано там"
    russian.save_revision(clean=False).publish()
    event = page.copy_for_translation(factories.library("event", "ru").locale)
    event.save_revision(clean=False).publish()
    assert [a.get_text() for a in html(client, page).select(".related-list a")] == ["Told there"]
    event.refresh_from_db()
    assert [a.get_text() for a in html(client, event).select(".related-list a")] == [
        "Рассказано там"
    ]


def test_related_works_stand_in_the_alphabetical_order_of_the_reader():
    page = factories.event(language="ru")
    for title in ("Яр", "Ёлка", "Ежи"):
        factories.case(title, language="ru", told_at=page)
    assert [work.title for work in works_of_event(page, "ru")] == ["Ежи", "Ёлка", "Яр"]


def test_video_of_an_event_is_a_link_to_it(client):
    video = [("video", {"title": "Opening", "url": "https://example.org/opening"})]
    links = html(client, factories.event(video=video)).select(".outward a")
    assert [(a["href"], a.get_text().strip()) for a in links] == [
        ("https://example.org/opening", "Video on another site: Opening")
    ]


def test_case_leads_to_the_event_at_which_it_was_told_if_everybody_may_read_it(client):
    page = factories.event("Forum")
    case = factories.case(source="event", told_at=page)
    provenance = html(client, case).select_one(".provenance")
    assert [link["href"] for link in provenance.select("a")] == [page.url]
    page.unpublish()
    assert html(client, case).select_one(".provenance").select("a") == []
