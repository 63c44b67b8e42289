"""A country proposes a case: written on a telephone, returned, answered, published."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from hub.accounts.services import confirm_address
from hub.models import Country, FocalPoint, Proposal
from tests import factories
from tests.journeys.looking import AXE, violations

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PASSWORD = "a-long-enough-secret"
TITLE = "Births registered in the ward"
PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(scope="module")
def people(base, django_db_blocker) -> Iterator[None]:
    """A focal point of Kazakhstan and a member of the secretariat, in committed rows."""
    with django_db_blocker.unblock():
        users = get_user_model().objects
        focal = users.create_user("focal", "focal@example.org", PASSWORD, first_name="Aru")
        FocalPoint.objects.create(user=focal, country=Country.objects.get(slug="kz"))
        secretary = users.create_user("secretary", "secretary@example.org", PASSWORD)
        secretary.groups.add(factories.group("Secretariat"))
        for user in (focal, secretary):
            confirm_address(user=user)
    yield
    with django_db_blocker.unblock():
        Proposal.objects.all().delete()
        users.filter(username__in=("focal", "secretary")).delete()


def sign_in(tab, name: str, path: str, **options) -> Page:
    page = tab(f"/en/account/login/?next={path}", **options)
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{path}")
    return page


def write(page: Page, title: str) -> None:
    page.get_by_label("Title").fill(title)
    page.get_by_label("Summary").fill("Two visits are saved.")
    page.get_by_label("Theme").select_option("one-stop-shops")
    page.get_by_label("Who led it").fill("Ministry of Journeys")
    page.get_by_label("Started in").fill("2019")
    page.get_by_label("How it came out").select_option("succeeded")


def test_case_is_proposed_until_it_is_published(tab, people):
    page = sign_in(tab, "focal", "/en/desk/kz/", **PHONE)
    page.get_by_role("link", name="Propose a case").click()
    state = page.locator("[data-draft-state]")
    write(page, "Births registered in the ward")
    expect(state).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    expect(page).to_have_url(re.compile("/en/desk/kz/proposals/"))
    kazakh = page.locator('.languages a[hreflang="kk"]')
    expect(kazakh).to_have_attribute("href", re.compile("/kk/desk/kz/proposals/"))
    page.context.set_offline(True)
    page.get_by_label("What was wrong").fill("Three offices and a month of waiting.")
    expect(state).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(state).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_label("What was wrong")).to_have_value(
        "Three offices and a month of waiting."
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page, AXE) == []
    page.get_by_role("button", name="Send to the Secretariat").click()
    page.wait_for_url("**/en/desk/kz/")
    expect(page.get_by_text("With the Secretariat").first).to_be_visible()
    assert violations(page, AXE) == []

    desk = sign_in(tab, "secretary", "/admin/")
    review(desk, "Request changes", "Which year exactly?")
    page.reload()
    page.get_by_role("link", name="Births registered in the ward").first.click()
    expect(page.get_by_text("Which year exactly?")).to_be_visible()
    page.get_by_label("Your message").fill("2020, sorry.")
    press_twice(page, "Send the message")
    expect(page.get_by_text("2020, sorry.")).to_have_count(1)
    page.get_by_label("Started in").fill("2020")
    page.get_by_role("button", name="Send to the Secretariat").click()
    page.wait_for_url("**/en/desk/kz/")

    review(desk, "Approve and Publish")
    page.reload()
    page.get_by_role("region", name="Case studies").get_by_role(
        "link", name="Births registered in the ward"
    ).click()
    page.wait_for_url("**/en/cases/births-registered-in-the-ward/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Births registered")


def press_twice(page: Page, name: str) -> None:
    """The second time while the site has not answered the first."""
    held = []
    page.route("**/desk/kz/**", lambda route: held.append(route))
    button = page.get_by_role("button", name=name)
    button.evaluate("one => { one.click(); setTimeout(() => one.click(), 300); }")
    page.wait_for_timeout(1000)
    assert len(held) == 1
    held[0].continue_()
    page.unroute("**/desk/kz/**")


def review(desk: Page, decision: str, comment: str = "", title: str = TITLE) -> None:
    """What the secretariat does in Wagtail's editor with what waits for it."""
    desk.goto("/admin/")
    desk.get_by_role("link", name=title).first.click()
    desk.get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name=decision, exact=True).click()
    if comment:
        modal = desk.locator(".modal-body")
        modal.locator("textarea").fill(comment)
        modal.locator("[type=submit]").click()
    desk.wait_for_url("**/admin/**")
    expect(desk.locator(".messages")).to_contain_text(title)


def test_event_is_proposed_until_it_is_published(tab, people):
    title = "Study tour of service centres"
    page = sign_in(tab, "focal", "/en/desk/kz/", **PHONE)
    page.get_by_role("link", name="Propose an event").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Kind").select_option("study_tour")
    page.get_by_label("Starts").fill("2030-06-03T09:00")
    page.get_by_label("Ends").fill("2030-06-04T17:00")
    page.get_by_label("Time zone").select_option("Asia/Almaty")
    page.get_by_label("City").fill("Astana")
    page.get_by_label("Theme").select_option("one-stop-shops")
    page.get_by_label("Summary").fill("Heads of centres compare queues.")
    expect(page.locator("[data-draft-state]")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    assert violations(page, AXE) == []
    page.get_by_role("button", name="Send to the Secretariat").click()
    page.wait_for_url("**/en/desk/kz/")
    desk = sign_in(tab, "secretary", "/admin/")
    review(desk, "Approve and Publish", title=title)
    page.reload()
    page.get_by_role("region", name="Events").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_role("main")).to_contain_text("09:00")
    expect(page.get_by_role("main")).to_contain_text("Kazakhstan")
    assert page.faults == []


def begin(tab, title: str) -> Page:
    page = sign_in(tab, "focal", "/en/desk/kz/", **PHONE)
    page.get_by_role("link", name="Propose a case").click()
    write(page, title)
    return page


def test_saving_is_said_aloud_once_and_so_is_trouble(tab, people):
    page = begin(tab, "Saved many times")
    state = page.locator("[data-draft-state]")
    expect(state).to_contain_text("Saved")
    expect(state).to_have_attribute("aria-live", "polite")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("Title").fill("Saved again")
    expect(state).to_contain_text("Saved")
    expect(state).to_have_attribute("aria-live", "off")
    page.context.set_offline(True)
    page.get_by_label("Title").fill("Not saved")
    expect(state).to_contain_text("No connection")
    expect(state).to_have_attribute("aria-live", "polite")


def test_save_whose_answer_is_lost_is_not_another_version(tab, people):
    def lose(route) -> None:
        route.fetch()
        route.abort()

    page = begin(tab, "Saved, but who knows")
    page.route("**/cases/new/", lose, times=1)
    state = page.locator("[data-draft-state]")
    expect(state).to_contain_text("No connection")
    page.get_by_label("Title").fill("And written on")
    expect(state).to_contain_text("Saved")
    expect(page).to_have_url(re.compile("/en/desk/kz/proposals/"))
    page.get_by_role("button", name="Send to the Secretariat").click()
    page.wait_for_url("**/en/desk/kz/")
    expect(page.get_by_text("And written on").first).to_be_visible()


def test_sending_beside_a_save_waits_for_it_and_is_pressed_once(tab, people):
    posted, held = [], []
    page = begin(tab, "Sent in a hurry")
    page.route("**/cases/new/", lambda route: held.append(route), times=1)
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_label("Title").fill("Sent in a great hurry")
    page.on("request", lambda request: posted.append(request.method))
    page.get_by_label("Title").fill("Sent in the greatest hurry")
    page.get_by_role("button", name="Send to the Secretariat").dblclick()
    held[0].continue_()
    page.wait_for_url("**/en/desk/kz/")
    expect(page.get_by_text("Sent. The Secretariat reads it")).to_be_visible()
    expect(page.get_by_text("Sent in the greatest hurry").first).to_be_visible()
    assert posted.count("POST") == 1


def test_what_is_missing_has_the_focus_and_what_is_not_stored_is_not_left_unasked(tab, people):
    page = begin(tab, "")
    page.get_by_role("button", name="Send to the Secretariat").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(["Title: This field is required."])
    assert violations(page, AXE) == []
    page.get_by_label("Title").fill("A title after all")
    expect(page.locator("[data-draft-state]")).to_contain_text("Saved")

    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Send to the Secretariat").click()
    other.wait_for_url("**/en/desk/kz/")
    page.get_by_label("Title").fill("Another title")
    page.get_by_role("button", name="Send to the Secretariat").click()
    expect(
        page.get_by_text("The Secretariat has it now. Your changes are not stored")
    ).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Another title")
    assert violations(page, AXE) == []
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open what is stored in another window").click()
    opened.value.get_by_role("button", name="Take it back").click()
    expect(opened.value.get_by_label("Title")).to_have_value("A title after all")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Another title")


def test_case_is_proposed_without_javascript_by_keyboard(tab, people):
    page = sign_in(tab, "focal", "/en/desk/kz/", java_script_enabled=False)
    page.get_by_role("link", name="Propose a case").press("Enter")
    page.get_by_label("Title").press_sequentially("Written without scripts")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(page.get_by_label("Title")).to_have_value("Written without scripts")
    page.get_by_role("button", name="Send to the Secretariat").press("Enter")
    expect(page.get_by_text("It is saved, but not sent yet")).to_be_visible()
    page.get_by_role("alert").get_by_role("link", name="Say how it came out.").press("Enter")
    expect(page.get_by_label("How it came out")).to_be_focused()
