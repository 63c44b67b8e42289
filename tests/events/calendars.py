"""Events for calendars, and calendar files parsed back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from events.models import Event
from hub.models import Country
from tests import factories

PARIS = ZoneInfo("Europe/Paris")


def entries(content: bytes) -> list:
    return Calendar.from_ical(content).events


def publish(page: Event, **changes) -> Event:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()
    return Event.objects.get(pk=page.pk)


def across_summer_time(**fields) -> Event:
    return factories.event(
        starts_at=datetime(2030, 3, 30, 9, tzinfo=PARIS),
        ends_at=datetime(2030, 3, 31, 17, 30, tzinfo=PARIS),
        time_zone="Europe/Paris",
        venue="Salle A, étage 2; aile nord",
        city="Paris",
        host_country=Country.objects.get(slug="fr"),
        **fields,
    )
