"""Every kind of page for everyone: axe, narrow screens, the keyboard, JavaScript off."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db
PAGES = {
    "home": "/en/",
    "home in Russian": "/ru/",
    "home in Kazakh": "/kk/",
    "search": "/en/search/",
    "search, words and facets": "/en/search/?q=queue&outcome=failed&outcome=succeeded",
    "search, second page": "/en/search/?page=2",
    "search, nothing found": "/en/search/?q=zeppelin&country=ee",
    "search, not understood": "/en/search/?colour=red",
    "search in Russian": "/ru/search/?q=очередь",
    "search in Kazakh": "/kk/search/?q=кезек",
    "cases": "/en/cases/",
    "reviews": "/en/reviews/",
    "memoranda": "/en/memoranda/",
    "events": "/en/events/",
    "events by month": "/en/events/?view=month",
    "events by month in Kazakh": "/kk/events/?view=month",
    "month without events": "/en/events/?view=month&month=2031-02&country=kz",
    "case": "/en/cases/full/",
    "failed case": "/en/cases/failed/",
    "case in Russian": "/ru/cases/ochered/",
    "case in Kazakh": "/kk/cases/kezek/",
    "case that is not translated": "/kk/cases/failed/",
    "review": "/en/reviews/queues/",
    "memorandum": "/en/memoranda/queues/",
    "event": "/en/events/upcoming/",
    "past event": "/en/events/past/",
    "cancelled event": "/en/events/cancelled/",
    "country": "/en/countries/kz/",
    "country without works": "/en/countries/is/",
    "theme": "/en/themes/service-quality/",
    "countries": "/en/countries/",
    "themes": "/en/themes/",
    "figures": "/en/figures/",
    "figures in Russian": "/ru/figures/",
    "gap map": "/en/gaps/",
    "gap map in Kazakh": "/kk/gaps/",
    "countries in Kazakh": "/kk/countries/",
    "standard page": "/en/about/",
    "sign in": "/en/account/login/",
    "open an account": "/kk/account/signup/",
    "a new password": "/ru/account/password/reset/",
    "not found": "/en/cases/there-is-none/",
}
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
AXE_COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


def violations(page, options: dict) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@every_page
def test_page_has_no_fault(tab, path):
    """By axe in light and in dark; it fits 320 px, asks no other host and breaks no policy."""
    page = tab(path, color_scheme="light")
    found = violations(page, AXE)
    page.emulate_media(color_scheme="dark")
    found += violations(page, AXE_COLOURS)
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert found + page.faults == []
    assert width == 320


def test_first_tab_reaches_the_skip_link(tab):
    page = tab("/en/cases/full/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_facet_is_applied_without_javascript(tab):
    page = tab("/en/search/", java_script_enabled=False)
    page.locator("#f-outcome-failed").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Apply").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=&outcome=failed"))
    assert page.locator(".hit-title").all_inner_texts() == ["Queue that failed"]
    expect(page.locator("#f-outcome-failed")).to_be_checked()


def test_facet_takes_effect_at_once_and_keeps_focus(tab):
    page = tab("/en/search/")
    status = page.get_by_role("status").filter(has_text="results")
    expect(page.get_by_role("button", name="Apply")).to_be_hidden()
    before = status.inner_text()
    status.evaluate("element => { element.kept = true }")
    page.locator("#f-outcome-failed").focus()
    page.keyboard.press("Space")
    expect(page.locator("#count")).to_have_text("1 result")
    assert before != "1 result"
    assert page.locator("#count").evaluate("element => element.kept")  # the same live region
    expect(page.locator("#f-outcome-failed")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/en/search/\?outcome=failed$"))
    page.go_back()
    expect(page.locator("#count")).to_contain_text(before.split()[0])
    expect(page.locator("#f-outcome-failed")).not_to_be_checked()
    assert page.faults == []


def test_removing_a_chip_leads_focus_to_the_results(tab):
    page = tab("/en/search/?outcome=failed")
    page.get_by_role("link", name="Remove").press("Enter")
    expect(page.locator("#results")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/en/search/$"))


def test_suggestions_are_chosen_with_arrow_keys(tab):
    page = tab("/en/")
    field = page.get_by_role("combobox", name="What would you like to find?")
    field.press_sequentially("digital queue")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Digital queue in Almaty")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    field.press("Enter")
    page.wait_for_url("**/en/cases/full/")


def test_escape_closes_suggestions_and_keeps_the_words(tab):
    page = tab("/en/")
    field = page.get_by_role("combobox", name="What would you like to find?")
    field.press_sequentially("digital queue")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("digital queue")


def test_menu_opens_by_keyboard_on_a_phone(tab):
    page = tab("/en/", viewport={"width": 320, "height": 640})
    expect(page.get_by_role("link", name="Memoranda", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Menu").press("Enter")
    expect(page.get_by_role("link", name="Memoranda", exact=True)).to_be_visible()


def test_map_of_countries_is_opened_and_skipped_by_keyboard(tab):
    page = tab("/en/countries/")
    place = page.get_by_role("link", name=re.compile("^Georgia: 20 cases"))
    place.focus()
    expect(place).to_be_focused()
    skip = page.get_by_role("link", name="Skip the map: the list of countries")
    skip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#countries-list")).to_be_focused()
    place.press("Enter")
    page.wait_for_url("**/en/countries/ge/")
    assert page.faults == []
