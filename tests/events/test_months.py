"""Events by month: the view of a search, whatever else is chosen in it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.query import SearchQuery
from search.services import search
from tests import factories

pytestmark = pytest.mark.django_db
ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2030, 6, 15, 12, tzinfo=ALMATY)


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel(NOW, tick=False):
        yield


def event(title: str, month: int, day: int, days: int = 1, **fields):
    starts = datetime(2030, month, day, 9, 30, tzinfo=ALMATY)
    ends = starts + timedelta(days=days - 1, hours=2)
    return factories.event(title, starts_at=starts, ends_at=ends, **fields)


def html(client, query: str, language: str = "en") -> BeautifulSoup:
    response = client.get(f"/{language}/events/?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def days(page: BeautifulSoup) -> dict[str, list[str]]:
    """The days that have events, and what each shows of them."""
    return {
        cell.time["datetime"]: [" ".join(x.get_text().split()) for x in cell.select(".month-entry")]
        for cell in page.select(".month-cell")
        if cell.select(".month-entry")
    }


def test_month_shows_each_event_on_each_of_its_days(client, project):
    event("Forum", 6, 3)
    event("Tour", 6, 29, days=4, city="Osh")
    event("In July", 7, 20)
    project()
    assert days(html(client, "view=month&month=2030-06")) == {
        "2030-06-03": ["Forum from 09:30"],
        "2030-06-29": ["Tour day 1 of 4, Osh"],
        "2030-06-30": ["Tour day 2 of 4, Osh"],
    }
    assert days(html(client, "view=month&month=2030-07")) == {
        "2030-07-01": ["Tour day 3 of 4, Osh"],
        "2030-07-02": ["Tour day 4 of 4, Osh"],
        "2030-07-20": ["In July from 09:30"],
    }


def test_title_in_another_language_says_so(client, project):
    event("Forum", 6, 3)
    event("Форум", 6, 4, language="ru")
    project()
    said = html(client, "view=month&month=2030-06", "ru").select(".month-entry")
    assert [" ".join(one.get_text().split()) for one in said] == [
        "Forum Язык оригинала: English с 09:30",
        "Форум с 09:30",
    ]


def test_event_of_many_months_is_in_each_of_them(client, project):
    event("Programme", 3, 10, days=120)
    project()
    page = html(client, "view=month&month=2030-05")
    assert len(days(page)) == 31
    assert page.select_one("#count").get_text().split() == ["1", "result"]


def test_event_is_on_the_days_of_its_own_zone(client, project):
    late = datetime(2030, 6, 30, 23, 30, tzinfo=ALMATY)  # July already in Tokyo
    factories.event("Late", starts_at=late, ends_at=late + timedelta(minutes=20))
    tokyo = {"starts_at": late, "ends_at": late + timedelta(minutes=20), "time_zone": "Asia/Tokyo"}
    factories.event("There", **tokyo)
    project()
    assert list(days(html(client, "view=month&month=2030-06"))) == ["2030-06-30"]
    assert list(days(html(client, "view=month&month=2030-07"))) == ["2030-07-01"]


def test_table_has_a_heading_for_each_day_of_the_week_and_only_days_of_the_month(client, project):
    page = html(client, "view=month&month=2030-06")
    heads = [head.select_one(".visually-hidden").get_text() for head in page.select(".month th")]
    assert (heads[0], heads[-1], {head["scope"] for head in page.select(".month th")}) == (
        "Monday",
        "Sunday",
        {"col"},
    )
    assert page.find(id=page.select_one(".month")["aria-labelledby"]).get_text() == "June 2030"
    assert [cell.time["datetime"] for cell in page.select(".month-cell")] == [
        f"2030-06-{day:02}" for day in range(1, 31)
    ]
    weeks = [len(row.select("td")) for row in page.select(".month tbody tr")]
    assert weeks == [7] * 5


def test_without_a_month_it_is_the_current_one_and_today_is_marked(client, project):
    page = html(client, "view=month")
    marked = page.select(".month-today")
    assert [
        (cell.time["datetime"], cell.select_one(".month-now").get_text()) for cell in marked
    ] == [("2030-06-15", "Today")]
    assert html(client, "view=month&month=2030-07").select(".month-today") == []


def test_all_parameters_of_the_search_stay(client, project):
    event("Training of Georgia", 6, 3, event_kind="training", countries="ge")
    event("Forum of Georgia", 6, 4, event_kind="forum", countries="ge")
    event("Training", 6, 5, event_kind="training")
    project()
    page = html(client, "view=month&month=2030-06&country=ge&event_kind=training&q=georgia")
    assert days(page) == {"2030-06-03": ["Training of Georgia from 09:30"]}
    kept = "q=georgia&country=ge&event_kind=training"
    links = {link.get_text(strip=True): link["href"] for link in page.select("#results a")}
    assert {name: links[name] for name in ("List", "Month", "May 2030", "July 2030")} == {
        "List": f"/en/events/?{kept}",
        "Month": f"/en/events/?view=month&{kept}",
        "May 2030": f"/en/events/?view=month&month=2030-05&{kept}",
        "July 2030": f"/en/events/?view=month&month=2030-07&{kept}",
    }
    assert links["Subscribe in your calendar"] == f"/en/events/feed.ics?{kept}"
    hidden = {x["name"]: x["value"] for x in page.select("#facets input[type=hidden]")}
    assert hidden == {"view": "month", "month": "2030-06"}
    assert links["Clear all"] == "/en/events/?q=georgia&month=2030-06&view=month"
    chips = [chip["href"] for chip in page.select(".chip")]
    assert chips == [
        "/en/events/?q=georgia&event_kind=training&month=2030-06&view=month",
        "/en/events/?q=georgia&country=ge&month=2030-06&view=month",
    ]


def test_empty_month_says_so_and_leads_to_the_nearest_ones(client, project):
    event("Before", 2, 3)
    event("After", 11, 3)
    event("Training between", 5, 3, event_kind="training", countries="ge")
    project()
    page = html(client, "view=month&month=2030-04&event_kind=conference")
    assert page.select(".empty p")[0].get_text() == "No event takes place in this month."
    assert [(a.get_text(), a["href"]) for a in page.select(".empty a")] == [
        (
            "The next ones: November 2030",
            "/en/events/?view=month&month=2030-11&event_kind=conference",
        ),
        (
            "The last ones before: February 2030",
            "/en/events/?view=month&month=2030-02&event_kind=conference",
        ),
    ]
    assert page.select("#f-country-kz")  # what else could be chosen is still there


def test_facets_count_all_months_and_the_line_above_this_one(client, project):
    for month in (5, 6, 7):
        event("Forum", month, 3)
    project()
    page = html(client, "view=month&month=2030-06")
    assert page.select_one("#count").get_text().split() == ["1", "result"]
    choice = page.select_one("#f-country-kz").parent
    assert choice.select_one(".choice-count span").get_text() == "3"
    assert page.select_one(".facets-note").get_text() == "The numbers here are of all months."
    assert html(client, "").select(".facets-note") == []


def test_many_events_of_a_day_are_folded(client, project):
    for number in range(8):
        event(f"Event {number}", 6, 3)
    project()
    cell = html(client, "view=month&month=2030-06").select_one(
        "#month ~ * .month-more, .month-more"
    )
    assert cell.summary.get_text() == "3 more"
    assert [a.get_text() for a in cell.select("a")] == ["Event 5", "Event 6", "Event 7"]


def test_cancelled_event_says_so(client, project):
    event("Forum", 6, 3, cancelled=True)
    project()
    assert days(html(client, "view=month")) == {"2030-06-03": ["Forum Cancelled"]}


def test_month_is_in_the_readers_language(client, project):
    event("Forum", 6, 3)
    project()
    titles = {
        language: html(client, "view=month", language).select_one("#month").get_text()
        for language in ("en", "ru", "kk")
    }
    assert titles == {"en": "June 2030", "ru": "Июнь 2030 г.", "kk": "2030 ж. маусым"}


@pytest.mark.parametrize("month", ["2030-13", "2030-6", "0000-00", "9999-01", "june", "%01"])
def test_no_month_is_left_out_and_said(client, project, month):
    page = html(client, f"view=month&month={month}")
    assert page.select_one("#month").get_text() == "June 2030"
    assert len(page.select(".inset code")) == 1


@pytest.mark.parametrize("address", ["/en/search/", "/en/cases/"])
def test_other_lists_have_no_months(client, project, address):
    page = BeautifulSoup(client.get(f"{address}?view=month").content, "html.parser")
    assert [code.get_text() for code in page.select(".inset code")] == ["view=month"]
    assert page.select(".month, .views") == []


def test_month_narrows_any_search_and_is_a_chip(client, project):
    event("Forum", 6, 3)
    event("Tour", 7, 3)
    project()
    assert [hit.title for hit in search(SearchQuery(filters={"month": ("2030-07",)})).results] == [
        "Tour"
    ]
    page = html(client, "month=2030-07")
    assert [a.get_text() for a in page.select(".event-row a")] == ["Tour"]
    assert page.select_one(".chip").get_text(" ", strip=True) == "Remove Month July 2030"


def test_month_asks_as_many_queries_for_thirty_events_as_for_one(client, project):
    asked = []
    for number in (1, 29):
        for day in range(number):
            event("Forum", 6, day + 1, countries="ge az")
        project()
        client.get("/en/events/?view=month")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/events/?view=month")
        asked.append(len(queries))
    assert asked == [12, 12]
