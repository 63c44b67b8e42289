"""The ticket once more, for whoever cannot find the letter."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser

from events import mail
from events.enums import Action
from events.exceptions import TooOften, WrongStatus
from events.models import Registration
from events.services.journal import actor_for, record
from events.services.places import desk

MOST, PERIOD = 3, timedelta(hours=1)  # letters that one may ask for oneself


def send_ticket_again(
    *, registration: Registration, by: AbstractBaseUser | None = None
) -> Registration:
    """The same letter, once a minute at most. Raises WrongStatus for whoever has no place or has
    not confirmed the address, TooLate, TooOften."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if not found.holds_place or found.is_provisional:
            raise WrongStatus
        opened.must_take_place()
        sent = found.log.filter(action=Action.TICKET_SENT, at__gt=opened.moment - PERIOD)
        if by is None and sent.count() >= MOST:
            raise TooOften
        mail.notify(found, "confirmed", occasion=f"{opened.moment:%Y-%m-%dT%H:%M}")
        record(found, Action.TICKET_SENT, actor_for(by))
    return found
