"""The ticket once more."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from events import services
from events.exceptions import TooLate, TooOften, WrongStatus
from events.models import Event, Registration
from hub.mail.message import build
from hub.models import OutgoingMail
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def mine():
    with time_machine.travel(NOON, tick=False):
        yield given.register(given.event(1), "a@example.org")


def test_person_is_sent_the_ticket_once_a_minute_at_most(mine):
    for _time in range(2):
        services.send_ticket_again(registration=mine)
    assert given.letters("a@example.org") == ["confirmed", "confirmed"]
    last = OutgoingMail.objects.order_by("pk").last()
    assert last.key.endswith(":2027-03-01T12:00")
    names = [part.get_filename() for part in build(last).message().walk() if part.get_filename()]
    assert names == ["ticket.png", f"{mine.event.code}.ics"]


def test_more_than_three_in_an_hour_are_refused_to_the_person_and_not_to_an_organiser(mine):
    for minute in range(3):
        with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
            services.send_ticket_again(registration=mine)
    with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
        with pytest.raises(TooOften):
            services.send_ticket_again(registration=mine)
        services.send_ticket_again(registration=mine, by=given.user("organiser@example.org"))
    with time_machine.travel(NOON + timedelta(minutes=65), tick=False):
        services.send_ticket_again(registration=mine)
    assert len(given.letters("a@example.org")) == 6
    assert given.log(mine)[2:] == ["ticket_sent"] * 5


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [({"status": "waiting"}, WrongStatus), ({"status": "cancelled"}, WrongStatus)],
)
def test_who_has_no_place_gets_no_ticket(mine, fields, refusal):
    Registration.objects.filter(pk=mine.pk).update(**fields)
    with pytest.raises(refusal):
        services.send_ticket_again(registration=mine)


def test_ticket_of_a_cancelled_event_is_not_sent(mine):
    Event.objects.filter(pk=mine.event_id).update(cancelled=True)
    with pytest.raises(TooLate):
        services.send_ticket_again(registration=mine)


def test_address_that_nobody_confirmed_gets_no_ticket(mine):
    other = given.stranger(given.event(), "b@example.org")
    with pytest.raises(WrongStatus):
        services.send_ticket_again(registration=other)


def test_own_page_has_the_button_and_only_a_post_sends(mine):
    address = f"/en/registrations/{mine.token}/"
    client = Client(enforce_csrf_checks=True)
    assert f"{address}ticket/" in client.get(address).content.decode()
    assert client.get(f"{address}ticket/").status_code == 405
    answer = client.post(f"{address}ticket/")
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert "on its way" in client.get(address).content.decode()
    assert given.letters("a@example.org") == ["confirmed", "confirmed"]


def test_organiser_sends_it_again_and_it_is_in_the_log(mine):
    secretariat = organising.client()
    address = organising.address("event_act", mine.event, mine.public_id, "ticket")
    assert secretariat.get(address).status_code == 200
    assert secretariat.post(address).status_code == 302
    assert given.letters("a@example.org") == ["confirmed", "confirmed"]
    entry = mine.log.get(action="ticket_sent")
    assert entry.actor.email == "organiser@example.org"
