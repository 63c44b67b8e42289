"""How a person comes to be registered, without a focal point."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from events import mail
from events.enums import Action, RegistrationPolicy, RegistrationStatus
from events.exceptions import (
    Full,
    MembersOnly,
    NominationOnly,
    RegistrationClosed,
)
from events.models import Event, Registration
from events.services.answers import check_answers, store_answers
from events.services.journal import actor_for, record
from events.services.people import Person, agreed, create, find_active, letter_for
from events.services.places import Desk, desk
from events.services.telling import tell_of_place
from hub.access import owns_address
from hub.models import Country, Membership


@dataclass(frozen=True, slots=True)
class Asked:
    """`is_new` is false when the address was registered already; then nothing but a letter to it
    came of asking. Whoever has not proved to own the address must not be shown which."""

    registration: Registration
    is_new: bool


def register(
    *,
    event: Event,
    person: Person,
    answers: Mapping[str, Any] | None = None,
    consents: Mapping[str, str] | None = None,
    user: AbstractBaseUser | None = None,
) -> Asked:
    """Ask for a place; whoever finds none free waits.

    `answers`: by code of the question, as `Answer.value` has them, or an uploaded file.
    `consents`: name of a text to the version that was agreed to. A `user` who has proved to own
    the address need not confirm it. Raises RegistrationRefused; the same for everybody.
    """
    _check_open(event.original, person.country)
    cleaned = check_answers(event.original, answers or {})
    owner = user if user and owns_address(user, person.address) else None
    with desk(event.original.pk) as opened:
        _check_open(opened.event, person.country)
        known = find_active(opened.event, person.address)
        if known is None:
            registration = _enter(opened, person, owner, consents or {})
            _line_up(opened, registration)
            if cleaned:
                store_answers(registration, cleaned, opened.files)
        elif owner:
            _own(known, owner)
        else:
            mail.notify(known, "already_registered", occasion=f"{opened.moment:%Y-%m-%d}")
        # Said of an address that has a place too: an event without free places says the same.
        refused = known is not None and owner is None and _turns_away(opened, person)
    if refused:
        raise Full
    return Asked(known or registration, is_new=known is None)


def _check_open(event: Event, country: Country | None) -> None:
    if not event.takes_registrations():
        raise RegistrationClosed
    if event.registration_policy == RegistrationPolicy.NOMINATION:
        raise NominationOnly
    member = country is not None and country.membership == Membership.PARTICIPANT
    if event.registration_policy == RegistrationPolicy.MEMBERS and not member:
        raise MembersOnly


def _enter(
    opened: Desk, person: Person, owner: AbstractBaseUser | None, consents: Mapping[str, str]
) -> Registration:
    registration = create(
        opened,
        person,
        RegistrationStatus.SUBMITTED if opened.event.approval else RegistrationStatus.WAITING,
        user=owner,
        address_confirmed_at=opened.moment if owner else None,
        held_until=None if owner else opened.hold(),
        consents=agreed(consents, opened.moment),
    )
    record(registration, Action.REGISTERED, actor_for(owner))
    return registration


def _line_up(opened: Desk, registration: Registration) -> None:
    """To the end of the line, and whoever has a place now is told, the newcomer once."""
    for given in opened.fill():
        if given.pk == registration.pk:
            registration.status, registration.held_until = given.status, given.held_until
        else:
            tell_of_place(given)
    if registration.status == RegistrationStatus.WAITING and not opened.event.waiting_list:
        raise Full
    mail.notify(registration, letter_for(registration))


def _own(registration: Registration, user: AbstractBaseUser) -> None:
    """The owner of the address signed in later: the registration is theirs, and real."""
    if registration.user_id != user.pk:
        registration.user = user
        record(registration, Action.LINKED, actor_for(user))
    if registration.address_confirmed_at is None:
        registration.address_confirmed_at, registration.held_until = timezone.now(), None
        record(registration, Action.ADDRESS_CONFIRMED, actor_for(user))
        mail.notify(registration, letter_for(registration))
    registration.save(update_fields=["user", "address_confirmed_at", "held_until"])


def _turns_away(opened: Desk, person: Person) -> bool:
    event = opened.event
    if event.waiting_list or event.approval:
        return False
    country = person.country.pk if person.country else None
    return not opened.places.free_for(country)
