"""Those whom a country sends, for its focal point to read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from events.models import Event, Registration
from events.selectors import line
from events.tickets import ticket_token
from hub.models import Country


def delegation_of(event: Event, country: Country) -> list[Registration]:
    """Everybody whom a country sent, or meant to, in the order of asking."""
    rows = Registration.objects.filter(event=event, delegation__country=country, purged_at=None)
    return list(rows.select_related("delegation").order_by("asked_at"))


@dataclass(frozen=True, slots=True)
class Delegate:
    """`position` on the waiting list, from 1; `ticket`: the token of a ticket that is valid."""

    registration: Registration
    position: int | None
    ticket: str


def delegates(event: Event, country: Country, kept: Mapping[int, int]) -> list[Delegate]:
    """The same with what the focal point can tell each; two queries for any number of people.
    `kept`: places by country, as `Places` has them."""
    waiting = line(event, country.pk, kept).values_list("pk", flat=True)
    positions = {pk: number for number, pk in enumerate(waiting, start=1)}
    valid = event.takes_place(timezone.now())
    return [
        Delegate(one, positions.get(one.pk), ticket_token(one) if valid and one.holds_place else "")
        for one in delegation_of(event, country)
    ]
