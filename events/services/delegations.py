"""What a focal point does: send a country's people, and send others instead."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractBaseUser

from events import mail
from events.enums import Action, RegistrationPolicy, RegistrationStatus, Role
from events.exceptions import (
    AlreadyRegistered,
    Full,
    NotFocalPoint,
    RegistrationClosed,
    TooLate,
    WrongStatus,
)
from events.models import Delegation, Event, Registration
from events.services.journal import actor_for, record
from events.services.people import Person, create, find_active
from events.services.places import Desk, desk, tell_of_place
from hub.access import is_focal_point
from hub.models import Country


def nominate_delegation(
    *,
    event: Event,
    country: Country,
    by: AbstractBaseUser,
    people: Sequence[Person],
    head: Person | None = None,
    substitutes: Iterable[Person] = (),
    note: str = "",
) -> Delegation:
    """Send `people`, one of whom may be the head, or add to those who were sent before.

    All or none. Places are given in the order of `people`; the rest of them wait, substitutes
    hold none until they replace somebody. Raises NotFocalPoint, RegistrationClosed,
    AlreadyRegistered, Full (where there is no waiting list).
    """
    if not is_focal_point(by, country):
        raise NotFocalPoint
    with desk(event.original.pk) as opened:
        _check_open(opened.event)
        delegation, _made = Delegation.objects.get_or_create(
            event=opened.event, country=country, defaults={"focal_point": by, "note": note}
        )
        sent = [_nominate(opened, delegation, person, by) for person in people]
        for person, registration in zip(people, sent, strict=True):
            if person is head:
                _lead(delegation, registration)
        for person in substitutes:
            _nominate(opened, delegation, person, by, substitute=True)
        _give_and_tell(opened, sent)
    return delegation


def substitute(
    *,
    out: Registration,
    replacement: Registration | Person,
    by: AbstractBaseUser,
) -> Registration:
    """Send `replacement` instead of `out`: a substitute of the delegation, or somebody new.

    The place, or the place in the line, passes on; nobody else moves. Raises NotFocalPoint,
    TooLate, WrongStatus, AlreadyRegistered.
    """
    with desk(out.event_id) as opened:
        leaving = opened.take(out.public_id)
        if leaving.country is None or not is_focal_point(by, leaving.country):
            raise NotFocalPoint
        if not opened.event.takes_substitutes(opened.moment):
            raise TooLate
        delegation = leaving.delegation
        may_leave = leaving.is_active and not leaving.substitute and not leaving.checked_in_at
        if delegation is None or not may_leave:
            raise WrongStatus
        coming = _replacement(opened, delegation, replacement, by)
        _pass_on(opened, delegation, leaving, coming)
        record(leaving, Action.SUBSTITUTED, actor_for(by), successor=str(coming.public_id))
        record(coming, Action.SUBSTITUTED, actor_for(by), predecessor=str(leaving.public_id))
        mail.notify(leaving, "replaced")
        mail.notify(coming, str(coming.status))
    return coming


def _check_open(event: Event) -> None:
    if event.registration_policy == RegistrationPolicy.NONE or not event.takes_registrations():
        raise RegistrationClosed


def _nominate(
    opened: Desk,
    delegation: Delegation,
    person: Person,
    by: AbstractBaseUser,
    *,
    substitute: bool = False,
) -> Registration:
    if find_active(opened.event, person.address):
        raise AlreadyRegistered(person.address)
    waits_for_approval = substitute or opened.event.approval
    status = RegistrationStatus.NOMINATED if waits_for_approval else RegistrationStatus.WAITING
    registration = create(opened, person, status, delegation=delegation, substitute=substitute)
    if registration.country_id != delegation.country_id:
        registration.country = delegation.country
        registration.save(update_fields=["country"])
    record(registration, Action.NOMINATED, actor_for(by), substitute=substitute)
    return registration


def _lead(delegation: Delegation, head: Registration) -> None:
    if delegation.head and delegation.head.role == Role.HEAD:
        Registration.objects.filter(pk=delegation.head.pk).update(role=Role.DELEGATE)
    delegation.head = head
    delegation.save(update_fields=["head"])
    head.role = Role.HEAD
    head.save(update_fields=["role"])


def _give_and_tell(opened: Desk, sent: Sequence[Registration]) -> None:
    """Everybody once, of what became of the nomination; substitutes are not invited yet."""
    given = opened.fill()
    mine = {registration.pk for registration in sent}
    for registration in given:
        if registration.pk not in mine:
            tell_of_place(registration)
    for before in sent:
        registration = opened.take(before.public_id)
        if registration.status == RegistrationStatus.WAITING and not opened.event.waiting_list:
            raise Full
        mail.notify(registration, str(registration.status))


def _replacement(
    opened: Desk, delegation: Delegation, chosen: Registration | Person, by: AbstractBaseUser
) -> Registration:
    if isinstance(chosen, Person):
        return _nominate(opened, delegation, chosen, by, substitute=True)
    coming = opened.take(chosen.public_id)
    waits = coming.substitute and coming.status == RegistrationStatus.NOMINATED
    if coming.delegation_id != delegation.pk or not waits:
        raise WrongStatus
    return coming


def _pass_on(
    opened: Desk, delegation: Delegation, leaving: Registration, coming: Registration
) -> None:
    status, number, role = leaving.status, leaving.asked_at, leaving.role
    leaving.asked_at = opened.next_number()
    leaving.status = RegistrationStatus.CANCELLED
    leaving.save(update_fields=["asked_at", "status"])
    coming.status, coming.asked_at, coming.role, coming.substitute = status, number, role, False
    coming.save(update_fields=["asked_at", "status", "role", "substitute"])
    if delegation.head_id == leaving.pk:
        delegation.head = coming
        delegation.save(update_fields=["head"])
