"""What an organiser does. The caller has made sure that the user may organise this event."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser

from events import mail
from events.country_mail import tell_focal_point
from events.enums import Action, RegistrationStatus
from events.exceptions import EntranceClosed, Full, TooLate, WrongStatus
from events.models import Event, Registration
from events.services.journal import actor_for, record
from events.services.places import desk
from events.services.telling import tell_of_place

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CHECKED_IN = ["status", "checked_in_at", "checked_in_by", "held_until", "certificate_number"]
DAYS_BEFORE, DAYS_AFTER = timedelta(days=1), timedelta(days=7)  # in which people are checked in
TO_DECIDE = (RegistrationStatus.SUBMITTED, RegistrationStatus.NOMINATED)


def approve(*, registration: Registration, by: AbstractBaseUser) -> Registration:
    """To a place, or to the waiting list at the place of having asked. Raises WrongStatus, TooLate,
    Full."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if found.status not in TO_DECIDE or found.substitute:
            raise WrongStatus
        opened.must_take_place()
        found.status = RegistrationStatus.WAITING
        found.save(update_fields=["status"])
        record(found, Action.APPROVED, actor_for(by))
        opened.fill_and_tell()
        found = opened.take(found.public_id)
        if found.status == RegistrationStatus.WAITING:
            if not opened.event.waiting_list:
                raise Full
            mail.notify(found, "waiting")
    return found


def decline(*, registration: Registration, reason: str, by: AbstractBaseUser) -> Registration:
    """Also takes a place away; then the next in line has it. Declining twice does nothing."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if found.status == RegistrationStatus.DECLINED:
            return found
        if not found.is_active or found.checked_in_at:
            raise WrongStatus
        found.decline_reason = reason.strip()
        opened.leave(found, RegistrationStatus.DECLINED)
        record(found, Action.DECLINED, actor_for(by))
        mail.notify(found, "declined", reason=found.decline_reason)
        tell_focal_point(found, Action.DECLINED, by)
        opened.fill_and_tell()
    return found


def promote(*, registration: Registration, by: AbstractBaseUser) -> Registration:
    """Past the line and past what is kept for countries, never past the number of places."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if found.status == RegistrationStatus.CONFIRMED:
            return found
        if found.status != RegistrationStatus.WAITING:
            raise WrongStatus
        opened.must_take_place()
        if not opened.places.room:
            raise Full
        opened.give(found)
        record(found, Action.PROMOTED, actor_for(by))
        tell_of_place(found, Action.PROMOTED, by)
    return found


def _number(event: Event) -> str:
    """Of a certificate; not to be guessed from another."""
    return f"{event.code}-" + "".join(secrets.choice(ALPHABET) for _place in range(10))


@dataclass(frozen=True, slots=True)
class CheckIn:
    """`is_first` is false when the ticket was used before: then `at` and `by` say when and whose
    scan that was. The same scan sent again, over a bad line, is the first one still."""

    registration: Registration
    is_first: bool
    at: datetime
    by: AbstractBaseUser | None


def _check_entrance(event: Event, moment: datetime) -> None:
    """Open from the day before, by the clock of the place, until lists that were kept on paper have
    been typed in."""
    first_day = event.local_start.date() - DAYS_BEFORE
    if event.cancelled:
        raise EntranceClosed("cancelled")
    if moment.astimezone(event.zone).date() < first_day:
        raise EntranceClosed("early")
    if moment > event.ends_at + DAYS_AFTER:
        raise EntranceClosed("over")


def check_in(*, registration: Registration, by: AbstractBaseUser, scan: str = "") -> CheckIn:
    """The person is here. `scan` names the act of scanning. Raises WrongStatus for whoever has no
    place, EntranceClosed."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if found.checked_in_at:
            mine = found.log.filter(action=Action.CHECKED_IN, details__scan=scan) if scan else None
            is_first = bool(mine and mine.exists())
            return CheckIn(found, is_first, found.checked_in_at, found.checked_in_by)
        if not found.holds_place:
            raise WrongStatus
        _check_entrance(opened.event, opened.moment)
        found.status = RegistrationStatus.ATTENDED
        found.checked_in_at, found.checked_in_by, found.held_until = opened.moment, by, None
        found.certificate_number = _number(opened.event)
        found.save(update_fields=CHECKED_IN)
        record(found, Action.CHECKED_IN, actor_for(by), **({"scan": scan} if scan else {}))
    return CheckIn(found, True, found.checked_in_at, by)


def mark_absent(*, registration: Registration, by: AbstractBaseUser) -> Registration:
    """The person did not come. A check-in afterwards puts it right. Twice does nothing."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if found.status == RegistrationStatus.ABSENT:
            return found
        if opened.event.starts_at > opened.moment:
            raise TooLate
        if found.status != RegistrationStatus.CONFIRMED:
            raise WrongStatus
        found.status = RegistrationStatus.ABSENT
        found.save(update_fields=["status"])
        record(found, Action.ABSENT, actor_for(by))
    return found
