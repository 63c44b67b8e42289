"""Editors type and see the time that a clock at the place of the event shows."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from events.models import Event
from events.page_form import MOMENTS
from tests import factories
from tests.factories import editing, organising

pytestmark = pytest.mark.django_db
ZONES = ["Asia/Almaty", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "UTC"]


@pytest.fixture
def editor() -> Client:
    return organising.client()


def sent(**changes) -> dict:
    return editing.form("event", **changes)


def published(editor, **changes) -> Event:
    answer = editing.publish(editor, editing.add_url("event"), sent(**changes))
    assert answer.status_code == 302, editing.errors(answer)
    return Event.objects.get(title="A work")


def shown(editor, page: Event) -> dict[str, str]:
    html = BeautifulSoup(editor.get(editing.edit_url(page)).content, "html.parser")
    return {name: html.select_one(f"#id_{name}").get("value", "") for name in MOMENTS}


@pytest.mark.parametrize("name", ZONES)
def test_all_moments_are_read_and_shown_in_the_zone_of_the_event(editor, name):
    moments = {
        "starts_at": "2030-06-03 09:00",
        "ends_at": "2030-06-04 17:30",
        "registration_opens": "2030-02-01 08:00",  # winter, where there is one
        "registration_closes": "2030-05-20 18:00",
        "unused_places_released_at": "2030-05-01 00:00",
        "substitutions_until": "2030-06-02 12:00",
    }
    page = published(editor, time_zone=name, **moments)
    zone = ZoneInfo(name)
    assert {
        moment: f"{getattr(page, moment).astimezone(zone):%Y-%m-%d %H:%M}" for moment in moments
    } == moments
    assert page.starts_at == datetime(2030, 6, 3, 9, tzinfo=zone)
    assert shown(editor, page) == moments


@pytest.mark.parametrize("site", ["UTC", "Asia/Tokyo"])
def test_zone_of_the_site_or_the_editor_makes_no_difference(editor, site):
    with timezone.override(site):
        page = published(editor, time_zone="Europe/Paris")
        assert shown(editor, page)["starts_at"] == "2030-06-03 09:00"
    assert page.starts_at == datetime(2030, 6, 3, 7, tzinfo=UTC)


def test_days_on_both_sides_of_a_change_of_summer_time(editor):
    page = published(
        editor, time_zone="Europe/Paris", starts_at="2030-03-30 09:00", ends_at="2030-03-31 09:00"
    )
    assert page.ends_at - page.starts_at == timezone.timedelta(hours=23)


def test_other_zone_keeps_the_hours_and_moves_the_event(editor):
    page = published(editor, time_zone="Asia/Almaty")
    answer = editing.publish(editor, editing.edit_url(page), sent(time_zone="Europe/Paris"))
    assert answer.status_code == 302
    page.refresh_from_db()
    assert page.starts_at == datetime(2030, 6, 3, 9, tzinfo=ZoneInfo("Europe/Paris"))


def test_hour_that_the_clock_leaps_over_is_refused(editor):
    data = sent(time_zone="Europe/Paris", starts_at="2030-03-31 02:30")
    answer = editing.publish(editor, editing.add_url("event"), data)
    assert editing.errors(answer) == {
        "starts_at": ["This time does not exist there: the clock is put forward in that hour."]
    }


def test_second_of_two_equal_hours_stays_when_something_else_is_changed(editor):
    twice = datetime(2030, 10, 27, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Paris"))
    page = factories.event(title="A work", starts_at=twice, ends_at=twice, time_zone="Europe/Paris")
    data = sent(
        time_zone="Europe/Paris",
        starts_at="2030-10-27 02:30",
        ends_at="2030-10-27 02:30",
        audience="Heads",
    )
    assert editing.publish(editor, editing.edit_url(page), data).status_code == 302
    page.refresh_from_db()
    assert (page.audience, page.starts_at) == ("Heads", datetime(2030, 10, 27, 1, 30, tzinfo=UTC))


def test_end_before_the_start_there_is_said(editor):
    data = sent(time_zone="Asia/Tokyo", starts_at="2030-06-04 09:00", ends_at="2030-06-04 08:00")
    answer = editing.publish(editor, editing.add_url("event"), data)
    assert editing.errors(answer) == {"ends_at": ["The event ends before it starts."]}


def test_wrong_zone_is_said_and_nothing_else_breaks(editor):
    answer = editing.publish(editor, editing.add_url("event"), sent(time_zone="Almaty"))
    assert list(editing.errors(answer)) == ["time_zone"]


@pytest.mark.parametrize("year", ["0001", "1999", "2101", "9999"])
def test_moment_of_another_century_is_refused(editor, year):
    data = sent(time_zone="Asia/Almaty", registration_opens=f"{year}-01-01 00:30")
    answer = editing.publish(editor, editing.add_url("event"), data)
    assert editing.errors(answer) == {"registration_opens": ["This is not a date for an event."]}
