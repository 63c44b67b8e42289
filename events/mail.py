"""Letters about registrations, each written to the outbox in the transaction it tells of."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation

from events.letters import LETTERS, TO_COUNTRY
from events.models import Event, Registration
from events.programme import page_in
from events.subscriptions import subscription_to
from events.tickets import ticket_address, ticket_code
from hub import mail
from hub.dates import hub_date, zone_at
from hub.models import OutgoingMail
from hub.vocabulary import EventFormat

WITH_TICKET = ("confirmed", "reminder")
WITH_ENTRY = ("message", "event_changed", "event_cancelled")  # for those who have a place
UNWANTED = ("message",)  # by some: what can be stopped with one click, see ADR 0022
WITHDRAWN = ("declined", "cancelled", "replaced")


def notify(registration: Registration, letter: str, *, occasion: str = "", **context: Any) -> None:
    """One letter of a kind about a registration, whoever asks for it how often; `occasion` tells
    apart those that may come again."""
    if registration.email:
        page = page_for(registration)
        mail.enqueue(**_letter(registration, page, letter, occasion, context))


def notify_all(
    registrations: Iterable[Registration],
    letter: str,
    *,
    occasion: str,
    context: Callable[[Registration], dict[str, Any]] = lambda _one: {},
) -> int:
    """The same letter to many people of one event, in a few queries for any number of them.
    Returns how many have an address."""
    pages: dict[str, Event] = {}
    letters = []
    for one in registrations:
        if one.email:
            page = pages.get(one.language) or pages.setdefault(one.language, page_for(one))
            letters.append(_letter(one, page, letter, occasion, context(one)))
    mail.enqueue_all(letters)
    return len(letters)


def _letter(
    registration: Registration, page: Event, letter: str, occasion: str, context: dict[str, Any]
) -> dict[str, Any]:
    key = _key(registration, letter)
    return {
        "key": f"{key}:{occasion}" if occasion else key,
        "to": registration.email,
        "language": registration.language,
        "template": f"events/{letter}",
        "context": {**_facts(registration, page), **context},
        "attachments": _attachments(registration, letter),
        "subscription": subscription_to(page) if letter in UNWANTED else "",
    }


def told(letter: str, occasion: str) -> set[UUID]:
    """Public ids of the registrations about which it was written."""
    rows = OutgoingMail.objects.filter(template=f"events/{letter}", key__endswith=f":{occasion}")
    return {UUID(key.split(":")[1]) for key in rows.values_list("key", flat=True)}


def _attachments(registration: Registration, letter: str) -> list[tuple[str, dict[str, str]]]:
    """By the paths of their builders. Who was told of a place, and has it no more, gets an entry
    that goes from the calendar."""
    builders = []
    if letter in WITH_TICKET:
        builders = ["events.attachments.ticket", "events.attachments.calendar_entry"]
    elif letter in WITH_ENTRY and registration.holds_place:
        builders = ["events.attachments.calendar_entry"]
    elif letter in WITHDRAWN:
        told = OutgoingMail.objects.filter(key__startswith=_key(registration, "confirmed"))
        builders = ["events.attachments.calendar_entry"] if told.exists() else []
    return [(path, {"registration": str(registration.public_id)}) for path in builders]


def _key(registration: Registration, letter: str) -> str:
    return f"events/{letter}:{registration.public_id}"


def letters_about(registration: Registration) -> QuerySet[OutgoingMail]:
    """Whatever was written to the person, and to the focal point of the delegation."""
    keys = [_key(registration, letter) for letter in (*LETTERS, TO_COUNTRY)]
    found = (Q(key__startswith=key) for key in keys)
    return OutgoingMail.objects.filter(reduce(or_, found))


def address_of(registration: Registration) -> str:
    """Where the person sees, changes and cancels the registration; no account needed."""
    return absolute(f"{registration.language}/registrations/{registration.token}/")


def absolute(path: str) -> str:
    return f"{settings.HUB_BASE_URL.rstrip('/')}/{path}"


def _facts(registration: Registration, page: Event) -> dict[str, Any]:
    address = address_of(registration)
    asked = registration.is_active and not registration.substitute and not page.cancelled
    return {
        **event_facts(page, registration.language),
        "registration": str(registration.public_id),
        "addressee": registration.name if _proved(registration) else "",
        "status": str(registration.status),
        "address": address,
        "to_complete": f"{address}change/" if asked and not registration.complete else "",
        "ticket_code": ticket_code(registration),
        "ticket_address": ticket_address(registration),
        "held_until": registration.held_until.isoformat() if registration.held_until else "",
    }


def _proved(registration: Registration) -> bool:
    """Of an address that may be a stranger's, the name may be anything that somebody typed."""
    return registration.held_until is None or registration.address_confirmed_at is not None


def event_facts(page: Event, language: str) -> dict[str, Any]:
    with translation.override(language):
        starts, ends = (
            f"{hub_date(moment)}, {moment:%H:%M}" for moment in (page.local_start, page.local_end)
        )
        time_zone = zone_at(page.starts_at, page.time_zone)
    return {
        "event": page.title,
        "event_code": page.code,
        "starts": starts,
        "ends": "" if page.one_day else ends,
        "online": page.event_format == EventFormat.ONLINE,
        "time_zone": time_zone,
        "place": ", ".join(filter(None, [page.venue, page.city])),
    }


def page_for(registration: Registration) -> Event:
    """The event's page in the person's language, or the original."""
    return page_in(registration.event, registration.language)
