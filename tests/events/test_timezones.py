"""A zone as calendar files tell it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from events.timezones import vtimezone

HALF_HOUR = timedelta(minutes=30)


def told(name: str, first: int, last: int, moment: datetime) -> timedelta:
    """The offset at a moment by the words of RFC 5545: that of the rule whose onset, told by the
    clock before it, came last."""
    rules = vtimezone(name, first, last).subcomponents
    onsets = {
        (rule.decoded("DTSTART") - rule.decoded("TZOFFSETFROM")).replace(tzinfo=UTC): rule
        for rule in rules
    }
    return onsets[max(onset for onset in onsets if onset <= moment)].decoded("TZOFFSETTO")


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Europe/Paris", 2030),
        ("America/Toronto", 2030),
        ("Australia/Lord_Howe", 2030),  # half an hour of summer time, in the other half-year
        ("Asia/Almaty", 2024),  # moved from UTC+6 to UTC+5 on 1 March
        ("Asia/Tashkent", 2026),
    ],
)
def test_every_half_hour_of_a_year_has_the_offset_of_the_zone(name, year):
    moments = [datetime(year, 1, 1, tzinfo=UTC) + n * HALF_HOUR for n in range(366 * 48)]
    wrong = [
        moment
        for moment in moments[::7] + moments[40 * 48 : 130 * 48]
        if told(name, year, year, moment) != moment.astimezone(ZoneInfo(name)).utcoffset()
        and moment.year == year
    ]
    assert wrong == []


def test_onset_of_summer_time_is_told_by_the_clock_before_it():
    onsets = {
        str(rule["TZNAME"]): rule.decoded("DTSTART")
        for rule in vtimezone("Europe/Paris", 2030, 2030).subcomponents[1:]
    }
    assert onsets == {
        "CEST": datetime(2030, 3, 31, 2),
        "CET": datetime(2030, 10, 27, 3),
    }


def test_zone_without_summer_time_has_one_rule():
    assert len(vtimezone("Asia/Almaty", 2026, 2031).subcomponents) == 1
