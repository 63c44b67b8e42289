"""An event that is cancelled, over or not published: nobody is given anything there."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from events import entrance, services
from events.exceptions import EntranceClosed, TooLate
from events.models import Event, Registration
from events.tickets import ticket_code, ticket_token
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
NO_MORE = {"cancelled": {"cancelled": True}, "unpublished": {"live": False}, "over": {}}


@pytest.fixture
def organiser():
    return given.user("organiser@example.org")


@pytest.fixture(params=NO_MORE)
def over(request):
    """Makes of an event what it is called."""

    def make(page):
        fields = NO_MORE[request.param]
        if not fields:
            now = timezone.now()
            fields = {"starts_at": now - timedelta(days=2), "ends_at": now - timedelta(minutes=1)}
        Event.objects.filter(pk=page.pk).update(**fields)

    return make


@pytest.fixture
def three():
    """A place, and two who wait."""
    page = given.event(1)
    return page, *(given.register(page, f"{name}@example.org") for name in "abc")


def test_place_that_is_taken_away_there_goes_to_nobody(three, over, organiser):
    page, first, *_waiting = three
    over(page)
    services.decline(registration=first, reason="No.", by=organiser)
    services.expire_unconfirmed()
    services.release_unused_places()
    services.give_free_places(event=Event.objects.get(pk=page.pk))
    assert list(given.statuses(page).values()) == ["declined", "waiting", "waiting"]
    assert given.letters("b@example.org") == ["waiting"]


def test_place_whose_address_nobody_confirmed_goes_to_nobody_there(over):
    page = given.event(1)
    given.stranger(page, "a@example.org")
    given.register(page, "b@example.org")
    over(page)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert services.expire_unconfirmed() == 1
    assert list(given.statuses(page).values()) == ["cancelled", "waiting"]


def test_who_gives_up_a_place_at_a_cancelled_event_leaves_it_to_nobody(three):
    page, first, *_waiting = three
    Event.objects.filter(pk=page.pk).update(cancelled=True)
    services.cancel(registration=first)
    assert list(given.statuses(page).values()) == ["cancelled", "waiting", "waiting"]


def test_promotion_and_approval_are_too_late_there(three, over, organiser):
    page, _first, second, third = three
    Event.objects.filter(pk=page.pk).update(capacity=5)
    Registration.objects.filter(pk=third.pk).update(status="submitted")
    over(page)
    with pytest.raises(TooLate):
        services.promote(registration=second, by=organiser)
    with pytest.raises(TooLate):
        services.approve(registration=third, by=organiser)
    assert list(given.statuses(page).values()) == ["confirmed", "waiting", "submitted"]


def test_address_is_not_confirmed_for_an_event_that_does_not_take_place(over):
    page = given.event()
    mine = given.stranger(page, "a@example.org")
    over(page)
    with pytest.raises(TooLate):
        services.confirm_address(registration=mine)
    assert given.letters("a@example.org") == ["confirm_address"]


def test_nobody_is_replaced_there(over):
    page = given.event()
    given.register_delegation(page, "kz", "anna", substitutes="boris")
    over(page)
    anna = Registration.objects.get(name="anna")
    with pytest.raises(TooLate):
        services.substitute(
            out=anna, replacement=Registration.objects.get(name="boris"), by=given.focal_point("kz")
        )


def test_invitation_is_for_an_event_that_takes_place(over):
    page = given.event()
    mine = given.register(page, "a@example.org")
    address = f"/en/tickets/{ticket_token(mine)}/"
    assert Client().get(f"{address}invitation.pdf").status_code == 200
    assert "invitation.pdf" in Client().get(address).content.decode()
    over(page)
    assert Client().get(f"{address}invitation.pdf").status_code == 404
    assert "invitation.pdf" not in Client().get(address).content.decode()


def test_nobody_is_checked_in_at_a_cancelled_event(organiser):
    page = given.event(in_days=1)
    mine = given.register(page, "a@example.org")
    Event.objects.filter(pk=page.pk).update(cancelled=True)
    with pytest.raises(EntranceClosed):
        services.check_in(registration=mine, by=organiser)
    page.refresh_from_db()
    assert entrance.admit(event=page, entry=ticket_code(mine), by=organiser).state == "closed"
    mine.refresh_from_db()
    assert (mine.status, mine.certificate_number) == ("confirmed", None)


@pytest.mark.parametrize(
    ("from_start", "open_"),
    [
        (timedelta(hours=-33, minutes=-1), False),  # nine in the morning there, less 33 hours
        (timedelta(hours=-33), True),
        (timedelta(days=7, hours=8), True),
        (timedelta(days=7, hours=8, minutes=1), False),
    ],
)
def test_entrance_opens_the_day_before_by_the_clock_there(organiser, from_start, open_):
    page = given.event(in_days=40)
    mine = given.register(page, "a@example.org")
    with time_machine.travel(page.starts_at + from_start, tick=False):
        if open_:
            assert services.check_in(registration=mine, by=organiser).is_first is True
        else:
            with pytest.raises(EntranceClosed):
                services.check_in(registration=mine, by=organiser)


def test_certificate_is_verified_once_the_event_is_over(organiser):
    page = given.event(in_days=1)
    mine = given.register(page, "a@example.org")
    number = services.check_in(registration=mine, by=organiser).registration.certificate_number
    address = f"/en/certificates/{number}/"
    with time_machine.travel(page.ends_at - timedelta(minutes=1), tick=False):
        assert Client().get(address).status_code == 404
    with time_machine.travel(page.ends_at, tick=False):
        assert Client().get(address).status_code == 200
