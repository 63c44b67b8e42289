"""Finding while the line is slow or broken, and what is typed faster than it is answered."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.drawn]
SUGGEST = "**/api/v1/suggest?*"
EVERYTHING = "**/en/search/"  # without a query
SETTLED = 400  # milliseconds in which an answer that came would have been drawn


def held(page: Page, address: str) -> list[Route]:
    """Requests to an address, which wait until they are told to go on."""
    found: list[Route] = []
    page.route(address, lambda route: found.append(route))
    return found


def soon(page: Page, condition: Callable[[], bool]) -> None:
    for _moment in range(300):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it has not come about")


def at_rest(place: Locator) -> float:
    """How far from the top of the window it is, once what glides has arrived."""
    tops = [-1.0]
    for _moment in range(50):
        box = place.bounding_box()
        tops.append(box["y"] if box else -1.0)
        if tops[-1] == tops[-2] != -1.0:
            return tops[-1]
        place.page.wait_for_timeout(SETTLED)
    raise AssertionError(f"it does not come to rest: {tops}")


def chosen(tab) -> Page:
    """A search in which a condition was chosen."""
    page = tab("/en/search/")
    page.locator("#f-outcome-failed").check()
    expect(page.locator("#count")).to_have_text("1 result")
    return page


def test_back_and_forth_before_the_answer_shows_what_the_address_says(tab):
    page = chosen(tab)
    waiting = held(page, EVERYTHING)
    page.go_back()
    soon(page, lambda: len(waiting) == 1)
    page.go_forward()
    waiting[0].continue_()
    page.wait_for_timeout(SETTLED)
    expect(page).to_have_url(re.compile(r"outcome=failed$"))
    expect(page.locator("#count")).to_have_text("1 result")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    assert page.faults == []


def test_back_to_a_part_of_the_page_without_an_answer_loads_it_anew(tab):
    page = tab("/en/search/#results")
    page.locator("#f-outcome-failed").check()
    expect(page.locator("#count")).to_have_text("1 result")
    page.route(EVERYTHING, _unanswered)
    page.go_back()
    expect(page.locator("#count")).to_contain_text("page 1 of 2")
    expect(page.locator("#f-outcome-failed")).not_to_be_checked()


def _unanswered(route: Route) -> None:
    """The script gets no answer, the browser does."""
    route.abort() if route.request.resource_type == "fetch" else route.continue_()


def test_choice_without_an_answer_is_asked_for_by_the_browser(tab):
    page = tab("/en/search/")
    page.route("**/en/search/?outcome=failed", _unanswered)
    page.locator("#f-outcome-failed").check()
    expect(page).to_have_url(re.compile(r"outcome=failed$"))
    expect(page.locator("#count")).to_have_text("1 result")


def test_choice_takes_effect_on_a_page_that_was_left_before_the_answer(tab):
    page = tab("/en/search/")
    waiting = held(page, "**/en/search/?outcome=failed")
    page.locator("#f-outcome-failed").check()
    soon(page, lambda: len(waiting) == 1)
    for name in ("pagehide", "pageshow"):  # as a browser that keeps the page tells of it
        page.evaluate(f"dispatchEvent(new PageTransitionEvent('{name}', {{ persisted: true }}))")
    soon(page, lambda: len(waiting) == 2)
    waiting[1].continue_()
    expect(page.locator("#count")).to_have_text("1 result")


def test_switch_of_languages_keeps_what_was_just_chosen(tab):
    page = chosen(tab)
    link = page.get_by_role("link", name="Русский")
    expect(link).to_have_attribute("href", "/ru/search/?outcome=failed")
    page.go_back()
    expect(link).to_have_attribute("href", "/ru/search/")


def test_focus_stays_in_the_group_of_a_choice_that_is_gone(tab):
    page = tab("/en/search/?outcome=failed&country=kz")
    page.locator("#f-country-kz").focus()
    page.keyboard.press("Space")
    expect(page.locator("#count")).to_have_text("1 result")
    expect(page.locator("#f-country-kz")).to_have_count(0)
    expect(page.locator("[data-facet=country] summary")).to_be_focused()


def test_conditions_do_not_glide_away_under_the_hand(tab):
    page = tab("/en/search/", viewport={"width": 390, "height": 700})
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="Narrow the results").click()
    choice = page.locator("#f-country-ge")
    choice.focus()
    before = at_rest(choice)
    page.evaluate("""() => document.getElementById("results").addEventListener("drawn", () => {
      window.after = document.getElementById("f-country-ge").getBoundingClientRect().top; })""")
    page.keyboard.press("Space")
    expect(page.locator("#count")).to_contain_text("20 results")
    assert abs(page.evaluate("window.after") - before) < 4


def test_focus_in_the_results_stays_there_when_they_change(tab):
    page = chosen(tab)
    page.locator(".hit-title a").focus()
    page.go_back()
    expect(page.locator("#count")).to_contain_text("page 1 of 2")
    expect(page.locator("#results")).to_be_focused()


def test_suggestions_do_not_come_over_the_results_that_were_asked_for(tab):
    page = tab("/en/search/")
    waiting = held(page, SUGGEST)
    field = page.locator("#q")
    field.press_sequentially("digital queue")
    soon(page, lambda: len(waiting) > 0)
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"q=digital\+queue"))
    for route in waiting:
        route.continue_()
    page.wait_for_timeout(SETTLED)
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.faults == []


def test_suggestion_is_no_longer_chosen_when_one_types_on(tab):
    page = tab("/en/")
    field = page.get_by_role("combobox")
    field.press_sequentially("digital queue")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press_sequentially(" x")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/search/\?q=digital\+queue\+x$"))


def test_arrow_opens_suggestions_that_were_closed(tab):
    page = tab("/en/")
    field = page.get_by_role("combobox")
    field.press_sequentially("digital queue")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")


def test_escape_before_the_answer_keeps_suggestions_away(tab):
    page = tab("/en/")
    waiting = held(page, SUGGEST)
    field = page.get_by_role("combobox")
    field.press_sequentially("digital queue")
    soon(page, lambda: len(waiting) > 0)
    field.press("Escape")
    for route in waiting:
        route.continue_()
    page.wait_for_timeout(SETTLED)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_older_question_that_fails_leaves_the_answer_to_the_newer(tab):
    page = tab("/en/")
    waiting = held(page, SUGGEST)
    field = page.get_by_role("combobox")
    field.press_sequentially("digital")
    soon(page, lambda: len(waiting) == 1)
    field.press_sequentially(" queue")
    soon(page, lambda: len(waiting) == 2)
    waiting[0].abort()
    page.wait_for_timeout(SETTLED)
    waiting[1].continue_()
    expect(page.get_by_role("option").first).to_contain_text("Digital queue in Almaty")


def test_keys_that_compose_a_letter_choose_nothing(tab):
    page = tab("/en/")
    field = page.get_by_role("combobox")
    field.press_sequentially("digital queue")
    expect(page.get_by_role("option").first).to_be_visible()
    composing = """(field, key) => field.dispatchEvent(
        new KeyboardEvent("keydown", { key, isComposing: true, cancelable: true }))"""
    assert field.evaluate(composing, "ArrowDown")
    field.press("ArrowDown")
    assert field.evaluate(composing, "Enter")
    expect(page).to_have_url(re.compile(r"/en/$"))


@pytest.mark.parametrize("key", ["ArrowLeft", "Home", "End"])
def test_key_that_moves_in_the_field_leads_back_to_it(tab, key):
    page = tab("/en/")
    field = page.get_by_role("combobox", name="What would you like to find?")
    field.press_sequentially("digital queue")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press(key)
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/search/\?q=digital\+queue$"))


def test_order_stays_as_it_is_when_conditions_change(tab):
    page = tab("/en/search/")
    for name, found in (("failed", "1 result"), ("succeeded", "24 results")):
        page.locator(f"#f-outcome-{name}").check()
        expect(page.locator("#count span").first).to_have_text(found)
        expect(page.locator("#sort")).to_have_value("")
    expect(page).to_have_url(re.compile(r"/en/search/\?outcome=succeeded&outcome=failed$"))
    page.locator("#sort").select_option("title")
    expect(page).to_have_url(re.compile(r"&sort=title$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"failed$"))
    expect(page.locator("#sort")).to_have_value("")


def test_what_is_folded_unfolds_by_itself_when_its_script_does_not_come(tab):
    page = tab("about:blank", viewport={"width": 390, "height": 844})
    page.route("**/site.js", lambda route: route.abort())
    page.goto("/en/search/")
    menu, facets = page.locator("#menu a").first, page.locator("#facets summary").first
    for one in (menu, facets):
        expect(one).to_be_hidden()
    page.evaluate("document.getAnimations().forEach(one => one.finish())")
    for one in (menu, facets):
        expect(one).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()


def test_removing_a_chip_leads_focus_to_the_results(tab):
    page = tab("/en/search/?outcome=failed")
    page.get_by_role("link", name="Remove").press("Enter")
    expect(page.locator("#results")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/en/search/$"))
