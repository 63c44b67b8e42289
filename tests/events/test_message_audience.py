"""Whom a message to many reaches: one letter to an address, to those who are still coming."""

from uuid import uuid4

import pytest

from events import services
from events.models import GroupMessage, Registration
from events.subscriptions import subscription_to
from hub.mail.unsubscribing import unsubscribe
from hub.models import OutgoingMail
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return organising.client()


@pytest.fixture
def page():
    """a cancelled and came again, b cancelled, c was declined, d comes."""
    found = given.event(title="Forum")
    for name in "abcd":
        given.register(found, f"{name}@example.org")
    for name in "ab":
        services.cancel(registration=one(name))
    Registration.objects.filter(email="c@example.org").update(status="declined")
    given.register_as(found, "a@example.org", language="ru")
    return found


def one(name):
    return Registration.objects.filter(email=f"{name}@example.org").latest("asked_at")


def send(client, page, query="", people=()):
    """How many were shown before sending, and to whom letters went."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    words = {"subject_en": "Bus", "text_en": "At nine."}
    data = words | {"key": str(uuid4()), "people": [str(row.public_id) for row in people]}
    address = organising.address("event_message", page) + query
    shown = client.post(address, data | {"step": "look"}).context["receivers"]
    client.post(address, data | {"step": "send"})
    assert GroupMessage.objects.latest("pk").receivers == shown
    new = OutgoingMail.objects.exclude(pk__in=before).order_by("to")
    return shown, [to.split("@")[0] for to in new.values_list("to", flat=True)]


def test_who_cancelled_or_was_declined_gets_no_letter_and_who_came_again_gets_one(client, page):
    assert send(client, page) == (2, ["a", "d"])
    letter = OutgoingMail.objects.get(to="a@example.org", template="events/message")
    assert letter.context["registration"] == str(one("a").public_id)


@pytest.mark.parametrize(
    ("query", "reached"),
    [
        ("?status=cancelled", (2, ["a", "b"])),
        ("?status=declined", (1, ["c"])),
        ("?status=nonsense", (2, ["a", "d"])),
        ("?q=b@example.org", (0, [])),
    ],
)
def test_status_is_chosen_to_write_to_others(client, page, query, reached):
    assert send(client, page, query) == reached


def test_who_cancelled_twice_gets_one_letter(client, page):
    services.cancel(registration=one("a"))
    assert send(client, page, "?status=cancelled") == (2, ["a", "b"])


def test_ticked_rows_of_one_person_are_one_letter_about_the_one_in_force(client, page):
    ticked = list(Registration.objects.filter(email__in=["a@example.org", "b@example.org"]))
    gone, _of_b, coming = ticked
    Registration.objects.filter(pk=gone.pk).update(email="A@Example.org", asked_at=99)
    assert send(client, page, people=ticked) == (2, ["a", "b"])
    letter = OutgoingMail.objects.get(to="a@example.org", template="events/message")
    assert letter.context["registration"] == str(coming.public_id)
    said = client.get(organising.address("event_messages", page)).content.decode()
    assert "2 people by name" in said


def test_those_who_stopped_letters_are_counted_once(client, page):
    services.cancel(registration=one("a"))
    unsubscribe(address="a@example.org", subscription=subscription_to(page))
    address = organising.address("event_message", page) + "?status=cancelled"
    shown = client.get(address).context
    assert (shown["receivers"], shown["stopped"]) == (1, 1)
