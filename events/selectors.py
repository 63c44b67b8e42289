"""Read-only answers about registrations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.db.models import Count, QuerySet
from django.utils import timezone

from events.enums import HOLDING, RegistrationStatus
from events.models import Event, Registration, RegistrationLog
from events.models.registration import TOKEN_SALT, RegistrationQuerySet
from events.places import Places
from hub.collation import sort_key
from hub.languages import active_language
from hub.models import Country


@dataclass(slots=True)
class CountryFigures:
    """`country` is None for people from no country. `kept` is None where none are kept for it.
    `roles`: those who have a place, by role. `statuses`: everybody, by status."""

    country: Country | None
    kept: int | None
    roles: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)

    @property
    def held(self) -> int:
        return sum(self.roles.values())

    @property
    def waiting(self) -> int:
        return self.statuses.get(RegistrationStatus.WAITING, 0)


@dataclass(slots=True)
class EventFigures:
    places: Places
    countries: list[CountryFigures]

    @property
    def statuses(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in self.countries:
            for status, number in row.statuses.items():
                found[status] = found.get(status, 0) + number
        return found


def figures(event: Event) -> EventFigures:
    """Places by country and role, whatever the number of registrations in the same few queries."""
    original = event.original
    places = original.places_at(timezone.now())
    counts = list(
        Registration.objects.filter(event=original)
        .order_by()
        .values_list("country", "role", "status")
        .annotate(Count("pk"))
    )
    wanted = {row[0] for row in counts} | places.kept.keys()
    countries = Country.objects.in_bulk([pk for pk in wanted if pk is not None])
    rows = {pk: CountryFigures(countries.get(pk), places.kept.get(pk)) for pk in wanted}
    for pk, role, status, number in counts:
        row = rows[pk]
        row.statuses[status] = row.statuses.get(status, 0) + number
        if status in HOLDING:
            row.roles[role] = row.roles.get(role, 0) + number
    named = sorted(rows.values(), key=_in_order)
    return EventFigures(places, named)


def _in_order(row: CountryFigures) -> tuple[bool, str]:
    """By name in the reader's language; those of no country last."""
    language = active_language()
    return (row.country is None, sort_key(str(row.country or ""), language))


def waiting_position(registration: Registration) -> int | None:
    """1 for the next in line among those who share the same places; None for who is not waiting."""
    if registration.status != RegistrationStatus.WAITING:
        return None
    event = registration.event.original
    kept = event.places_at(timezone.now()).kept
    before = line(event, registration.country_id, kept)
    return before.filter(asked_at__lt=registration.asked_at).count() + 1


def registrations_of(user: AbstractBaseUser) -> QuerySet[Registration]:
    """A person's own, the next event first."""
    own = Registration.objects.filter(user=user.pk).select_related("event__locale", "country")
    return own.order_by("-event__starts_at", "asked_at")


def registration_by_token(token: str) -> Registration | None:
    """Whose link this is; None for a link that was not made here."""
    try:
        public_id = signing.loads(token, salt=TOKEN_SALT)
    except signing.BadSignature:
        return None
    found = Registration.objects.filter(public_id=public_id, purged_at=None)
    return found.select_related("event", "country", "delegation").first()


def history(registration: Registration) -> QuerySet[RegistrationLog]:
    return registration.log.select_related("actor")


def line(event: Event, country: int | None, kept: Mapping[int, int]) -> RegistrationQuerySet:
    """Those who wait for the same places as people of the country, the next first."""
    waiting = Registration.objects.filter(event=event).waiting()
    if country in kept:
        return waiting.filter(country=country)
    return waiting.exclude(country__in=kept)


def answers_of(registration: Registration) -> tuple[dict[str, Any], frozenset[str]]:
    """Values by code, and the codes whose answer is a file."""
    rows = registration.answers.all()
    values = {row.code: row.value for row in rows if not row.file}
    return values, frozenset(row.code for row in rows if row.file)


def people_trained() -> list[tuple[int, str, int]]:
    """(year, host country's code or "", people) of published events that tell it. A work counts
    once, whatever the number of its languages."""
    told = Event.objects.live().public().filter(people_trained__gt=0).select_related("host_country")
    works: dict[object, Event] = {}
    for event in told.order_by("pk").defer("description", "agenda", "outcomes", "materials"):
        works.setdefault(event.translation_key, event)
    return [
        (
            event.local_start.year,
            event.host_country.slug if event.host_country else "",
            event.people_trained or 0,
        )
        for event in works.values()
    ]
