"""The events that take registrations, with the numbers that say where work waits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.enums import HOLDING, RegistrationPolicy, RegistrationStatus
from events.models import Event, Registration
from events.organisers.access import events_of
from events.services.organising import TO_DECIDE
from hub.vocabulary import EventStatus

RECENT = timedelta(days=60)


@dataclass(slots=True)
class EventRow:
    """`title`: in the editor's language, if the event is published in it."""

    event: Event
    title: str = ""
    held: int = 0
    waiting: int = 0
    to_decide: int = 0

    @property
    def state(self) -> str:
        """As the event's status, without asking the database for the places of each."""
        now, event = timezone.now(), self.event
        if not event.live:
            return _("Draft")
        if event.takes_registrations(now) and event.starts_at > now:
            full = event.capacity is not None and self.held >= event.capacity
            return str((EventStatus.FULL if full else EventStatus.OPEN).label)
        return str(event.status_at(now).label)


def events_with_registration(user: Any) -> tuple[list[EventRow], list[EventRow]]:
    """Those to come or under way, the next first; and those of the last weeks."""
    now = timezone.now()
    own = events_of(user).filter(ends_at__gt=now - RECENT).order_by("starts_at")
    rows: dict[Any, EventRow] = {}
    for page in own.select_related("locale"):
        row = rows.setdefault(page.translation_key, EventRow(page))
        row.event = min(row.event, page, key=lambda one: one.pk)
        if page.live and page.locale.language_code == get_language():
            row.title = page.title
    by_event = {row.event.pk: row for row in rows.values()}
    _count(by_event)
    shown = [row for row in rows.values() if _takes_part(row)]
    coming = [row for row in shown if row.event.ends_at > now]
    return coming, [row for row in reversed(shown) if row.event.ends_at <= now]


def _count(rows: dict[int, EventRow]) -> None:
    counted = Registration.objects.filter(event__in=rows).order_by().values_list("event", "status")
    for pk, status, number in counted.annotate(Count("pk")):
        if status in HOLDING:
            rows[pk].held += number
        elif status == RegistrationStatus.WAITING:
            rows[pk].waiting += number
        elif status in TO_DECIDE:
            rows[pk].to_decide += number


def _takes_part(row: EventRow) -> bool:
    own = row.event.registration_policy != RegistrationPolicy.NONE
    return own or bool(row.held or row.waiting or row.to_decide)
