"""What a browser keeps, when it keeps nothing, has no room, or has the site open twice."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.drawn]
REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); } })"""
NO_ROOM = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError"); }"""


def kept(*codes: str) -> str:
    rows = [
        {"code": code, "kind": "case_study", "language": "en", "title": code, "url": "/en/"}
        for code in codes
    ]
    return json.dumps(rows)


def test_way_back_from_a_chapter_leads_to_the_results(tab):
    page = tab("/en/search/?q=digital+queue", viewport={"width": 1200, "height": 700})
    page.get_by_role("link", name="Digital queue in Almaty", exact=True).click()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Lessons").click()
    expect(page).to_have_url(re.compile(r"/en/cases/full/#lessons$"))
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_url(re.compile(r"/en/search/\?q=digital\+queue$"))
    assert page.faults == []


def test_works_chosen_in_the_list_stay_chosen_when_another_tab_shows_a_work(tab):
    page = tab("/en/search/?q=queue")
    for number in range(2):
        page.get_by_role("button", name="Keep").nth(number).click()
    page.goto("/en/list/")
    box = page.get_by_role("checkbox", name="Compare").first
    box.check()
    page.locator(".kept").evaluate("list => { list.firstElementChild.same = true }")
    other = page.context.new_page()
    other.goto("/en/cases/failed/")
    expect(other.get_by_role("button", name="Keep").first).to_be_visible()
    page.wait_for_timeout(400)
    expect(box).to_be_checked()
    assert page.locator(".kept").evaluate("list => list.firstElementChild.same")


def test_choice_and_focus_stay_when_another_tab_keeps_a_work(tab):
    page = tab("/en/cases/full/")
    page.get_by_role("button", name="Keep").first.click()
    page.goto("/en/list/")
    rows = page.locator(".kept .hit")
    expect(rows).to_have_count(1)
    page.get_by_role("checkbox", name="Compare").check()
    page.get_by_role("button", name="Remove").focus()
    other = page.context.new_page()
    other.goto("/en/cases/failed/")
    other.get_by_role("button", name="Keep").first.click()
    expect(rows).to_have_count(2)
    old = rows.filter(has_text="Digital queue in Almaty")
    expect(old.get_by_role("checkbox")).to_be_checked()
    expect(old.get_by_role("button", name="Remove")).to_be_focused()


def test_list_is_that_of_the_last_change_whichever_answer_comes_first(tab):
    page = tab("/en/list/")
    waiting = []
    page.route("**/api/v1/items?*", lambda route: waiting.append(route))
    changed = """kept => {
      localStorage.setItem("hub.kept", kept);
      dispatchEvent(new StorageEvent("storage", { key: "hub.kept" })); }"""
    page.evaluate(changed, kept("CS-0001"))
    page.evaluate(changed, kept("CS-0001", "CS-0002"))
    for _moment in range(100):
        if len(waiting) == 2:
            break
        page.wait_for_timeout(100)
    waiting[1].continue_()
    expect(page.locator(".kept .hit")).to_have_count(2)
    waiting[0].continue_()
    page.wait_for_timeout(400)
    expect(page.locator(".kept .hit")).to_have_count(2)


def test_nothing_can_be_kept_where_the_browser_refuses_to(tab):
    page = tab("about:blank")
    page.add_init_script(REFUSED)
    for path in ("/en/search/", "/en/cases/full/", "/en/list/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("button", name="Keep")).to_have_count(0)
    assert page.faults == []


def test_reader_is_told_when_there_is_no_room_for_a_work(tab):
    page = tab("about:blank")
    page.add_init_script(NO_ROOM)
    page.goto("/en/cases/full/")
    button = page.get_by_role("button", name="Keep").first
    button.click()
    expect(page.get_by_role("status")).to_have_text("This browser could not keep it.")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.faults == []


def test_full_list_takes_no_more_and_lets_nothing_go(tab):
    codes = [f"XX-{number:04}" for number in range(100)]
    page = tab("/en/cases/full/")
    page.evaluate("rows => localStorage.setItem('hub.kept', rows)", kept(*codes))
    page.reload()
    button = page.get_by_role("button", name="Keep").first
    button.click()
    said = page.get_by_role("status")
    expect(said).to_have_text(
        "Not kept: the reading list is full, it holds 100 works. Take some out, or keep the list"
        " with an account."
    )
    assert said.bounding_box()["height"] > 20
    expect(button).to_have_attribute("aria-pressed", "false")
    rows = page.evaluate("JSON.parse(localStorage.getItem('hub.kept')).map(row => row.code)")
    assert rows == codes
    page.get_by_role("heading", level=1).click()
    assert said.bounding_box()["height"] < 2
    page.evaluate("rows => localStorage.setItem('hub.kept', rows)", kept(*codes[1:]))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.faults == []


def test_button_of_an_event_in_a_list_says_which_it_keeps(tab):
    page = tab("/en/events/")
    row = page.locator(".event-row").filter(has_text="Forum on queues")
    expect(row.get_by_role("button", name="Keep")).to_have_accessible_description("Forum on queues")


@pytest.mark.parametrize(
    ("path", "title"),
    [("/en/reviews/", "Review of queues"), ("/en/memoranda/", "Memorandum on queues")],
)
def test_works_in_every_list_can_be_kept(tab, path, title):
    page = tab(path)
    button = page.get_by_role("button", name="Keep").first
    expect(button).to_be_visible()
    plain = tab(path, java_script_enabled=False)
    places = [one.get_by_role("link", name=title).bounding_box() for one in (page, plain)]
    assert places[0] == places[1]  # it takes no room from what is there
    expect(button).to_have_accessible_description(title)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto("/en/list/")
    expect(page.locator(".kept .hit").get_by_role("link")).to_have_text(title)
    assert page.faults == []


def test_viewed_works_are_those_of_now_when_the_browser_kept_the_page(tab):
    page = tab("/en/cases/full/")
    page.goto("/en/")
    recent = page.get_by_role("region", name="Recently viewed").get_by_role("link")
    expect(recent).to_have_text(["Digital queue in Almaty"])
    other = page.context.new_page()
    other.goto("/en/cases/failed/")
    expect(other.get_by_role("button", name="Keep").first).to_be_visible()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(recent).to_have_text(["Queue that failed", "Digital queue in Almaty"])
