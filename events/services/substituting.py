"""What a focal point does: send somebody else instead."""

from django.contrib.auth.models import AbstractBaseUser

from events import mail
from events.enums import Action, RegistrationStatus
from events.exceptions import NotFocalPoint, TooLate, WrongStatus
from events.models import Delegation, Registration
from events.services.delegations import nominate
from events.services.journal import actor_for, record
from events.services.people import Person
from events.services.places import Desk, desk
from hub.access import is_focal_point


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


def _replacement(
    opened: Desk, delegation: Delegation, chosen: Registration | Person, by: AbstractBaseUser
) -> Registration:
    if isinstance(chosen, Person):
        return nominate(opened, delegation, chosen, by, substitute=True)
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
