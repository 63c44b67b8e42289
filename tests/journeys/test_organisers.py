"""An organiser in the admin: deciding on several people, and writing to them; without JavaScript
too, and with no fault by axe."""

import pytest
from django.conf import settings
from django.test import Client

from events.models import GroupMessage, Registration, RegistrationLog
from hub.models import OutgoingMail
from tests import factories
from tests.factories import organising, registering
from tests.journeys.looking import AXE, violations

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.drawn]


@pytest.fixture(scope="class")
def forum(base, django_db_blocker):
    """Three people who wait for a decision, and the cookie of an organiser."""
    with django_db_blocker.unblock():
        page = registering.event(2, title="Forum of organisers", approval=True)
        for name in "abc":
            registering.register(page, f"{name}@example.org")
        user = registering.user("organiser@example.org")
        user.groups.add(factories.group("Secretariat"))
        client = Client()
        client.force_login(user)
    yield page, client.cookies[settings.SESSION_COOKIE_NAME].value
    with django_db_blocker.unblock():
        for model in (GroupMessage, RegistrationLog, Registration, OutgoingMail, type(user)):
            model.objects.all().delete()


@pytest.fixture
def desk(tab, forum, base):
    def open_(name: str, *more, **options):
        page, cookie = forum
        found = tab("/en/search/", **options)
        name_of_cookie = settings.SESSION_COOKIE_NAME
        found.context.add_cookies([{"name": name_of_cookie, "value": cookie, "url": base}])
        found.goto(organising.address(name, page, *more))
        return found

    return open_


@pytest.mark.parametrize("scripts", [True, False])
def test_several_are_approved_and_written_to(desk, forum, scripts):
    tab = desk("event_registrations", java_script_enabled=scripts)
    if scripts:
        tab.check("[data-w-bulk-target=all]")
    else:
        for box in tab.query_selector_all("input[name=people]"):
            box.check()
    tab.click("button[formaction$='/many/approve/']")
    assert tab.inner_text(".reg h2") == "Approve: 3 people"
    tab.click(".reg-form button")
    assert "Approved: 3" in tab.inner_text(".messages")
    assert tab.inner_text(".reg-numbers [href*=confirmed] b") == "2"
    tab.goto(organising.address("event_message", forum[0]) + "?status=confirmed")
    tab.fill("[name=subject_en]", "Bus")
    tab.fill("[name=text_en]", "At nine.")
    tab.click("button[value=look]")
    tab.click("button[value=send]")
    assert "The message is on its way. Receivers: 2." in tab.inner_text(".messages")
    assert set(registering.statuses(forum[0]).values()) == {"confirmed", "waiting"}


def test_pages_of_organisers_have_no_fault_by_axe(desk, forum):
    page, _cookie = forum
    person = Registration.objects.get(email="a@example.org").public_id
    tab = desk("event_registrations")
    found = {}
    for name, more in [
        ("event_registrations", []),
        ("event_person", [person]),
        ("event_correct", [person]),
        ("event_act", [person, "decline"]),
        ("event_message", []),
        ("event_messages", []),
        ("event_copy", []),
        ("event_series", []),
    ]:
        tab.goto(organising.address(name, page, *more))
        tab.wait_for_load_state("networkidle")
        found[name] = violations(tab, AXE)
    assert {name: faults for name, faults in found.items() if faults} == {}
