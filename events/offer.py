"""What somebody can do about registration at this moment: the law of admission, for a reader."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone

from events.enums import RegistrationPolicy
from events.models import Event, Registration
from events.places import UNLIMITED, Places
from hub.access import countries_of
from hub.collation import by_name
from hub.models import Country


class Possible(StrEnum):
    SOON = "soon"
    OPEN = "open"
    WAITING = "waiting"  # all places are taken, the waiting list is open
    FULL = "full"
    NOMINATION = "nomination"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CountryOffer:
    """What a focal point can still give: `kept` is None where no places are kept."""

    country: Country
    kept: int | None
    free: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """`left` is None where it depends on the country, or where there are as many places as are
    asked for. `mine`: the reader's own registration. `countries`: those of a focal point."""

    event: Event
    state: Possible
    left: int | None = None
    places_kept: bool = False
    mine: Registration | None = None
    countries: list[CountryOffer] = field(default_factory=list)

    @property
    def takes(self) -> bool:
        return self.state in (Possible.OPEN, Possible.WAITING)

    @property
    def members_only(self) -> bool:
        return self.event.registration_policy == RegistrationPolicy.MEMBERS


def offer_for(page: Event, user: Any = None) -> Offer | None:
    """None for an event that takes no registrations here, and for one that is over. `user` is
    somebody who has signed in. The number of queries does not grow with registrations."""
    event, now = page.original, timezone.now()
    if event.pk is None or event.registration_policy == RegistrationPolicy.NONE:
        return None
    if event.ends_at <= now:
        return None
    mine = _own(event, user)
    if event.cancelled or page.cancelled:
        return Offer(event, Possible.CANCELLED)
    if not event.takes_registrations(now):
        return Offer(event, _when(event, now), mine=mine)
    places = event.places_at(now)
    countries = _senders(event, user) if user else []
    return Offer(
        event,
        _state(event, places),
        None if places.kept or places.room == UNLIMITED else places.room,
        bool(places.kept),
        mine,
        [_of_country(country, places) for country in countries],
    )


def _senders(event: Event, user: Any) -> list[Country]:
    """The countries for which the reader can nominate people."""
    countries = by_name(countries_of(user))
    given = event.given_places() if countries else {}
    return [country for country in countries if event.may_send(country, given.get(country.pk))]


def _own(event: Event, user: Any) -> Registration | None:
    if not user:
        return None
    return Registration.objects.active().filter(event=event, user=user.pk).first()


def _when(event: Event, now: datetime) -> Possible:
    opens = event.registration_opens
    return Possible.SOON if opens is None or now < opens else Possible.CLOSED


def _state(event: Event, places: Places) -> Possible:
    if event.registration_policy == RegistrationPolicy.NOMINATION:
        return Possible.NOMINATION
    if not places.full:
        return Possible.OPEN
    return Possible.WAITING if event.waiting_list or event.approval else Possible.FULL


def _of_country(country: Country, places: Places) -> CountryOffer:
    free = places.free_for(country.pk)
    return CountryOffer(country, places.kept.get(country.pk), None if free == UNLIMITED else free)
