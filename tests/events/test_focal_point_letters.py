"""What a focal point hears and sees of the delegation."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import services
from events.models import Event, Registration
from events.tickets import ticket_token
from hub.accounts.language import remember_language
from hub.mail.message import build
from hub.models import FocalPoint, OutgoingMail
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
FOCAL = "focal-kz@example.org"


@pytest.fixture
def page():
    found = given.event(2, quotas={"kz": 2})
    given.register_delegation(found, "kz", "anna", "boris", "clara", "dina", substitutes="erik")
    return found


def of(name: str) -> Registration:
    return Registration.objects.select_related("event").get(email=f"{name}@example.org")


def told() -> list[tuple[str, str]]:
    rows = OutgoingMail.objects.filter(to=FOCAL).order_by("pk")
    return [(row.context["name"], row.context["action"]) for row in rows]


def desk(page: Event) -> str:
    client = Client()
    client.force_login(given.focal_point("kz"))
    return client.get(f"/en/desk/kz/events/{page.code}/delegation/").content.decode()


def test_focal_point_hears_who_is_declined_promoted_and_who_cancels(page):
    organiser = given.user("organiser@example.org")
    assert told() == []
    services.decline(registration=of("anna"), reason="No visa.", by=organiser)
    assert told() == [("anna", "declined"), ("clara", "place_given")]
    services.cancel(registration=of("boris"))
    assert told()[2:] == [("boris", "cancelled"), ("dina", "place_given")]
    message = build(OutgoingMail.objects.filter(to=FOCAL).order_by("pk").first())
    assert "No visa." in message.body
    assert f"/desk/kz/events/{page.code}/delegation/" in message.body
    assert of("anna").token not in message.body


def test_focal_point_hears_of_a_promotion_by_hand(page):
    Event.objects.filter(pk=page.pk).update(capacity=9)
    services.promote(registration=of("clara"), by=given.user("organiser@example.org"))
    assert told() == [("clara", "promoted")]


def test_what_the_focal_point_does_is_not_told(page):
    services.cancel(registration=of("anna"), by=given.focal_point("kz"))
    assert told() == [("clara", "place_given")]


def test_who_is_in_office_no_more_hears_nothing(page):
    FocalPoint.objects.update(to_date=timezone.localdate() - timezone.timedelta(days=1))
    services.cancel(registration=of("anna"))
    assert told() == []


@pytest.mark.parametrize(
    ("language", "words"), [("en", "has a place"), ("ru", "место"), ("kk", "орын")]
)
def test_letter_is_in_the_language_of_the_focal_point(page, language, words):
    remember_language(given.focal_point("kz"), language)
    Event.objects.filter(pk=page.pk).update(capacity=9)
    services.promote(registration=of("clara"), by=given.user("organiser@example.org"))
    row = OutgoingMail.objects.get(to=FOCAL)
    assert (row.language, f"/{language}/desk/kz/" in row.context["address"]) == (language, True)
    assert words in build(row).body
    assert words in build(row).alternatives[0][0]


def test_delegation_page_has_positions_tickets_and_invitations(page):
    text = desk(page)
    assert ("number 1 on the waiting list" in text, "number 2 on the waiting list" in text) == (
        True,
        True,
    )
    for name, has in (("anna", True), ("boris", True), ("clara", False), ("erik", False)):
        address = f"/en/tickets/{ticket_token(of(name))}/"
        assert (address in text, f"{address}invitation.pdf" in text) == (has, has)


def test_cancelled_event_has_no_tickets_on_the_delegation_page(page):
    Event.objects.filter(pk=page.pk).update(cancelled=True)
    assert "/tickets/" not in desk(page)


def test_delegation_page_asks_as_often_for_many_as_for_few(page):
    client = Client()
    client.force_login(given.focal_point("kz"))
    address = f"/en/desk/kz/events/{page.code}/delegation/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    given.register_delegation(page, "kz", *(f"more{number}" for number in range(8)))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_head_who_is_named_and_head_who_was_are_in_the_log(page):
    focal, country = given.focal_point("kz"), given.country("kz")
    for name in ("first", "second"):
        person = given.person(f"{name}@example.org", "kz", name=name)
        services.nominate_delegation(
            event=page, country=country, by=focal, people=[person], head=person
        )
    roles = [
        list(of(name).log.filter(action="role_changed").values_list("details__role", flat=True))
        for name in ("first", "second")
    ]
    assert roles == [["head", "delegate"], ["head"]]


def test_account_that_takes_over_a_registration_is_in_the_log(page):
    mine = given.stranger(given.event(), "a@example.org")
    given.register(mine.event, "a@example.org")
    given.register(mine.event, "a@example.org")
    assert given.log(mine) == ["registered", "place_given", "linked", "address_confirmed"]
