"""The only writers of registrations. Each is one transaction that holds the event's lock."""

from events.services.answers import check_answers, day_of_purge
from events.services.changing import cancel, change, confirm_address
from events.services.clearing import erase, expire_unconfirmed, purge
from events.services.correcting import correct
from events.services.delegations import nominate_delegation, substitute
from events.services.journal import SYSTEM, Actor
from events.services.organising import CheckIn, approve, check_in, decline, mark_absent, promote
from events.services.people import Person
from events.services.places import give_free_places, release_unused_places
from events.services.registering import Asked, register
from events.services.reminding import send_reminders

__all__ = [
    "SYSTEM",
    "Actor",
    "Asked",
    "CheckIn",
    "Person",
    "approve",
    "cancel",
    "change",
    "check_answers",
    "check_in",
    "confirm_address",
    "correct",
    "day_of_purge",
    "decline",
    "erase",
    "expire_unconfirmed",
    "give_free_places",
    "mark_absent",
    "nominate_delegation",
    "promote",
    "purge",
    "register",
    "release_unused_places",
    "send_reminders",
    "substitute",
]
