"""Giving places: the one door to an event's registrations, and who is next in line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.enums import Action, RegistrationStatus
from events.exceptions import TooLate
from events.models import Event, Registration
from events.places import Places
from events.services.journal import SYSTEM, record
from events.services.telling import tell_of_place
from hub.vocabulary import EventStatus
from search import outbox


@dataclass(slots=True)
class Desk:
    """An event that this transaction alone may change registrations of. Whatever was read of a
    registration before is stale: `take` reads it anew."""

    event: Event
    moment: datetime
    places: Places
    files: list[FieldFile] = field(default_factory=list)  # written, to be removed if it fails

    @property
    def takes_place(self) -> bool:
        return self.event.takes_place(self.moment)

    def must_take_place(self) -> None:
        if not self.takes_place:
            raise TooLate(_("The event is cancelled, over or not published."))

    def take(self, public_id: UUID) -> Registration:
        registration = Registration.objects.get(event=self.event, public_id=public_id)
        registration.event = self.event
        return registration

    def next_number(self) -> int:
        last = Registration.objects.filter(event=self.event).order_by("-asked_at")
        return (last.values_list("asked_at", flat=True).first() or 0) + 1

    def give(self, registration: Registration) -> None:
        """A place, whether or not the law has one; the caller has looked."""
        registration.status = RegistrationStatus.CONFIRMED
        if registration.is_provisional:
            registration.held_until = self.hold()
        registration.save(update_fields=["status", "held_until"])
        self.places.held[registration.country_id] += 1

    def leave(self, registration: Registration, status: RegistrationStatus) -> None:
        """Out of the event, and the place, if there was one, free."""
        if registration.holds_place:
            self.places.held[registration.country_id] -= 1
        registration.status = status
        registration.save()

    def hold(self) -> datetime:
        return self.moment + timedelta(hours=settings.HUB_REGISTRATION_HOLD_HOURS)

    def fill(self) -> list[Registration]:
        """Give free places to those who wait, in the order in which they asked; none at an event
        that is cancelled, over or not published."""
        given: list[Registration] = []
        if not self.takes_place:
            return given
        for registration in self._next_in_line():
            if self.places.free_for(registration.country_id):
                registration.event = self.event
                self.give(registration)
                record(registration, Action.PLACE_GIVEN, SYSTEM)
                given.append(registration)
        return given

    def fill_and_tell(self) -> list[Registration]:
        given = self.fill()
        for registration in given:
            tell_of_place(registration)
        return given

    def _next_in_line(self) -> list[Registration]:
        """Of each group that shares places, as many as it has places free."""
        late = Q(held_until__lte=self.moment, address_confirmed_at=None)
        waiting = Registration.objects.filter(event=self.event).waiting().exclude(late)
        countries = set(waiting.order_by().values_list("country", flat=True).distinct())
        own = [waiting.filter(country=c) for c in sorted(countries & self.places.kept.keys())]
        free = [self.places.free_for(c) for c in sorted(countries & self.places.kept.keys())]
        if countries - self.places.kept.keys():
            own.append(waiting.exclude(country__in=self.places.kept.keys()))
            free.append(self.places.free_for(None))
        found = chain.from_iterable(
            _first(rows, number) for rows, number in zip(own, free, strict=True) if number
        )
        return sorted(found, key=lambda registration: registration.asked_at)


def _first(rows: QuerySet[Registration], number: int) -> list[Registration]:
    return list(rows[: min(number, 1_000_000)])


@contextmanager
def desk(event_id: int) -> Iterator[Desk]:
    """A transaction with the event locked: counts read in it stay true to its end.

    The row of the event alone is locked, not that of its page: ADR 0011.
    """
    files: list[FieldFile] = []
    try:
        with transaction.atomic():
            event = lock(event_id)
            moment = timezone.now()
            places = event.places_at(moment)
            was_full = places.full
            yield Desk(event, moment, places, files)
            if places.full != was_full:
                _tell_search(event, moment)
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise


def lock(event_id: int) -> Event:
    rows = Event.objects.select_for_update(of=("self",)).order_by()
    return rows.get(pk=event_id)


def _tell_search(event: Event, moment: datetime) -> None:
    """The status that people filter by turned; registrations themselves are no business of it."""
    if event.status_at(moment) in (EventStatus.OPEN, EventStatus.FULL):
        pages = Event.objects.filter(translation_key=event.translation_key)
        outbox.pages_changed(pages.values_list("pk", flat=True))
