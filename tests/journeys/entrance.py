"""The entrance of a forum with eight guests, and what a helper does there."""

from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from events.models import Event, EventHelper, Registration, RegistrationLog
from hub.models import OutgoingMail
from tests.factories import registering

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
NAMES = (
    "Әйгерім Қожахмет",
    "Bek Second",
    "Сауле Third",
    "Nino Fourth",
    "Olga Fifth",
    "Pavel Sixth",
    "Rustam Seventh",
    "Sofia Eighth",
)
HELPER = "helper@example.org"


def opened() -> Iterator[tuple[Event, list[Registration], str]]:
    """The event, its guests, and the helper's session; taken away after that."""
    page = registering.event(in_days=1, title="Forum of the entrance")
    helper = registering.owner(HELPER)
    EventHelper.objects.create(event=page, email=helper.email)
    guests = [registering.register(page, f"{n}@example.org") for n in range(len(NAMES))]
    for guest, name in zip(guests, NAMES, strict=True):
        Registration.objects.filter(pk=guest.pk).update(name=name)
    yield page, guests, session_of(helper)
    RegistrationLog.objects.all().delete()
    Registration.objects.all().delete()
    OutgoingMail.objects.all().delete()
    type(helper).objects.all().delete()


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def sign_in(page: Page, session: str, base: str) -> None:
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base}
    page.context.add_cookies([cookie])


def word(page: Page) -> str:
    page.wait_for_selector("[data-result]:not([hidden])")
    return page.inner_text("[data-word]")


def type_code(page: Page, code: str) -> None:
    page.fill("#entry", code)
    page.keyboard.press("Enter")
