"""A time zone as calendar files describe it.

icalendar can write one too, but gives the onset of summer time in the new time; RFC 5545 (3.6.5)
asks for it in the old one, and a calendar that follows it would be an hour late on that night.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@lru_cache(maxsize=200)
def vtimezone(name: str, first_year: int, last_year: int) -> Timezone:
    """The zone from the start of the first year to the end of the last one."""
    zone = ZoneInfo(name)
    first = datetime(first_year, 1, 1, tzinfo=UTC) - DAY
    last = datetime(last_year + 1, 1, 1, tzinfo=UTC) + DAY
    component = Timezone()
    component.add("TZID", name)
    _observe(component, first.astimezone(zone), first.astimezone(zone))
    for moment in _turns(zone, first, last):
        _observe(component, (moment - SECOND).astimezone(zone), moment.astimezone(zone))
    return component


def _observe(component: Timezone, before: datetime, after: datetime) -> None:
    """What holds from `after` on. Its onset is told by the clock that ran `before`."""
    rule = TimezoneDaylight() if after.dst() else TimezoneStandard()
    offset = before.utcoffset() or timedelta()
    rule.add("DTSTART", (after.astimezone(UTC) + offset).replace(tzinfo=None))
    rule.add("TZOFFSETFROM", offset)
    rule.add("TZOFFSETTO", after.utcoffset() or timedelta())
    rule.add("TZNAME", after.tzname() or "")
    component.add_component(rule)


def _turns(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments at which the clock of the zone is put forward or back."""
    day = first
    while day < last:
        if _rule(day, zone) != _rule(day + DAY, zone):
            low, high = day, day + DAY
            while high - low > SECOND:
                middle = low + (high - low) / 2
                if _rule(middle, zone) == _rule(day, zone):
                    low = middle
                else:
                    high = middle
            yield high.replace(microsecond=0)
        day += DAY


def _rule(moment: datetime, zone: ZoneInfo) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()
