"""Letters shortly before an event, each once."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from events import mail
from events.enums import ACTIVE, Action, RegistrationStatus
from events.models import Event, Registration, RegistrationLog
from events.services.messaging import of_event

LETTER, COMPLETE = "reminder", "please_complete"
PATIENCE = timedelta(days=3)  # before somebody nominated is asked once more
GIVEN = (Action.PLACE_GIVEN, Action.PROMOTED, Action.SUBSTITUTED)


def send_reminders() -> int:
    """To everybody who has a place at an event that is near. Returns how many were written."""
    now, written = timezone.now(), 0
    coming = Event.objects.filter(live=True, cancelled=False, starts_at__gt=now)
    for event in coming.select_related("locale"):
        if event.original.pk != event.pk or not (due := _due(event, now)):
            continue
        days, since = due
        occasion = f"{days}:{event.local_start:%Y-%m-%d}"
        told = mail.told(LETTER, occasion)
        people = of_event(event, _expected(event, since))
        missing = [one for one in people if one.public_id not in told]
        written += mail.notify_all(missing, LETTER, occasion=occasion)
    return written


def remind_incomplete() -> int:
    """Once more, after some days, to those who were nominated and have not answered or consented.
    Returns how many letters were written."""
    now = timezone.now()
    rows = Registration.objects.filter(
        complete=False, substitute=False, status__in=ACTIVE, purged_at=None, checked_in_at=None
    )
    rows = rows.filter(created_at__lt=now - PATIENCE).exclude(email="")
    coming = Event.objects.filter(live=True, cancelled=False, ends_at__gt=now)
    events = coming.filter(pk__in=rows.order_by().values("event")).select_related("locale")
    return sum(_ask_once_more(event, rows.filter(event=event)) for event in events)


def _ask_once_more(event: Event, rows: QuerySet[Registration]) -> int:
    told = mail.told(COMPLETE, event.code)
    missing = [one for one in of_event(event, rows) if one.public_id not in told]
    return mail.notify_all(missing, COMPLETE, occasion=event.code)


def _due(event: Event, now: datetime) -> tuple[int, datetime] | None:
    """Which reminder is due, and since when. Days are counted by the clock of the place, where not
    every day has 24 hours."""
    days = {event.first_reminder_days, event.last_reminder_days} - {None, 0}
    turns = [(number, event.local_start - timedelta(days=number)) for number in sorted(days)]
    return next(((number, since) for number, since in turns if since <= now), None)


def _expected(event: Event, since: datetime) -> QuerySet[Registration]:
    """Who had the place before the reminder was due; who got it later has only just heard."""
    given_later = RegistrationLog.objects.filter(
        registration=OuterRef("pk"), action__in=GIVEN, at__gt=since
    )
    confirmed = Registration.objects.filter(event=event, status=RegistrationStatus.CONFIRMED)
    proved = Q(held_until=None) | Q(address_confirmed_at__isnull=False)
    return confirmed.filter(proved, ~Exists(given_later)).exclude(email="")
