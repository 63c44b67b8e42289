"""Registering, waiting, cancelling and sending a delegation, in a browser."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail as sent
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import expect

from events.models import Delegation, Question, Registration, RegistrationLog
from hub.mail.worker import once
from hub.models import FocalPoint, OutgoingMail
from tests.factories import registering as given
from tests.journeys.looking import AXE, AXE_COLOURS, violations

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PHONE = {"viewport": {"width": 360, "height": 740}}
PLAIN = {"java_script_enabled": False}


@pytest.fixture(scope="class")
def event(base, django_db_blocker):
    """One place; a question that hangs on another."""
    cache.clear()
    with django_db_blocker.unblock():
        page = given.event(1, title="Forum of one place", summary="Who meets.")
        visa = {"kind": "yes_no", "label_en": "Visa?", "required": True}
        Question.objects.create(event=page, code="visa", **visa)
        passport = {"kind": "text", "label_en": "Passport", "required": True}
        hangs = {"shown_if_code": "visa", "shown_if_answer": "yes"}
        Question.objects.create(event=page, code="passport", **passport, **hangs)
    yield page
    with django_db_blocker.unblock():
        remove()
        page.delete()


def remove():
    """Whatever people did, and they themselves."""
    Registration.objects.update(delegation=None)
    done = (Delegation, RegistrationLog, Registration, OutgoingMail)
    for model in (*done, FocalPoint, EmailAddress, given.get_user_model()):
        model.objects.all().delete()


@pytest.fixture
def letters():
    """What the worker sends to an address: the last letter, and the link in it."""

    def read(address):
        once()
        text = [m.body for m in sent.outbox if m.to == [address]][-1]
        return text, re.search(r"http://[^/]+(/\w\w/registrations/[^/]+/)", text).group(1)

    return read


def register(tab, event, name, **options):
    page = tab(f"/en/events/{event.code}/register/", **options)
    page.get_by_label("Name", exact=False).first.fill(name)
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    page.get_by_label("Country").select_option("kz")
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_label("I agree").check()
    page.locator("form.form button[type=submit]").click()
    return page


@pytest.mark.parametrize("options", [{}, PHONE, PLAIN], ids=["desktop", "phone", "no script"])
def test_whoever_waits_has_the_place_that_is_given_up(tab, event, letters, options):
    first = register(tab, event, "anna", **options)
    expect(first.get_by_role("heading", name="Check your mail")).to_be_visible()
    _text, link = letters("anna@example.org")
    first.goto(link)
    first.get_by_role("button", name="Confirm the address").click()
    expect(first.get_by_text("You have a place.")).to_be_visible()
    expect(first.get_by_role("img", name="Ticket as a QR code")).to_be_visible()

    second = tab(event.url, **options)
    second.get_by_role("link", name="Join the waiting list").click()
    expect(second.get_by_role("heading", name="Join the waiting list")).to_be_visible()
    second = register(tab, event, "boris", **options)
    _text, own = letters("boris@example.org")
    second.goto(own)
    expect(second.get_by_text("You are number 1 on the waiting list.")).to_be_visible()
    second.get_by_role("button", name="Confirm the address").click()

    first.get_by_role("link", name="Cancel the registration").click()
    first.get_by_role("button", name="Yes, cancel").click()
    expect(first.get_by_text("This registration is cancelled.")).to_be_visible()
    once()
    assert [m.to for m in sent.outbox[-2:]] == [["anna@example.org"], ["boris@example.org"]]
    _text, own = letters("boris@example.org")
    second.goto(own)
    expect(second.get_by_text("You have a place.")).to_be_visible()
    assert first.faults + second.faults == []


def test_registering_by_keyboard_alone(tab, event):
    page = tab(f"/en/events/{event.code}/register/")
    page.locator("#id_name").focus()
    for typed in ("Anna", "anna@example.org", "", "Kaz", "", "", "", "", "", ""):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first of yes and no
    passport = page.get_by_label("Passport")
    expect(passport).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(passport).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
    assert Registration.objects.get().country.slug == "kz"


def test_what_is_wrong_is_where_the_eye_and_the_focus_are(tab, event):
    page = tab(f"/en/events/{event.code}/register/")
    page.locator("form.form button[type=submit]").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").filter(has_text="Visa?").click()
    expect(page.get_by_role("radio", name="Yes")).to_be_focused()


@pytest.fixture(scope="class")
def focal_point(event, django_db_blocker):
    client = Client()
    with django_db_blocker.unblock():
        client.force_login(given.focal_point("kz"))
    return [{"name": "sessionid", "value": client.cookies["sessionid"].value}]


@pytest.mark.parametrize("options", [{}, PHONE, PLAIN], ids=["desktop", "phone", "no script"])
def test_delegation_is_sent_and_somebody_replaced(tab, base, event, focal_point, options):
    page = tab("/en/", **options)
    page.context.add_cookies([{**cookie, "url": base} for cookie in focal_point])
    page.goto("/en/desk/kz/")
    page.get_by_role("link", name="Forum of one place").first.click()
    page.get_by_label("Name").fill("Anna")
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.get_by_role("button", name="Another person").click()
    page.get_by_label("Name").nth(1).fill("Boris")
    page.get_by_label("E-mail address").nth(1).fill("boris@example.org")
    page.get_by_label("Sent as").nth(1).select_option("substitute")
    page.get_by_role("button", name="Nominate", exact=True).click()
    expect(page.get_by_text("Sent. Each person gets a letter.")).to_be_visible()
    page.get_by_role("link", name="Replace Anna").click()
    page.get_by_label("Boris").check()
    page.get_by_role("button", name="Replace").click()
    expect(page.get_by_text("Done. Both get a letter.")).to_be_visible()
    assert given.statuses(event) == {
        "boris@example.org": "confirmed",
        "anna@example.org": "cancelled",
    }
    assert page.faults == []


def reach(page, target):
    """With the key that goes from one thing to the next, until the target has the focus."""
    for _press in range(90):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached")


def type_into(page, label, text, number=0):
    reach(page, page.get_by_label(label).nth(number))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page, role, name):
    reach(page, page.get_by_role(role, name=name, exact=True).first)
    page.keyboard.press("Enter")


def register_by_keyboard(page, name):
    type_into(page, "Name", name)
    type_into(page, "E-mail address", f"{name}@example.org")
    reach(page, page.get_by_label("Country"))
    page.keyboard.type("Kaz")
    reach(page, page.get_by_role("radio", name="Yes", exact=True))
    page.keyboard.press("ArrowDown")
    reach(page, page.get_by_label("I agree"))
    page.keyboard.press("Space")
    reach(page, page.locator("form.form button[type=submit]"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()


def test_waiting_changing_cancelling_and_moving_up_by_keyboard_alone(tab, event, letters):
    first, second = (tab(f"/en/events/{event.code}/register/") for _person in range(2))
    for page, name in ((first, "anna"), (second, "boris")):
        register_by_keyboard(page, name)
        page.goto(letters(f"{name}@example.org")[1])
        press(page, "button", "Confirm the address")
    expect(first.get_by_text("You have a place.")).to_be_visible()
    expect(second.get_by_text("You are number 1 on the waiting list.")).to_be_visible()
    press(first, "link", "Change details")
    type_into(first, "Organisation", "Agency")
    press(first, "button", "Save")
    expect(first.get_by_text("Agency")).to_be_visible()
    press(first, "link", "Cancel the registration")
    press(first, "button", "Yes, cancel")
    expect(first.get_by_text("This registration is cancelled.")).to_be_visible()
    second.goto(letters("boris@example.org")[1])
    expect(second.get_by_text("You have a place.")).to_be_visible()
    press(second, "button", "Send me my ticket again")
    expect(second.get_by_text("The ticket is on its way.")).to_be_visible()
    assert first.faults + second.faults == []


def test_delegation_by_keyboard_alone_and_the_delegate_completes_it(
    tab, base, event, focal_point, letters
):
    page = tab("/en/")
    page.context.add_cookies([{**cookie, "url": base} for cookie in focal_point])
    page.goto("/en/desk/kz/")
    press(page, "link", "Forum of one place")
    type_into(page, "Name", "Anna")
    type_into(page, "E-mail address", "anna@example.org")
    press(page, "button", "Another person")
    type_into(page, "Name", "Boris", 1)
    type_into(page, "E-mail address", "boris@example.org", 1)
    reach(page, page.get_by_label("Sent as").nth(1))
    page.keyboard.type("Sub")
    press(page, "button", "Nominate")
    expect(page.get_by_text("answers missing")).to_be_visible()
    press(page, "link", "Replace Anna")
    reach(page, page.get_by_role("radio", name="Boris"))
    page.keyboard.press("Space")
    press(page, "button", "Replace")
    expect(page.get_by_text("Done. Both get a letter.")).to_be_visible()
    boris = tab(letters("boris@example.org")[1])
    press(boris, "link", "Complete the registration")
    reach(boris, boris.get_by_role("radio", name="Yes", exact=True))
    boris.keyboard.press("ArrowDown")
    reach(boris, boris.get_by_label("I agree"))
    boris.keyboard.press("Space")
    press(boris, "button", "Save")
    expect(boris.get_by_text("You have a place.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("answers missing")).to_have_count(0)
    assert given.statuses(event) == {
        "boris@example.org": "confirmed",
        "anna@example.org": "cancelled",
    }
    assert page.faults + boris.faults == []


def faults(page):
    """By axe in light and in dark; and it fits 320 px."""
    found = violations(page, AXE)
    page.emulate_media(color_scheme="dark")
    found += violations(page, AXE_COLOURS)
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{width} px wide"] if width > 320 else [])


@pytest.fixture(scope="class")
def anna(event, django_db_blocker):
    """Sent by her country, with a substitute."""
    with django_db_blocker.unblock():
        given.register_delegation(event, "kz", "anna", substitutes="boris")
        return Registration.objects.get(name="anna")


@pytest.mark.drawn
def test_pages_have_no_fault(tab, base, event, focal_point, anna):
    desk = f"/en/desk/kz/events/{event.code}/delegation/"
    found = {}
    for path in (
        event.url,
        f"/en/events/{event.code}/register/",
        f"/kk/events/{event.code}/register/",
        f"/en/registrations/{anna.token}/",
        f"/en/registrations/{anna.token}/change/",
        f"/en/registrations/{anna.token}/cancel/",
        "/en/registrations/x/",
        desk,
        f"{desk}{anna.public_id}/replace/",
        f"{desk}{anna.public_id}/withdraw/",
    ):
        page = tab("/en/about/", color_scheme="light")
        page.context.add_cookies([{**cookie, "url": base} for cookie in focal_point])
        page.goto(path)
        found[path] = faults(page)
    page = tab(f"/en/events/{event.code}/register/", color_scheme="light")
    page.locator("form.form button[type=submit]").click()
    found["errors"] = faults(page)
    found["registered"] = faults(register(tab, event, "dina"))
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
