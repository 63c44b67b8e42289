"""What those who are registered hear: of a place, and of an event that changes or is cancelled.

The publication only advances the number of the calendar entry, and notes in which languages the
event reads differently, in its own transaction. That `told` lags behind is the work that is left:
it is done apart, however many people there are.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from events import mail
from events.country_mail import tell_focal_point
from events.enums import ACTIVE, HOLDING, Action
from events.models import CalendarSequence, Event, Registration
from events.services.differences import changes_of
from events.services.messaging import of_event


def tell_of_changes() -> int:
    """Write to those who have a place, in the languages in which the event reads differently; of a
    cancellation also to those who hoped for one. Returns how many letters were written."""
    due = CalendarSequence.objects.filter(told__lt=F("number")).values_list("code", flat=True)
    return sum(_tell(code) for code in list(due))


@transaction.atomic
def _tell(code: str) -> int:
    sequence = CalendarSequence.objects.select_for_update().get(code=code)
    pages = Event.objects.filter(code=code).select_related("locale")
    event = pages.order_by("pk").first()
    written = 0
    if event and event.live and event.ends_at > timezone.now():
        event.original = event
        letter = "event_cancelled" if event.cancelled else "event_changed"
        rows = _concerned(event).filter(language__in=sequence.unheard)
        changes = {one: changes_of(event, one, sequence) for one in sequence.unheard}
        written = mail.notify_all(
            of_event(event, rows),
            letter,
            occasion=str(sequence.number),
            context=lambda one: {"changes": changes[one.language]},
        )
    sequence.told, sequence.unheard, sequence.heard = sequence.number, [], {}
    sequence.save(update_fields=["told", "unheard", "heard"])
    return written


def _concerned(event: Event) -> QuerySet[Registration]:
    """Without those who have not proved the address to be theirs: it may be a stranger's."""
    proved = Q(held_until=None) | Q(address_confirmed_at__isnull=False)
    statuses = ACTIVE if event.cancelled else HOLDING
    rows = Registration.objects.filter(event=event, status__in=statuses, purged_at=None)
    return rows.filter(proved).exclude(email="")


def tell_of_place(
    registration: Registration,
    action: Action = Action.PLACE_GIVEN,
    by: AbstractBaseUser | None = None,
) -> None:
    mail.notify(registration, "place_held" if registration.is_provisional else "confirmed")
    tell_focal_point(registration, action, by)
