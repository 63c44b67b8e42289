"""Every kind of page for everyone: axe, narrow screens, large letters, forced colours, the
keyboard, JavaScript off."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation
from django.views.defaults import server_error
from playwright.sync_api import Page, expect

from hub.languages import LANGUAGES
from tests.journeys import kinds, people
from tests.journeys.looking import AXE_FORCED, LARGE, plain, violations, wider, without_script

pytestmark = [pytest.mark.django_db, pytest.mark.drawn]
every_kind = pytest.mark.parametrize("name", kinds.KINDS)
slow = pytest.mark.slow
SUBMIT = "form => HTMLFormElement.prototype.submit.call(form)"
UNDER = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (one === document.body) return []; // beyond the last of the page
  const down = Math.min(box.height / 2, 40);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + down);
  return one.contains(top) || top?.contains(one) ? [] : [one.outerHTML.slice(0, 160)];
}"""
MARKED = ("search, words and facets", "events by month", "case", "figures", "gap map", "countries")


@pytest.fixture(scope="module")
def told(base, django_db_blocker) -> Iterator[dict[str, Any]]:
    with django_db_blocker.unblock():
        try:
            found = people.make()
            found["cookies"] = {
                visitor: people.client(visitor).cookies["sessionid"].value
                for visitor in ("focal", "secretary")
            }
            yield found
        finally:
            people.remove()


@pytest.fixture(scope="module")
def visit(browser, base, told):
    """Opens a kind of page in a language: one tab for each visitor and way of looking."""
    tabs: dict[Any, Page] = {}

    def open_(name: str, language: str, **options: Any) -> Page:
        kind = kinds.KINDS[name]
        key = (kind.visitor, *sorted(options))
        if key not in tabs:
            context = browser.new_context(
                reduced_motion="reduce", base_url=base, bypass_csp=True, **options
            )
            if kind.visitor:
                value = told["cookies"][kind.visitor]
                context.add_cookies([{"name": "sessionid", "value": value, "url": base}])
            tabs[key] = context.new_page()
            tabs[key].route("**/broken/", _broken)
        page = tabs[key]
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(kinds.address(kind, language, told))
        if kind.send:
            with page.expect_navigation():
                page.locator("main form").last.evaluate(SUBMIT)
        return page

    yield open_
    for page in tabs.values():
        page.context.close()


def _broken(route) -> None:
    language = route.request.url.split("/")[3]
    with translation.override(language):
        answer = server_error(RequestFactory().get("/"))
    route.fulfill(status=500, content_type="text/html", body=answer.content)


@slow
@every_kind
def test_page_suits_everybody_in_every_language(visit, name):
    found = {language: plain(visit(name, language)) for language in LANGUAGES}
    assert found == {language: [] for language in LANGUAGES}


@pytest.mark.parametrize("name", ["home", "events", "country", "memoranda"])
def test_letters_of_twice_the_size_stay_on_a_phone(visit, name):
    page = visit(name, "kk")
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_style_tag(content=LARGE)
    assert wider(page, "large") == []


@slow
@every_kind
def test_page_does_without_javascript(visit, name):
    page = visit(name, "en", java_script_enabled=False)
    page.set_viewport_size({"width": 390, "height": 844})
    assert without_script(page) == []


@slow
@pytest.mark.parametrize("name", MARKED)
def test_page_keeps_its_marks_and_the_focus_in_forced_colours(visit, name):
    page = visit(name, "en", forced_colors="active")
    found = violations(page, AXE_FORCED)
    for _step in range(8):
        page.keyboard.press("Tab")
        shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if shown == "none":
            found.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert found == []


@slow
def test_shades_differ_in_forced_colours(visit):
    page = visit("gap map", "en", forced_colors="active")
    widths = page.locator(".shades .swatch").evaluate_all(
        "all => all.map(one => getComputedStyle(one).border.split('rgb')[0])"
    )
    assert len(set(widths)) == len(widths) > 2


@slow
@every_kind
def test_page_asks_no_other_host_and_breaks_no_policy(tab, told, base, name):
    kind = kinds.KINDS[name]
    page = tab("about:blank")
    if kind.visitor:
        value = told["cookies"][kind.visitor]
        page.context.add_cookies([{"name": "sessionid", "value": value, "url": base}])
    page.goto(kinds.address(kind, "en", told))
    assert page.faults == []


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


def test_conditions_on_a_phone_stay_in_place_and_lead_to_the_results(tab):
    page = tab("/en/search/", viewport={"width": 390, "height": 700})
    page.get_by_role("button", name="Narrow the results").press("Enter")
    choice = page.locator("#f-outcome-failed")
    choice.focus()
    before = choice.bounding_box()["y"]
    page.keyboard.press("Space")
    done = page.get_by_role("button", name="Show the results (1)")
    expect(done).to_be_in_viewport()
    expect(choice).to_be_focused()
    assert abs(choice.bounding_box()["y"] - before) < 2
    done.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator("#count")).to_be_in_viewport()
    expect(choice).to_be_hidden()
    assert page.faults == []


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


@pytest.mark.parametrize(
    ("name", "first"), [("search", "#f-outcome-failed"), ("case proposal", "[name=title]")]
)
def test_focus_is_not_under_what_sticks_to_the_foot_of_the_window(visit, name, first):
    page = visit(name, "en")
    page.set_viewport_size({"width": 390, "height": 600})
    if name == "search":
        page.get_by_role("button", name="Narrow the results").click()
    page.locator(first).focus()
    under = []
    for _step in range(25):
        page.keyboard.press("Tab")
        under += page.evaluate(UNDER)
    assert under == []


def test_menu_of_an_account_closes_when_the_focus_goes_on(visit):
    page = visit("account", "en")
    menu = page.locator(".account-menu")
    menu.locator("summary").press("Enter")
    menu.get_by_role("link", name="Sign out").press("Tab")
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").press("Enter")
    menu.get_by_role("link", name="Sign out").press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_story_of_a_case_begins_near_the_top_on_a_phone(visit, language):
    page = visit("case", language)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("#challenge ~ .prose p").first.bounding_box()["y"] < 1200


@pytest.mark.parametrize("script", [True, False])
def test_all_facts_and_the_contents_are_there_where_there_is_room(visit, script):
    page = visit("case", "en", java_script_enabled=script)
    facts = page.locator(".fold-narrow dt", has_text="Verification")
    link = page.get_by_role("navigation", name="Contents").get_by_role("link", name="Lessons")
    for one in (facts, link):
        expect(one).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    for one, fold in ((facts, "More facts"), (link, "Contents")):
        expect(one).to_be_hidden()
        page.locator("summary", has_text=fold).press("Enter")
        expect(one).to_be_visible()


def test_boxes_to_tick_have_the_colours_of_the_page_in_the_dark(tab):
    page = tab("/en/search/", color_scheme="dark")
    box = page.locator("#f-outcome-failed")
    expect(box).to_have_css("background-color", "rgb(31, 28, 24)")
    box.check()
    expect(box).to_have_css("background-color", "rgb(124, 201, 198)")


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
