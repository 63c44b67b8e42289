"""Days and moments in the reader's language."""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from django.utils.translation import gettext as _

from hub.languages import active_language

# A day stays on a line with its month, and a year with the word for it; days of one month too.
PATTERNS = {"en": "d\xa0MMMM y", "ru": "d\xa0MMMM y\xa0'г.'", "kk": "y\xa0'ж'.\xa0d\xa0MMMM"}


def hub_month(value: date | None) -> str:
    """Month and year, to stand under the number of a day: "Nov 2026"."""
    return format_date(value, "MMM y", locale=active_language()) if value else ""


def hub_date(value: date | datetime | str | None) -> str:
    """A day in the reader's language, such as "22 November 2026". A moment has the day of the zone
    in which it is given, whatever zone is active."""
    return _worded(_day(value), active_language()) if value else ""


def _day(value: date | datetime | str) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.date() if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)  # a list of results has twenty; moments of two zones may be equal
def _worded(day: date, language: str) -> str:
    return format_date(day, PATTERNS[language], locale=language)


def hub_moment(value: str) -> str:
    """A moment in ISO form, such as "22 November 2026, 14:30 UTC"."""
    moment = datetime.fromisoformat(value).astimezone(UTC)
    return f"{hub_date(moment)}, {moment:%H:%M} UTC"


def zone_city(name: str) -> str:
    """The city that a time zone is named after, such as "Almaty", in the reader's language."""
    if name == "UTC":
        return name
    return get_timezone_location(name, locale=active_language(), return_city=True)


def zone_at(moment: datetime, name: str) -> str:
    """A time zone in the reader's language with its offset then: "Almaty time, UTC+05:00"."""
    if name == "UTC":
        return name
    city = zone_city(name)
    offset = moment.astimezone(ZoneInfo(name)).isoformat()[-6:]
    return _("%(city)s time, UTC%(offset)s") % {"city": city, "offset": offset}


def moment_at(moment: datetime, name: str) -> str:
    """A moment by the clock of a zone: "1 March 2030, 12:00, Almaty time, UTC+05:00"."""
    local = moment.astimezone(ZoneInfo(name))
    return f"{hub_date(local)}, {local:%H:%M}, {zone_at(moment, name)}"


def hub_weekday(value: date) -> str:
    """A day with its weekday, such as "Sunday, 22 November 2026"."""
    language = active_language()
    if language == "kk":
        return f"{hub_date(value)}, {format_date(value, 'EEEE', locale=language)}"
    return f"{format_date(value, 'EEEE', locale=language)}, {hub_date(value)}"


def hub_date_range(start: date | datetime | str, end: date | datetime | str | None) -> str:
    """Two days in as few words as are clear, such as "22–24 November 2026"."""
    first = _day(start)
    last = _day(end) if end else first
    if first == last:
        return hub_date(first)
    if (first.year, first.month) != (last.year, last.month):
        return f"{hub_date(first)} – {hub_date(last)}"
    language = active_language()
    days = f"{first.day}\u2060–\u2060{last.day}"
    if language == "kk":
        return f"{first.year}\xa0ж.\xa0{days}\xa0{format_date(first, 'MMMM', locale=language)}"
    _number, rest = _worded(first, language).split("\xa0", 1)
    return f"{days}\xa0{rest}"
