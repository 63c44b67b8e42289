"""Calendar files (RFC 5545): one event, a search of events, and one person's own.

A file that everybody may have carries no METHOD and no organiser: it is a plain calendar to read
or subscribe to. What a registered person gets is METHOD:PUBLISH and not REQUEST: a request draws
“Accept” and “Decline” in the mail program, and an answer given there would reach nobody, so that a
person who declined would keep the place of another. The UID is the same in all of them.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Entry

from events.models import Event
from events.timezones import vtimezone
from hub.vocabulary import EventFormat

REFRESH = timedelta(hours=6)  # how often a subscribed calendar should ask again


def public_file(event: Event, number: int) -> bytes:
    """The entry of one event. `number` is its SEQUENCE."""
    return _written(_calendar(), [event], [_public(event, number)])


def feed(events: Iterable[Event], numbers: dict[str, int], *, name: str, about: str) -> bytes:
    """A calendar to subscribe to. `numbers` is SEQUENCE by code."""
    found = list(events)
    calendar = _calendar()
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, name)
    for key in ("DESCRIPTION", "X-WR-CALDESC") if about else ():
        calendar.add(key, about)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{REFRESH.seconds // 3600}H")
    entries = [_public(event, numbers.get(event.code, 0)) for event in found]
    return _written(calendar, found, entries)


def personal_file(event: Event, number: int, *, withdrawn: bool = False) -> bytes:
    """The entry of somebody who has a place, with the online link; the only file that has it.

    `withdrawn`: the place was given up or taken away, and the entry goes from the calendar.
    """
    calendar = _calendar()
    calendar.add("METHOD", "PUBLISH")
    entry = _entry(event, number, stamp=timezone.now(), cancelled=withdrawn or event.cancelled)
    organiser = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organiser.params["CN"] = vText(settings.WAGTAIL_SITE_NAME)
    entry.add("ORGANIZER", organiser)
    entry.add("TRANSP", "OPAQUE")
    if event.online_link and not withdrawn:
        label = _("Online: %(link)s") % {"link": event.online_link}
        entry["DESCRIPTION"] = vText(f"{label}\n\n{entry['DESCRIPTION']}")
        parameters = {"VALUE": "URI", "LABEL": event.title}
        entry.add("CONFERENCE", event.online_link, parameters=parameters)
    return _written(calendar, [event], [entry])


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", f"-//{settings.WAGTAIL_SITE_NAME}//{_host()}//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _public(event: Event, number: int) -> Entry:
    entry = _entry(event, number, stamp=_changed(event), cancelled=event.cancelled)
    entry.add("TRANSP", "TRANSPARENT")  # to know of an event is not to be busy
    return entry


def _entry(event: Event, number: int, *, stamp: datetime, cancelled: bool) -> Entry:
    address = f"{settings.HUB_BASE_URL.rstrip('/')}/id/{event.code}"
    entry = Entry()
    entry.add("UID", f"{event.code}@{_host()}")
    entry.add("DTSTAMP", stamp.astimezone(UTC))
    entry.add("LAST-MODIFIED", _changed(event).astimezone(UTC))
    entry.add("SEQUENCE", number)
    entry.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    entry.add("SUMMARY", event.title)
    entry.add("DTSTART", event.local_start)
    entry.add("DTEND", event.local_end)
    if place := _place(event):
        entry.add("LOCATION", place)
    entry.add("DESCRIPTION", f"{strip_tags(event.summary)}\n\n{address}")
    entry.add("URL", address)
    entry.add("CATEGORIES", [event.get_event_kind_display()])
    return entry


def _place(event: Event) -> str:
    country = event.host_country.name if event.host_country else ""
    if event.event_format == EventFormat.ONLINE:
        return str(EventFormat.ONLINE.label)
    return ", ".join(filter(None, (event.venue, event.city, country)))


def _changed(event: Event) -> datetime:
    """When it was published last; the same for everybody, so that a file stays the same too."""
    return event.last_published_at or event.first_published_at or event.starts_at


def _written(calendar: Calendar, events: list[Event], entries: list[Entry]) -> bytes:
    """The zones come before what is told in them, each over the years of all the events."""
    years = [moment.year for event in events for moment in (event.local_start, event.local_end)]
    for name in sorted({event.time_zone for event in events} - {"UTC"}):
        calendar.add_component(vtimezone(name, min(years), max(years)))
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical()


def _host() -> str:
    return urlsplit(settings.HUB_BASE_URL).hostname or "localhost"
