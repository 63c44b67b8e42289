"""Reading about events: the reader's own time, and a search turned into a calendar."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db, pytest.mark.drawn]
ZONE = "Almaty time, UTC+05:00"


def test_reader_elsewhere_sees_the_own_time_beside_the_events(tab):
    page = tab("/en/events/upcoming/", timezone_id="Asia/Tokyo")
    session = page.locator(".session").first
    expect(session.locator(".session-time")).to_contain_text("09:00–10:00")
    expect(session.locator(".yours")).to_have_text(re.compile(r"13:00\s?–\s?14:00 your time"))
    expect(page.locator(".when .yours")).to_contain_text("your time")
    assert page.faults == []


def test_reader_in_the_events_zone_sees_one_time(tab):
    page = tab("/en/events/upcoming/", timezone_id="Asia/Almaty")
    expect(page.locator(".day-zone")).to_have_text(ZONE)
    expect(page.locator(".yours")).to_have_count(0)


def test_zone_is_named_without_javascript(tab):
    page = tab("/en/events/upcoming/", timezone_id="Asia/Tokyo", java_script_enabled=False)
    expect(page.locator(".day-zone")).to_have_text(ZONE)
    expect(page.locator(".when")).to_contain_text(ZONE)


def test_form_is_sent_once_and_again_only_when_no_answer_came(tab, forum):
    page = tab(f"/en/events/{forum[0].code}/register/")
    sent = []
    page.route("**/register/", lambda route: (sent.append(route), route.fulfill(status=204)))
    page.clock.install()
    button = page.locator("main").get_by_role("button", name="Register")
    for _press in range(2):
        button.click()
        page.wait_for_timeout(200)
    assert len(sent) == 1
    page.clock.fast_forward(21_000)
    button.click()
    page.wait_for_timeout(200)
    assert len(sent) == 2


def test_month_is_reached_and_turned_by_keyboard(tab):
    page = tab("/en/events/")
    page.get_by_role("link", name="Month", exact=True).press("Enter")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(7)
    expect(table.locator(".month-today")).to_have_count(1)
    shown = page.locator("#month").inner_text()
    page.locator("[rel=next]").press("Enter")
    expect(page.locator("#month")).not_to_have_text(shown)
    page.get_by_role("link", name="This month").press("Enter")
    expect(page.locator("#month")).to_have_text(shown)
    page.get_by_role("link", name="List", exact=True).press("Enter")
    expect(page.locator(".event-row").first).to_be_visible()
    assert page.faults == []


def test_facet_in_the_month_keeps_the_month(tab):
    page = tab("/en/events/?view=month&month=2031-02")
    page.locator("#f-country-kz").check()
    expect(page).to_have_url(re.compile(r"view=month&month=2031-02&country=kz"))
    expect(page.locator("#month")).to_have_text("February 2031")
    page.get_by_role("link", name=re.compile("^Remove")).press("Enter")
    expect(page).to_have_url(re.compile(r"month=2031-02&view=month$"))
    assert page.faults == []


def test_month_is_a_list_of_days_on_a_phone(tab):
    page = tab("/en/events/?view=month", viewport={"width": 320, "height": 640})
    expect(page.locator(".month-free").first).to_be_hidden()
    filled = page.locator(".month-cell:not(.month-free)")
    if filled.count():
        expect(filled.first.locator(".month-full")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
