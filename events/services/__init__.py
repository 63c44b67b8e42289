"""The only writers of registrations. Each is one transaction that holds the event's lock."""

from events.services.answers import check_answers, day_of_purge
from events.services.changing import cancel, change, confirm_address
from events.services.clearing import erase, expire_unconfirmed, purge, sweep_files
from events.services.correcting import correct
from events.services.delegations import nominate_delegation
from events.services.filling import give_free_places, release_unused_places
from events.services.journal import SYSTEM, Actor
from events.services.organising import CheckIn, approve, check_in, decline, mark_absent, promote
from events.services.people import Person
from events.services.registering import Asked, register
from events.services.reminding import remind_incomplete, send_reminders
from events.services.substituting import substitute
from events.services.telling import tell_of_changes
from events.services.tickets import send_ticket_again

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
    "remind_incomplete",
    "send_reminders",
    "send_ticket_again",
    "substitute",
    "sweep_files",
    "tell_of_changes",
]
