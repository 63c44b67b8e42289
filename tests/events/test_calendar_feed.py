"""The feed of events as calendars read it: a search, parsed back with icalendar."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from hub.models import Country
from tests import factories
from tests.events.calendars import PARIS, across_summer_time, entries, publish

pytestmark = pytest.mark.django_db


def test_feed_is_a_search(client, project):
    factories.event("In Georgia", host_country=Country.objects.get(slug="ge"))
    factories.event("Training", event_kind="training")
    factories.case("A case of Georgia", countries="ge")
    project()

    def titles(query: str) -> list[str]:
        found = entries(client.get(f"/en/events/feed.ics?{query}").content)
        return [str(entry["SUMMARY"]) for entry in found]

    assert titles("country=ge") == ["In Georgia"]
    assert titles("event_kind=training&country=kz") == ["Training"]
    assert titles("q=georgia") == ["In Georgia"]
    assert titles("kind=case_study&page=7&sort=title") == titles("") == ["Training", "In Georgia"]
    assert titles("country=at") == []


def test_feed_has_what_comes_soonest_and_leaves_out_the_oldest(client, project, monkeypatch):
    monkeypatch.setattr("events.feeds.FEED_SIZE", 3)
    for days in (-300, 60, -10, 5):
        factories.event(f"In {days}", in_days=days)
    project()
    found = entries(client.get("/en/events/feed.ics").content)
    assert [str(entry["SUMMARY"]) for entry in found] == ["In 5", "In 60", "In -10"]


def test_feed_says_what_it_follows_and_what_it_did_not_understand(client, project):
    factories.event(countries="ge")
    project()
    content = client.get("/en/events/feed.ics?country=ge&colour=red&year=abc").content
    found = Calendar.from_ical(content)
    assert str(found["X-WR-CALNAME"]) == "Events: Georgia"
    assert str(found["X-WR-CALDESC"]) == "Not understood and left out: colour=red, year=abc"
    assert len(found.events) == 1


def test_feed_has_each_zone_once_and_over_all_its_years(client, project):
    across_summer_time()
    factories.event(
        starts_at=datetime(2032, 7, 1, 9, tzinfo=PARIS),
        ends_at=datetime(2032, 7, 1, 10, tzinfo=PARIS),
        time_zone="Europe/Paris",
    )
    factories.event()
    project()
    zones = Calendar.from_ical(client.get("/en/events/feed.ics").content).timezones
    assert [str(zone["TZID"]) for zone in zones] == ["Asia/Almaty", "Europe/Paris"]
    onsets = [rule.decoded("DTSTART").year for rule in zones[1].subcomponents]
    assert max(onsets) == 2032


def test_feed_asks_as_many_queries_for_three_events_as_for_one(client, project):
    asked = []
    for _size in (1, 3):
        for _event in range(_size):
            publish(factories.event(countries="ge az"))
        project()
        client.get("/en/events/feed.ics")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/events/feed.ics")
        asked.append(len(queries))
    assert asked == [5, 5]
