"""What a focal point does: send a country's people."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractBaseUser

from events import mail
from events.enums import Action, RegistrationPolicy, RegistrationStatus, Role
from events.exceptions import (
    AlreadyRegistered,
    Full,
    MembersOnly,
    NotFocalPoint,
    RegistrationClosed,
)
from events.models import Delegation, Event, Registration
from events.services.journal import actor_for, record
from events.services.people import Person, create, find_active
from events.services.places import Desk, desk
from events.services.telling import tell_of_place
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
    MembersOnly, AlreadyRegistered, Full (where there is no waiting list).
    """
    if not is_focal_point(by, country):
        raise NotFocalPoint
    with desk(event.original.pk) as opened:
        _check_open(opened.event, country)
        delegation, _made = Delegation.objects.get_or_create(
            event=opened.event, country=country, defaults={"focal_point": by, "note": note}
        )
        sent = [nominate(opened, delegation, person, by) for person in people]
        for person, registration in zip(people, sent, strict=True):
            if person is head:
                _lead(delegation, registration, by)
        for person in substitutes:
            nominate(opened, delegation, person, by, substitute=True)
        _give_and_tell(opened, sent)
    return delegation


def _check_open(event: Event, country: Country) -> None:
    if event.registration_policy == RegistrationPolicy.NONE or not event.takes_registrations():
        raise RegistrationClosed
    if not event.may_send(country, event.given_places().get(country.pk)):
        raise MembersOnly


def nominate(
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
    registration = create(
        opened, person, status, delegation=delegation, substitute=substitute, complete=False
    )
    if registration.country_id != delegation.country_id:
        registration.country = delegation.country
        registration.save(update_fields=["country"])
    record(registration, Action.NOMINATED, actor_for(by), substitute=substitute)
    return registration


def _lead(delegation: Delegation, head: Registration, by: AbstractBaseUser) -> None:
    if delegation.head and delegation.head.role == Role.HEAD:
        _rename(delegation.head, Role.DELEGATE, by)
    delegation.head = head
    delegation.save(update_fields=["head"])
    _rename(head, Role.HEAD, by)


def _rename(registration: Registration, role: Role, by: AbstractBaseUser) -> None:
    registration.role = role
    registration.save(update_fields=["role"])
    record(registration, Action.ROLE_CHANGED, actor_for(by), role=role)


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
