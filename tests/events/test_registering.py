"""Registering: who may, what is asked again, what a stranger can learn, and what time ends."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Locale

from events import selectors, services
from events.exceptions import (
    Full,
    MembersOnly,
    NominationOnly,
    RegistrationClosed,
    TooLate,
    WrongStatus,
)
from events.models import Event, Registration
from hub.models import OutgoingMail
from tests import factories
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
ADDRESS = "aigerim@example.org"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"registration_policy": "none"}, RegistrationClosed),
        ({"registration_opens": None}, RegistrationClosed),
        ({"registration_opens": timezone.now() + timedelta(days=1)}, RegistrationClosed),
        ({"registration_closes": timezone.now() - timedelta(hours=1)}, RegistrationClosed),
        ({"cancelled": True}, RegistrationClosed),
        ({"live": False}, RegistrationClosed),
        (
            {"in_days": -3, "registration_opens": timezone.now() - timedelta(days=9)},
            RegistrationClosed,
        ),
        ({"registration_policy": "nomination"}, NominationOnly),
    ],
)
def test_registration_is_refused_where_the_event_takes_none(changes, error):
    page = given.event(**changes)
    with pytest.raises(error):
        given.register(page, ADDRESS)
    assert (given.statuses(page), given.letters(ADDRESS)) == ({}, [])


def test_members_only_refuses_everybody_else():
    page = given.event(registration_policy="members")
    outside = given.country("ca")
    outside.membership = "none"
    outside.save()
    for slug in ("ca", ""):
        with pytest.raises(MembersOnly):
            given.register(page, f"x{slug}@example.org", slug)
    assert given.register(page, ADDRESS, "kz").status == "confirmed"


def test_address_is_known_whatever_the_size_of_its_letters():
    page = given.event()
    first = given.stranger(page, ADDRESS)
    again = services.register(event=page, person=given.person(" AIGERIM@Example.org "))
    assert (again.registration.pk, again.is_new) == (first.pk, False)
    assert given.statuses(page) == {ADDRESS: "confirmed"}


def test_stranger_who_asks_again_changes_nothing_and_the_owner_is_told():
    page = given.event()
    first = given.register(page, ADDRESS, "kz")
    for _time in range(2):
        person = given.person(ADDRESS, "az", name="Another")
        services.register(event=page, person=person)
    first.refresh_from_db()
    assert (first.name, first.country.slug, first.status) == ("Somebody", "kz", "confirmed")
    assert given.letters(ADDRESS) == ["confirmed", "already_registered"]


def test_full_event_without_a_waiting_list_says_the_same_of_an_address_that_has_a_place():
    page = given.event(1, waiting_list=False)
    given.register(page, ADDRESS)
    for email in (ADDRESS, "new@example.org"):
        with pytest.raises(Full):
            given.stranger(page, email)
    assert given.letters(ADDRESS) == ["confirmed", "already_registered"]
    assert given.register(page, ADDRESS).status == "confirmed"  # the owner sees the place


def test_user_owns_only_addresses_that_were_proved():
    page = given.event()
    unproved = given.user("other@example.org")
    registration = given.register(page, ADDRESS, user=unproved)
    assert (registration.user, registration.is_provisional) == (None, True)
    assert given.letters(ADDRESS) == ["confirm_address"]


def test_owner_who_signs_in_later_takes_the_registration_over():
    page = given.event()
    given.stranger(page, ADDRESS)
    mine = given.register(page, ADDRESS)
    assert (mine.user, mine.is_provisional) == (given.user(ADDRESS), False)
    assert given.letters(ADDRESS) == ["confirm_address", "confirmed"]
    assert list(selectors.registrations_of(mine.user)) == [mine]


def test_database_refuses_a_second_registration_of_an_address():
    page = given.event()
    first = given.register(page, ADDRESS)
    values = {"event": page, "email": ADDRESS, "purge_after": first.purge_after}
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(status="waiting", asked_at=2, **values)
    Registration.objects.create(status="cancelled", asked_at=2, **values)


def test_after_cancelling_one_may_ask_again_and_comes_last():
    page = given.event(1)
    given.register(page, "a@example.org")
    services.cancel(registration=given.register(page, ADDRESS))
    given.register(page, "c@example.org")
    given.register(page, ADDRESS)
    rows = Registration.objects.filter(event=page).values_list("email", "status", "asked_at")
    assert list(rows) == [
        ("a@example.org", "confirmed", 1),
        (ADDRESS, "cancelled", 2),
        ("c@example.org", "waiting", 3),
        (ADDRESS, "waiting", 4),
    ]


# The address is confirmed, or not


def test_stranger_has_a_place_until_the_time_to_confirm_is_over():
    page = given.event(1)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        given.stranger(page, ADDRESS)
        given.register(page, "next@example.org")
        clock.shift(timedelta(hours=48) - timedelta(seconds=1))
        assert services.expire_unconfirmed() == 0
        clock.shift(timedelta(seconds=1))
        assert services.expire_unconfirmed() == 1
        assert services.expire_unconfirmed() == 0
    assert given.statuses(page) == {ADDRESS: "cancelled", "next@example.org": "confirmed"}
    assert given.letters(ADDRESS) == ["confirm_address"]
    assert given.letters("next@example.org") == ["waiting", "confirmed"]


def test_confirmed_address_keeps_the_place():
    page = given.event(1)
    mine = given.stranger(page, ADDRESS)
    for _time in range(2):
        services.confirm_address(registration=mine)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert services.expire_unconfirmed() == 0
    assert given.letters(ADDRESS) == ["confirm_address", "confirmed"]
    assert given.log(mine) == ["registered", "place_given", "address_confirmed"]


def test_address_cannot_be_confirmed_too_late():
    page = given.event(1)
    mine = given.stranger(page, ADDRESS)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        services.expire_unconfirmed()
        with pytest.raises(WrongStatus):
            services.confirm_address(registration=mine)


def test_place_that_comes_free_waits_anew_for_an_unconfirmed_address():
    page = given.event(1)
    first = given.register(page, "a@example.org")
    given.stranger(page, ADDRESS)
    with time_machine.travel(timezone.now() + timedelta(hours=40), tick=False):
        services.cancel(registration=first)
        mine = Registration.objects.get(email=ADDRESS)
        assert mine.held_until == timezone.now() + timedelta(hours=48)
    assert given.letters(ADDRESS) == ["confirm_address", "place_held"]


def test_place_does_not_go_to_an_address_whose_time_is_over():
    page = given.event(1)
    first = given.register(page, "a@example.org")
    given.stranger(page, ADDRESS)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        given.register(page, "c@example.org")
        services.cancel(registration=first)
    assert given.statuses(page) == {
        "a@example.org": "cancelled",
        ADDRESS: "waiting",
        "c@example.org": "confirmed",
    }


# Links, changes, cancelling


def test_token_leads_to_its_registration_and_to_no_other():
    page = given.event()
    mine, other = (given.register(page, f"{name}@example.org") for name in "ab")
    assert selectors.registration_by_token(mine.token) == mine
    assert selectors.registration_by_token(other.token) == other
    assert selectors.registration_by_token(mine.token[:-1]) is None
    assert selectors.registration_by_token(str(mine.public_id)) is None


def test_changed_details_are_logged_by_name_alone():
    page = given.event()
    mine = given.register(page, ADDRESS)
    details = {"name": "Aigerim S.", "diet": "vegetarian", "email": "x@example.org", "post": ""}
    changed = services.change(registration=mine, details=details)
    assert (changed.name, changed.diet, changed.email) == ("Aigerim S.", "vegetarian", ADDRESS)
    assert mine.log.last().details == {"fields": ["name", "diet"]}
    services.change(registration=mine, details=details)
    assert given.log(mine) == ["registered", "place_given", "changed"]


def test_cancelling_twice_does_nothing_and_afterwards_nothing_changes():
    page = given.event()
    mine = given.register(page, ADDRESS)
    for _time in range(2):
        services.cancel(registration=mine)
    assert given.log(mine) == ["registered", "place_given", "cancelled"]
    with pytest.raises(WrongStatus):
        services.change(registration=mine, details={"name": "X"})
    with pytest.raises(WrongStatus):
        services.confirm_address(registration=mine)


def test_cancelling_is_over_with_the_event():
    mine = given.register(given.event(), ADDRESS)
    with time_machine.travel(timezone.now() + timedelta(days=60)), pytest.raises(TooLate):
        services.cancel(registration=mine)


# Works in several languages, and what search is told


def test_registrations_of_all_languages_are_of_the_one_original():
    page = given.event(1)
    russian = page.copy_for_translation(Locale.objects.get(language_code="ru"), copy_parents=True)
    russian.title = "Событие"
    russian.save_revision().publish()
    Event.objects.filter(pk=russian.pk).update(capacity=100)
    given.register(page, "a@example.org")
    person = given.person(ADDRESS, language="ru")
    services.register(event=Event.objects.get(pk=russian.pk), person=person)
    assert given.statuses(page) == {"a@example.org": "confirmed", ADDRESS: "waiting"}
    letter = OutgoingMail.objects.get(to=ADDRESS)
    assert (letter.language, letter.context["event"]) == ("ru", "Событие")


def test_status_in_search_follows_the_last_place(project):
    from search import services as search
    from search.models import Outbox
    from search.query import SearchQuery

    def found(status):
        return search.search(SearchQuery(filters={"event_status": (status,)})).count

    page = given.event(2)
    project()
    assert (found("open"), found("full")) == (1, 0)
    given.register(page, "a@example.org")
    assert Outbox.objects.count() == 0  # nothing that search knows has changed
    last = given.register(page, "b@example.org")
    project()
    assert (found("open"), found("full"), page.status) == (0, 1, "full")
    given.register(page, "c@example.org")
    assert Outbox.objects.count() == 0
    for registration in Registration.objects.filter(event=page).order_by("-asked_at"):
        services.cancel(registration=registration)
    project()
    assert (found("open"), found("full"), last.event.status) == (1, 0, "open")


def test_registrations_are_not_searched(project):
    page = given.event()
    given.register(page, "zhuldyz@example.org")
    factories.event("Another")
    page.save()
    project()
    from search import services as search
    from search.query import SearchQuery

    assert search.search(SearchQuery(text="zhuldyz")).count == 0
