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
    page.get_by_role("button", name="Send to the secretariat").click()
    page.wait_for_url("**/en/desk/kz/")
    expect(page.get_by_text("With the secretariat").first).to_be_visible()
    assert violations(page, AXE) == []

    desk = sign_in(tab, "secretary", "/admin/")
    review(desk, "Request changes", "Which year exactly?")
    page.reload()
    page.get_by_role("link", name="Births registered in the ward").first.click()
    expect(page.get_by_text("Which year exactly?")).to_be_visible()
    page.get_by_label("Your message").fill("2020, sorry.")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_text("2020, sorry.")).to_be_visible()
    page.get_by_label("Started in").fill("2020")
    page.get_by_role("button", name="Send to the secretariat").click()
    page.wait_for_url("**/en/desk/kz/")

    review(desk, "Approve and Publish")
    page.reload()
    page.get_by_role("region", name="Case studies").get_by_role(
        "link", name="Births registered in the ward"
    ).click()
    page.wait_for_url("**/en/cases/births-registered-in-the-ward/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Births registered")


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
    page.get_by_role("button", name="Send to the secretariat").click()
    page.wait_for_url("**/en/desk/kz/")
    desk = sign_in(tab, "secretary", "/admin/")
    review(desk, "Approve and Publish", title=title)
    page.reload()
    page.get_by_role("region", name="Events").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_role("main")).to_contain_text("09:00")
    expect(page.get_by_role("main")).to_contain_text("Kazakhstan")
    assert page.faults == []


def test_case_is_proposed_without_javascript_by_keyboard(tab, people):
    page = sign_in(tab, "focal", "/en/desk/kz/", java_script_enabled=False)
    page.get_by_role("link", name="Propose a case").press("Enter")
    page.get_by_label("Title").press_sequentially("Written without scripts")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(page.get_by_label("Title")).to_have_value("Written without scripts")
    page.get_by_role("button", name="Send to the secretariat").press("Enter")
    expect(page.get_by_text("It is saved, but not sent yet")).to_be_visible()
    page.get_by_role("alert").get_by_role("link", name="Say how it came out.").press("Enter")
    expect(page.get_by_label("How it came out")).to_be_focused()
