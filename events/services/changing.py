"""What a person does with a registration: confirm the address, change details, cancel."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from events import mail
from events.country_mail import tell_focal_point
from events.enums import Action, RegistrationStatus
from events.exceptions import TooLate, WrongStatus
from events.models import Registration
from events.services.answers import check_answers, store_answers
from events.services.journal import REGISTRANT, Actor, actor_for, record
from events.services.people import agreed, letter_for
from events.services.places import desk


def confirm_address(*, registration: Registration) -> Registration:
    """The person has the address: called for a POST of the page that the mailed link opens."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if not found.is_active:
            raise WrongStatus
        opened.must_take_place()
        if found.address_confirmed_at is None:
            found.address_confirmed_at, found.held_until = opened.moment, None
            found.save(update_fields=["address_confirmed_at", "held_until"])
            record(found, Action.ADDRESS_CONFIRMED, REGISTRANT)
            mail.notify(found, letter_for(found))
    return found


CHANGEABLE = ("name", "phone", "organisation", "post", "access_needs", "diet", "language")


def change(
    *,
    registration: Registration,
    details: Mapping[str, str],
    answers: Mapping[str, Any] | None = None,
    consents: Mapping[str, str] | None = None,
    by: AbstractBaseUser | None = None,
) -> Registration:
    """Other details, of CHANGEABLE; other answers unless they are None. The log says what became
    another, not from what to what. With `consents` who was nominated completes the registration."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if not found.is_active:
            raise WrongStatus
        if opened.event.ends_at <= opened.moment:
            raise TooLate
        changed = [name for name in CHANGEABLE if details.get(name, "") != getattr(found, name)]
        changed = [name for name in changed if name in details]
        for name in changed:
            setattr(found, name, details[name])
        found.save(update_fields=changed)
        if answers is not None:
            files = found.answers.exclude(file="").values_list("code", flat=True)
            cleaned = check_answers(opened.event, answers, frozenset(files))
            changed += store_answers(found, cleaned, opened.files)
        if changed:
            record(found, Action.CHANGED, actor_for(by), fields=changed)
        if consents and not found.complete:
            _complete(found, consents, opened.moment, actor_for(by))
    return found


def _complete(
    registration: Registration, consents: Mapping[str, str], moment: datetime, by: Actor
) -> None:
    registration.consents = agreed(consents, moment)
    registration.complete = True
    registration.save(update_fields=["consents", "complete"])
    record(registration, Action.COMPLETED, by)


def cancel(
    *, registration: Registration, by: AbstractBaseUser | None = None, actor: Actor | None = None
) -> Registration:
    """Give up a place, or the wait for one; the next in line has it at once. Twice does nothing."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if found.status == RegistrationStatus.CANCELLED:
            return found
        if found.checked_in_at or not found.is_active:
            raise WrongStatus
        if opened.event.ends_at <= opened.moment:
            raise TooLate
        opened.leave(found, RegistrationStatus.CANCELLED)
        record(found, Action.CANCELLED, actor or actor_for(by))
        mail.notify(found, "cancelled")
        tell_focal_point(found, Action.CANCELLED, by)
        opened.fill_and_tell()
    return found
