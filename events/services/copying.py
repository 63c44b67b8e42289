"""An event once more, on another day: one copy, or a series of them."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug

from events.enums import Interval
from events.models import Copying, Event, Series, SeriesPart
from events.page_form import MOMENTS

# What came of the event, or was said of that one alone.
LEFT_BEHIND = {
    "outcomes": [],
    "images": [],
    "materials": [],
    "people_trained": None,
    "cancelled": False,
    "go_live_at": None,
    "expire_at": None,
}


@transaction.atomic
def duplicate(*, event: Event, first_day: date, by: AbstractBaseUser, key: UUID) -> Event:
    """A draft beside the event, as its latest draft is, on other days at the same hours there.

    Registrations, helpers, outcomes, materials and photographs stay behind. With a key that is
    known nothing is made: the copy that was made with it is returned. Raises PermissionDenied for
    who may not add events.
    """
    copying, made = _begun(key)
    if made:
        return made[0]
    copy = _copy(event, first_day, by)
    _ended(copying, [copy])
    return copy


def _begun(key: UUID) -> tuple[Copying, list[Event]]:
    """Of two requests with one key the second waits here until the first has made its copies."""
    copying, _is_new = Copying.objects.get_or_create(key=key)
    rows = Event.objects.filter(code__in=copying.codes, alias_of=None).order_by("starts_at", "pk")
    return copying, list(rows)


def _ended(copying: Copying, copies: list[Event]) -> None:
    copying.codes = [copy.code for copy in copies]
    copying.save(update_fields=["codes"])


def _copy(event: Event, first_day: date, by: AbstractBaseUser) -> Event:
    source = event.get_latest_revision_as_object()
    days = (first_day - source.local_start.date()).days
    changes = {
        **LEFT_BEHIND,
        **{name: _shift(getattr(source, name), days, source.zone) for name in MOMENTS},
        "agenda": _agenda(source, days),
        "slug": find_available_slug(source.get_parent(), source.slug),
        "locked": False,
    }
    action = CopyPageAction(
        source,
        update_attrs=changes,
        exclude_fields=["helpers"],
        copy_revisions=False,
        keep_live=False,
        user=by,
    )
    copy: Event = action.execute()
    return copy


@transaction.atomic
def make_series(
    *, event: Event, name: str, number: int, interval: Interval, by: AbstractBaseUser, key: UUID
) -> list[Event]:
    """So many copies as drafts, each a week or a month after the one before. The event is the
    first of the series; one that is in a series already gets more parts. With a key that is known
    nothing is made: the copies that were made with it are returned."""
    copying, made = _begun(key)
    if made:
        return made
    part = SeriesPart.objects.filter(code=event.code).first()
    series = part.series if part else Series.objects.create(name=name)
    SeriesPart.objects.get_or_create(code=event.code, defaults={"series": series})
    first = event.get_latest_revision_as_object().local_start.date()
    copies = []
    for day in _days(first, number, interval):
        copy = _copy(event, day, by)
        SeriesPart.objects.create(series=series, code=copy.code)
        copies.append(copy)
    _ended(copying, copies)
    return copies


def _days(first: date, number: int, interval: Interval) -> Iterator[date]:
    """A month that is too short has it on its last day."""
    for count in range(1, number + 1):
        if interval == Interval.WEEK:
            yield first + timedelta(weeks=count)
            continue
        years, month = divmod(first.month - 1 + count, 12)
        year, month = first.year + years, month + 1
        yield date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def _shift(moment: datetime | None, days: int, zone: ZoneInfo) -> datetime | None:
    """The same time by the clock of the place, also when summer time begins between the two."""
    return moment and moment.astimezone(zone) + timedelta(days=days)


def _agenda(event: Event, days: int) -> list[dict]:
    agenda = event.agenda.get_prep_value()
    for block in agenda:
        if day := block["value"].get("day"):
            moved = date.fromisoformat(day) + timedelta(days=days)
            block["value"]["day"] = moved.isoformat()
    return agenda
