"""What the template of an event shows beside the page's own fields."""

from typing import Any

from babel import Locale
from babel.dates import get_day_names
from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import agenda, months, programme, selectors
from events.models import Event, Registration
from events.offer import Offer, offer_for
from events.visitors import user_of
from hub.dates import hub_date_range, moment_at, zone_at
from hub.languages import LANGUAGES, active_language
from hub.numbers import hub_number
from hub.page_links import link_to
from search.labels import month_name
from search.query import Results

register = template.Library()
register.filter(zone_at)
register.filter(moment_at)
Fact = dict[str, Any]


def _plain(label: str, value: object) -> list[Fact]:
    return [{"label": label, "value": value}] if value else []


@register.simple_tag
def event_facts(page: Event) -> list[Fact]:
    """What the head and the text of the page do not say already."""
    names = Locale(active_language()).languages
    spoken = [names[code] for code in page.working_languages if code in LANGUAGES]
    return [
        *_plain(_("Working languages"), capfirst(", ".join(spoken))),
        *_plain(_("Places"), hub_number(page.capacity) if page.capacity else ""),
        {
            "label": _("Themes"),
            "links": [
                {"text": theme.name, "url": reverse("theme", args=[theme.slug])}
                for theme in page.themes.all()
            ],
        },
    ]


@register.simple_tag
def event_agenda(page: Event) -> list[agenda.Day]:
    return agenda.days(page)


@register.simple_tag
def month_calendar(results: Results) -> months.Month:
    """The month that a search was asked for, as a calendar."""
    (value,) = results.query.filters["month"]
    counts = {
        choice.value: choice.count
        for facet in results.facets
        if facet.key == "month"
        for choice in facet.values
    }
    return months.month(value, results.results, counts, timezone.localdate())


@register.simple_tag
def weekdays() -> list[dict[str, str]]:
    """Names of the days from Monday, short and in full."""
    language = active_language()
    short = get_day_names("abbreviated", "stand-alone", locale=language)
    full = get_day_names("wide", "stand-alone", locale=language)
    return [{"short": short[day], "full": full[day]} for day in range(7)]


@register.filter
def named_month(value: str) -> str:
    """ "2026-11" as "November 2026"."""
    return month_name(value, active_language())


@register.filter
def agenda_speakers(days: list[agenda.Day]) -> list[agenda.Appearance]:
    return agenda.speakers(days)


@register.simple_tag
def series_of_event(page: Event) -> dict[str, Any]:
    """Its other published events, in the order of time, and what stands above them."""
    name, pages = programme.published_series(page, active_language())
    items = [
        {**link_to(other), "kind_label": hub_date_range(other.local_start, other.local_end)}
        for other in pages
    ]
    return {"title": _("Part of “%(name)s”") % {"name": name}, "items": items}


@register.simple_tag(takes_context=True)
def registration_offer(context: dict[str, Any], page: Event) -> Offer | None:
    """What the reader can do about registration now."""
    request = context.get("request")
    return offer_for(page, user_of(request) if request else None)


@register.simple_tag(takes_context=True)
def my_registrations(context: dict[str, Any]) -> list[tuple[Registration, Event]]:
    """Of the person who has signed in, each with its event in the reader's language."""
    rows = list(selectors.registrations_of(context["request"].user))
    language = active_language()
    shown = programme.in_languages((one.event.code, language) for one in rows)
    return [(one, shown.get((one.event.code, language), one.event)) for one in rows]
