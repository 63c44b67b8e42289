"""Reading: cases side by side, what one keeps, the way back to the results, a list for others."""

import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from hub.accounts.services import confirm_address

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.drawn]
PASSWORD = "a long enough secret of a reader"


def sign_in(page, address: str) -> None:
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()


def scrolled(page, to: int) -> bool:
    """Whether the page stands there, soon."""
    for _moment in range(300):
        if page.evaluate("Math.round(scrollY)") == to:
            return True
        page.wait_for_timeout(100)
    return False


@pytest.fixture(scope="class")
def reader(base, django_db_blocker):
    with django_db_blocker.unblock():
        user = get_user_model().objects.create_user("reader", "reader@example.org", PASSWORD)
        confirm_address(user=user)
    yield user
    with django_db_blocker.unblock():
        user.delete()


def test_cases_are_compared_without_javascript(tab):
    page = tab("/en/cases/?q=counter", java_script_enabled=False)
    boxes = page.get_by_role("checkbox", name="Compare")
    for number in range(2):
        boxes.nth(number).check()
    page.get_by_role("button", name="Compare chosen").click()
    expect(page).to_have_url(re.compile(r"/en/compare/\?id=CS-\d+&id=CS-\d+$"))
    table = page.get_by_role("table", name="Cases side by side")
    expect(table.get_by_role("columnheader")).to_have_count(2)
    expect(
        table.get_by_role("row", name=re.compile("^Outcome Succeeded Succeeded"))
    ).to_be_visible()
    assert page.faults == []


def test_comparison_on_a_phone_has_one_case_under_another_and_remains_a_table(tab):
    page = tab("/en/cases/", java_script_enabled=False, viewport={"width": 320, "height": 640})
    boxes = page.get_by_role("checkbox", name="Compare")
    for number in range(3):
        boxes.nth(number).check()
    page.get_by_role("button", name="Compare chosen").click()
    table = page.get_by_role("table", name="Cases side by side")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    row = table.get_by_role("row", name=re.compile("^Outcome "))
    places = [cell.bounding_box() for cell in row.get_by_role("cell").all()]
    assert {(place["x"], place["width"]) for place in places} == {(17, 286)}
    assert places[0]["y"] < places[1]["y"] < places[2]["y"]
    assert places[2]["y"] - places[0]["y"] < 80
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_kept_works_are_listed_and_compared(tab):
    page = tab("/en/cases/full/")
    button = page.get_by_role("button", name="Keep").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_have_text(
        "Kept in the reading list: Digital queue in Almaty"
    )
    page.goto("/en/cases/?outcome=failed")
    page.get_by_role("button", name="Keep").first.press("Enter")
    page.goto("/en/reviews/queues/")
    page.get_by_role("button", name="Keep").first.click()
    shelf = page.get_by_role("link", name="Reading list")
    expect(shelf).to_have_text("Reading list 3")
    shelf.click()
    titles = page.locator(".kept .hit-title")
    expect(titles).to_have_text(
        ["Review of queues", "Queue that failed", "Digital queue in Almaty"]
    )
    for box in page.get_by_role("checkbox", name="Compare").all():
        box.check()
    page.get_by_role("button", name="Compare chosen").click()
    expect(page.get_by_role("table", name="Cases side by side")).to_contain_text(
        "Queue that failed"
    )
    assert page.faults == []


def test_work_is_taken_out_and_the_list_is_emptied(tab):
    page = tab("/en/search/?q=queue")
    for number in range(3):
        page.get_by_role("button", name="Keep").nth(number).click()
    page.goto("/en/list/")
    rows = page.locator(".kept .hit")
    expect(rows).to_have_count(3)
    file = page.get_by_role("link", name="RIS").get_attribute("href")
    assert page.request.get(file).text().count("TY  - ") == 3
    page.get_by_role("button", name="Remove").first.click()
    expect(rows).to_have_count(2)
    expect(page.get_by_role("button", name="Remove").first).to_be_focused()
    page.get_by_role("button", name="Empty the list").click()
    expect(rows).to_have_count(0)
    expect(page.get_by_text("Nothing is kept yet.")).to_be_visible()
    expect(page.get_by_role("link", name="Reading list")).to_have_text("Reading list")
    assert page.faults == []


def test_reading_list_says_without_javascript_what_it_needs(tab):
    page = tab("/en/list/", java_script_enabled=False)
    expect(page.get_by_text("The reading list needs JavaScript.")).to_be_visible()


def test_way_back_leads_to_the_same_place_in_the_results(tab):
    page = tab("/en/search/", viewport={"width": 1000, "height": 600})
    page.locator("#f-country-ge").check()
    expect(page.locator("#count")).to_contain_text("20 results")
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_timeout(400)  # the place is written down when the scrolling has ended
    page.get_by_role("link", name="Counter number 11", exact=True).evaluate("link => link.click()")
    steps = page.get_by_role("navigation", name="Results")
    steps.get_by_role("link", name="Next result").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Counter number 11")
    steps.get_by_role("link", name="Previous result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Counter number 11")
    back = steps.get_by_role("link", name="Back to the results")
    assert back.get_attribute("href") == "/en/search/?country=ge"
    for _step in range(3):
        page.go_back()
    expect(page).to_have_url(re.compile(r"/en/search/\?country=ge$"))
    expect(page.locator("#f-country-ge")).to_be_checked()
    assert scrolled(page, 900)
    assert page.faults == []


def test_place_is_kept_between_two_choices_of_facets(tab):
    page = tab("/en/search/", viewport={"width": 1000, "height": 600})
    theme = page.locator("[data-facet=theme]")
    page.evaluate("scrollTo(0, 700)")
    page.wait_for_timeout(400)
    page.locator("#f-country-ge").evaluate("box => box.click()")
    expect(page).to_have_url(re.compile(r"country=ge$"))
    theme.evaluate("group => { group.open = false }")
    page.evaluate("scrollTo(0, 100)")
    page.wait_for_timeout(400)
    page.go_back()
    expect(page.locator("#f-country-ge")).not_to_be_checked()
    assert scrolled(page, 700)
    expect(theme).to_have_attribute("open", "")
    page.go_forward()
    expect(page.locator("#f-country-ge")).to_be_checked()
    assert scrolled(page, 100)
    expect(theme).not_to_have_attribute("open", "")


def test_no_way_back_is_shown_to_whoever_comes_from_elsewhere(tab):
    page = tab("/en/search/")
    page.goto("/en/cases/full/")
    expect(page.get_by_role("navigation", name="Results")).to_be_hidden()


def test_recently_viewed_works_stand_on_the_front_page_until_forgotten(tab):
    page = tab("/en/cases/full/")
    page.goto("/en/memoranda/queues/")
    page.goto("/en/")
    recent = page.get_by_role("region", name="Recently viewed")
    expect(recent.get_by_role("link")).to_have_text(
        ["Memorandum on queues", "Digital queue in Almaty"]
    )
    recent.get_by_role("button", name="Clear the list").click()
    expect(recent).to_be_hidden()
    expect(page.locator("main")).to_be_focused()
    page.reload()
    expect(recent).to_be_hidden()
    assert page.faults == []


def test_recently_viewed_works_are_in_the_readers_language_or_marked_and_asked_for_once(tab):
    page = tab("/en/cases/full/")
    page.goto("/kk/cases/kezek/")
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/api/" in one.url else None)
    page.goto("/ru/")
    recent = page.get_by_role("region", name="Недавно просмотренное")
    expect(recent.get_by_role("listitem")).to_have_count(2)
    links = recent.get_by_role("link")
    expect(links).to_have_text(["Цифрлық кезек", "Цифровая очередь в Алматы"])
    assert [link.get_attribute("lang") for link in links.all()] == ["kk", None]
    expect(recent.locator(".foreign")).to_have_text(["Язык оригинала: Қазақша"])
    page.reload()
    expect(recent.get_by_role("listitem")).to_have_count(2)
    assert len(asked) == 1
    assert page.faults == []


def test_nothing_that_was_viewed_is_stored_under_global_privacy_control(tab):
    page = tab("/en/")
    page.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    page.goto("/en/cases/full/")
    expect(page.get_by_role("button", name="Keep").first).to_be_visible()
    assert page.evaluate("localStorage.getItem('hub.recent')") is None
    page.goto("/en/")
    expect(page.locator("[data-recent]")).to_be_hidden()


def test_list_of_an_account_is_shared_and_read_by_somebody_without_one(tab, reader):
    page = tab("/en/search/?q=queue")
    page.get_by_role("button", name="Keep").nth(0).click()
    page.get_by_role("button", name="Keep").nth(1).click()
    page.goto("/en/account/lists/")
    sign_in(page, reader.email)
    page.get_by_role("button", name="Copy it here").click()
    expect(page.locator(".list-row")).to_have_count(2)
    second = page.locator(".list-title a").nth(1).inner_text()
    page.get_by_role("button", name=re.compile("^Up"), disabled=False).click()
    expect(page.locator(".list-title a").first).to_have_text(second)
    page.get_by_role("button", name="Share by an address").click()
    address = page.locator("#list-sharing ~ p a").get_attribute("href")
    path = re.sub(r"^https?://[^/]+", "", address)
    other = tab(path)
    expect(other.get_by_role("heading", level=1)).to_have_text("Reading list")
    expect(other.locator(".hit-title").first).to_have_text(second)
    page.get_by_role("button", name="Stop sharing").click()
    assert other.reload().status == 404
    page.goto("/en/account/lists/")
    expect(page.locator("[data-takeover]")).to_be_hidden()


def test_address_and_citation_are_copied_and_the_page_is_sent_and_printed(tab):
    page = tab("/en/", permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script(
        "navigator.share = one => { window.sent = one.url; return Promise.resolve() };"
        "window.print = () => { window.printed = true }"
    )
    page.goto("/en/cases/full/")
    permanent = page.locator(".permanent a").get_attribute("href")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == permanent
    page.get_by_text("Cite", exact=True).click()
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(2)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("[window.sent, window.printed]") == [permanent, True]
    assert page.faults == []


def test_chapter_that_is_read_is_marked_in_the_contents(tab):
    page = tab("/en/cases/full/", viewport={"width": 1200, "height": 700})
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="Lessons").click()
    expect(contents.locator("[aria-current]")).to_have_text("Lessons")
    expect(contents).to_be_in_viewport()
    assert page.faults == []
