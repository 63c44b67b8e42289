"""The events of a country on its desk, with its places at those to come."""

import re
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.country_events import Work, events_of
from hub.dates import hub_date, hub_date_range
from hub.desk.section import Row, Section
from hub.models import Country
from hub.page_links import address

NEAR_A_NUMBER = re.compile(r" (?=\d)|(?<=\d) ")


def events(country: Country) -> Section:
    now = timezone.now()
    return Section(
        key="events",
        title=gettext_lazy("Events"),
        empty=gettext_lazy("No event with the country is announced."),
        rows=[_row(work, country, now) for work in events_of(country, now)],
    )


def _row(work: Work, country: Country, now: datetime) -> Row:
    state, mark = _state(work, now)
    page = work.shown
    days = hub_date_range(page.local_start, page.local_end)
    return Row(
        title=page.title,
        url=_address(work, country, now),
        state=state,
        mark=mark,
        note=", ".join([days, *_places(work, now)]),
        waits=_wanted(work, now),
        lang=page.locale.language_code,
    )


def _address(work: Work, country: Country, now: datetime) -> str:
    """Where people are sent and replaced, while there is something to do there; else the page, as
    where not everybody may open it."""
    event = work.original
    named = work.figures.delegation and event.live and event.ends_at > now
    sends = event.may_send(country, work.figures.given) and event.takes_registrations(now)
    if work.public and (named or sends):
        return reverse("delegation", args=[country.slug, event.code])
    return address(work.shown) if work.shown.live else ""


def _state(work: Work, now: datetime) -> tuple[Any, str]:
    event = work.original
    if work.shown.workflow_in_progress:
        return _("With the Secretariat"), "sent"
    if not event.live:
        return _("Draft"), "draft"
    status = event.dated_status(now)
    return status.label, status


def _places(work: Work, now: datetime) -> list[str]:
    """Such as "your country has 3 of 5 places", "on the waiting list: 1"."""
    figures, said = work.figures, []
    if figures.kept is not None and not work.original.is_released(now):
        text = ngettext(
            "your country has %(held)s of %(kept)s place",
            "your country has %(held)s of %(kept)s places",
            figures.kept,
        )
        said.append(text % {"held": figures.held, "kept": figures.kept})
    elif figures.held:
        text = ngettext(
            "your country has %(held)s place", "your country has %(held)s places", figures.held
        )
        said.append(text % {"held": figures.held})
    if figures.waiting:
        said.append(_("on the waiting list: %(waiting)s") % {"waiting": figures.waiting})
    if figures.delegation:
        said.append(_("people nominated"))
    return [NEAR_A_NUMBER.sub("\u00a0", text) for text in said]


def _wanted(work: Work, now: datetime) -> str:
    event, figures = work.original, work.figures
    if figures.kept is None or event.is_released(now) or not event.takes_registrations(now):
        return ""
    free = figures.kept - figures.held
    if free <= 0:
        return ""
    if released := event.unused_places_released_at:
        return _("Places kept for you and free: %(free)s, until %(day)s.") % {
            "free": free,
            "day": hub_date(released.astimezone(event.zone)),
        }
    return _("Places kept for you and free: %(free)s.") % {"free": free}
