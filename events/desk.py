"""The events of a country on its desk, with its places at those to come."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from events.enums import HOLDING, RegistrationPolicy, RegistrationStatus
from events.models import CountryPlaces, Delegation, Event, Registration
from hub.dates import hub_date, hub_date_range
from hub.desk.section import Row, Section
from hub.desk.selectors import with_workflow, without_proposals
from hub.models import Country, Membership
from hub.page_links import address

PAST_SHOWN = 10
NEAR_A_NUMBER = re.compile(r" (?=\d)|(?<=\d) ")


@dataclass(slots=True)
class Figures:
    """Of one country at one event. `kept` is None where no places are kept for it, `given` where
    the table of single countries has none."""

    held: int = 0
    waiting: int = 0
    kept: int | None = None
    given: int | None = None
    delegation: bool = False


@dataclass(slots=True)
class Work:
    """An event with its translations: `original` has the registrations, `shown` the words."""

    original: Event
    shown: Event
    figures: Figures = field(default_factory=Figures)


def events(country: Country) -> Section:
    now = timezone.now()
    works = _works(country, now)
    _count(works, country)
    return Section(
        key="events",
        title=gettext_lazy("Events"),
        empty=gettext_lazy("No event with the country is announced."),
        rows=[_row(work, country, now) for work in works.values()],
    )


def _works(country: Country, now: datetime) -> dict[Any, Work]:
    """By translation key: what is to come and concerns the country, then what was its own."""
    own = Q(host_country=country) | Q(countries=country)
    invited = Q(live=True, cancelled=False) & _takes_people_of(country)
    pages = without_proposals(Event.objects.filter(alias_of__isnull=True).distinct())
    pages = with_workflow(pages.select_related("locale"))
    coming = pages.filter(own | invited, ends_at__gt=now).order_by("starts_at", "pk")
    past = pages.filter(own, ends_at__lte=now).order_by("-starts_at", "pk")[:PAST_SHOWN]
    works: dict[Any, Work] = {}
    for page in [*coming, *past]:
        work = works.setdefault(page.translation_key, Work(page, page))
        work.original = min(work.original, page, key=lambda one: one.pk)
        if page.locale.language_code == get_language() and (page.live or not work.shown.live):
            work.shown = page
    return works


def _takes_people_of(country: Country) -> Q:
    """As `Event.may_send`, and where a delegation was named before."""
    takes = ~Q(registration_policy=RegistrationPolicy.NONE)
    if country.membership == Membership.PARTICIPANT:
        return takes
    to_all = ~Q(registration_policy=RegistrationPolicy.MEMBERS)
    given = CountryPlaces.objects.filter(country=country, places__gt=0)
    named = Delegation.objects.filter(country=country)
    with_given, with_named = (rows.values("event__translation_key") for rows in (given, named))
    return takes & (to_all | Q(translation_key__in=with_given) | Q(translation_key__in=with_named))


def _count(works: dict[Any, Work], country: Country) -> None:
    of_country = {"country": country, "event__translation_key__in": list(works)}
    counted = Registration.objects.filter(**of_country).order_by()
    rows = counted.values_list("event__translation_key", "status").annotate(Count("pk"))
    for key, status, number in rows:
        if status in HOLDING:
            works[key].figures.held += number
        elif status == RegistrationStatus.WAITING:
            works[key].figures.waiting += number
    for key in Delegation.objects.filter(**of_country).values_list(
        "event__translation_key", flat=True
    ):
        works[key].figures.delegation = True
    stored = dict(
        CountryPlaces.objects.filter(**of_country).values_list("event__translation_key", "places")
    )
    member = country.membership == Membership.PARTICIPANT
    for key, work in works.items():
        general = work.original.places_per_country if member else None
        work.figures.given = stored.get(key)
        work.figures.kept = stored.get(key, general)


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
    """Where people are sent and replaced, while there is something to do there; else the page."""
    event = work.original
    named = work.figures.delegation and event.live and event.ends_at > now
    sends = event.may_send(country, work.figures.given) and event.takes_registrations(now)
    if named or sends:
        return reverse("delegation", args=[country.slug, event.code])
    return address(work.shown) if work.shown.live else ""


def _state(work: Work, now: datetime) -> tuple[Any, str]:
    event = work.original
    if work.shown.workflow_in_progress:
        return _("With the secretariat"), "sent"
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
        said.append(_("delegation named"))
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
            "day": hub_date(released),
        }
    return _("Places kept for you and free: %(free)s.") % {"free": free}
