"""At the entrance with a phone: code, name, no connection, a ticket shown twice, no JavaScript."""

import pytest

from events.tickets import ticket_address, ticket_code, ticket_token
from tests.journeys.entrance import NAMES, type_code, word
from tests.journeys.looking import AXE, violations

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _lose_what_is_sent(route) -> None:
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def test_guest_is_let_in_once_and_the_second_time_it_is_said(entrance, forum):
    _page, guests, _cookie = forum
    page = entrance()
    type_code(page, ticket_address(guests[0]))
    page.wait_for_selector("[data-state=welcome]")
    assert (word(page), page.inner_text("[data-name]")) == ("Welcome", NAMES[0])
    type_code(page, ticket_code(guests[0]))
    page.wait_for_selector("[data-state=again]")
    assert word(page) == "Checked in already"
    assert "by helper@example.org" in page.inner_text("[data-when]")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.faults == []


def test_scan_without_a_connection_waits_and_is_sent_once_there_is_one(entrance, forum):
    _page, guests, _cookie = forum
    page = entrance()
    page.context.set_offline(True)
    type_code(page, ticket_code(guests[1]))
    page.wait_for_selector("[data-state=waiting]")
    assert word(page) == "No connection: waiting to be sent"
    assert page.locator("[data-queue] li").count() == 1
    assert "1@example.org" not in page.evaluate("JSON.stringify(localStorage)")
    page.context.set_offline(False)
    page.wait_for_selector("[data-state=welcome]")
    assert page.inner_text("[data-name]") == NAMES[1]
    assert page.locator("[data-queue]").is_hidden()
    assert "entry" not in page.evaluate("JSON.stringify(localStorage)")


def test_scan_that_waited_is_sent_after_the_page_is_opened_again(entrance, forum):
    _page, guests, _cookie = forum
    page = entrance()
    page.route("**/check-in/", _lose_what_is_sent)
    type_code(page, ticket_code(guests[2]))
    page.wait_for_selector("[data-state=waiting]")
    page.unroute("**/check-in/")
    page.reload()
    page.wait_for_selector("[data-state=welcome]")
    assert page.inner_text("[data-name]") == NAMES[2]


def test_ticket_at_which_the_server_fails_is_set_aside_and_the_next_goes_on(entrance, forum):
    _page, guests, _cookie = forum
    page = entrance()
    bad = ticket_code(guests[0])

    def fail_for_one(route):
        body = route.request.post_data or ""
        route.fulfill(status=500, body="") if bad in body else route.continue_()

    page.route("**/check-in/", fail_for_one)
    type_code(page, bad)
    type_code(page, ticket_code(guests[2]))
    page.wait_for_selector("[data-log] li")
    assert NAMES[2] in page.inner_text("[data-log]")
    page.wait_for_selector("[data-retry]:visible")
    assert "Could not be sent" in page.inner_text("[data-queue]")
    page.unroute("**/check-in/")
    page.click("[data-retry]")
    page.wait_for_selector("[data-queue]", state="hidden")
    page.faults.clear()  # the answers of 500 are in the console


def test_scan_waits_while_a_proxy_says_that_the_site_is_away(entrance, forum):
    _page, guests, _session = forum
    page = entrance()
    page.route("**/check-in/", lambda route: route.fulfill(status=502, body=""))
    type_code(page, ticket_code(guests[4]))
    page.wait_for_selector("[data-state=waiting]")
    assert page.locator("[data-offline]").is_visible()
    page.wait_for_timeout(11_000)  # more than three tries
    assert page.locator("[data-retry]").is_hidden()
    page.unroute("**/check-in/")
    page.wait_for_selector("[data-state=welcome]")
    assert page.locator("[data-offline]").is_hidden()


def test_two_windows_of_one_entrance_keep_what_the_other_has_taken_down(entrance, forum):
    _page, guests, _session = forum
    page = entrance()
    other = page.context.new_page()
    other.goto(page.url)
    page.context.set_offline(True)
    for window, guest in ((page, guests[5]), (other, guests[6])):
        type_code(window, ticket_code(guest))
        window.wait_for_selector("[data-state=waiting]")
    page.locator("[data-queue] li").nth(1).wait_for()
    other.close()
    page.context.set_offline(False)
    page.wait_for_selector("[data-queue]", state="hidden")
    shown = page.locator("[data-log] li").all_inner_texts()
    assert sorted(line.strip() for line in shown) == [
        f"Welcome: {NAMES[5]}",
        f"Welcome: {NAMES[6]}",
    ]


def test_guest_is_found_by_name_without_javascript(entrance, forum):
    _page, guests, _cookie = forum
    page = entrance(java_script_enabled=False)
    page.fill("#q", "nino")
    page.get_by_role("button", name="Find").press("Enter")
    page.get_by_role("button", name=f"Check in {NAMES[3]}").press("Enter")
    assert page.inner_text("[data-word]") == "Welcome"
    assert page.inner_text("[data-name]") == NAMES[3]
    assert page.faults == []


def test_ticket_is_whole_on_a_small_phone(tab, forum):
    _page, guests, _cookie = forum
    page = tab(f"/en/tickets/{ticket_token(guests[0])}/", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    box = page.locator(".ticket-code svg").bounding_box()
    assert 200 < box["width"] <= 320
    assert page.inner_text(".ticket-name") == NAMES[0]
    assert page.faults == []


@pytest.mark.drawn
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_day_have_no_fault(entrance, tab, forum, scheme):
    forum_page, guests, _cookie = forum
    page = entrance(color_scheme=scheme)
    type_code(page, "FFFF-FFFF")
    page.wait_for_selector("[data-state=unknown]")
    assert violations(page, AXE) == []
    page.goto(f"/en/events/{forum_page.code}/check-in/?q=e")
    assert violations(page, AXE) == []
    for path in (f"/kk/tickets/{ticket_token(guests[1])}/", "/ru/certificates/EV-0001-X/"):
        found = tab(path, color_scheme=scheme)
        assert violations(found, AXE) == []
        assert found.faults == []
