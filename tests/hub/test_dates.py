"""Days as they stand on a page: by language, and what may not part at the end of a line."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from hub import dates

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "22~November 2026"), ("ru", "22~ноября 2026~г."), ("kk", "2026~ж.~22~қараша")],
)
def test_day_stays_on_a_line_with_its_month(language, day):
    with translation.override(language):
        assert dates.hub_date(DAY) == day.replace("~", "\u00a0")
        assert dates.hub_date("2026-11-22T14:30:00+05:00") == day.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("language", "days"),
    [("en", "22–24~November 2026"), ("ru", "22–24~ноября 2026~г."), ("kk", "2026~ж.~22–24~қараша")],
)
def test_days_of_one_month_name_it_once(language, days):
    with translation.override(language):
        found = dates.hub_date_range(DAY, date(2026, 11, 24))
    assert found == days.replace("~", "\u00a0").replace("–", "\u2060–\u2060")


def test_days_of_two_months_are_both_told():
    with translation.override("en"):
        found = dates.hub_date_range("2026-11-30", "2026-12-01")
    assert found == "30\u00a0November 2026 – 1\u00a0December 2026"


@pytest.mark.parametrize("end", [None, DAY, "2026-11-22"])
def test_one_day_is_no_range(end):
    with translation.override("en"):
        assert dates.hub_date_range(DAY, end) == "22\u00a0November 2026"


def test_one_moment_has_the_day_of_each_zone_that_it_is_given_in():
    moment = datetime(2026, 2, 28, 19, tzinfo=UTC)
    there = moment.astimezone(ZoneInfo("Asia/Almaty"))
    with translation.override("en"):
        days = [dates.hub_date(one) for one in (moment, there, moment)]
        ranges = [dates.hub_date_range(one, date(2026, 3, 2)) for one in (moment, there)]
    before, day = "28\u00a0February 2026", "1\u00a0March 2026"
    assert days == [before, day, before]
    assert ranges == [f"{before} – 2\u00a0March 2026", "1\u2060–\u20602\u00a0March 2026"]


def test_day_that_is_not_known_is_empty():
    assert (dates.hub_date(None), dates.hub_date(""), dates.hub_month(None)) == ("", "", "")


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Sunday, 22~November 2026"),
        ("ru", "воскресенье, 22~ноября 2026~г."),
        ("kk", "2026~ж.~22~қараша, жексенбі"),
    ],
)
def test_weekday_stands_where_the_language_has_it(language, day):
    with translation.override(language):
        assert dates.hub_weekday(DAY) == day.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("language", "moment"),
    [
        ("en", "22~November 2026, 12:00, Almaty time, UTC+05:00"),
        ("ru", "22~ноября 2026~г., 12:00, местное время (Алматы, UTC+05:00)"),
        ("kk", "2026~ж.~22~қараша, 12:00, жергілікті уақыт (Алматы, UTC+05:00)"),
    ],
)
def test_moment_is_by_the_clock_of_its_zone(language, moment):
    with translation.override(language):
        shown = dates.moment_at(datetime(2026, 11, 22, 7, tzinfo=UTC), "Asia/Almaty")
    assert shown == moment.replace("~", "\u00a0")
