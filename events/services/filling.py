"""Places that came free by time, or because an organiser made room."""

from django.utils import timezone

from events.enums import RegistrationStatus
from events.models import Event, Registration
from events.services.places import desk


def release_unused_places() -> int:
    """Give places to those who wait for events to come: places of countries may have been
    released, or an organiser may have made room. Returns how many were given."""
    now = timezone.now()
    waiting = Registration.objects.filter(
        status=RegistrationStatus.WAITING,
        event__live=True,
        event__ends_at__gt=now,
        event__cancelled=False,
    )
    events = list(waiting.order_by().values_list("event", flat=True).distinct())
    return sum(_fill(event_id) for event_id in events)


def give_free_places(*, event: Event) -> int:
    """Called when the event's page was published: there may be more places than before. Fewer
    places take none away from those who have one. Returns how many were given."""
    return _fill(event.original.pk)


def _fill(event_id: int) -> int:
    with desk(event_id) as opened:
        return len(opened.fill_and_tell())
