"""Short lists of works and counts of terms, for any template."""

from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any, TypeVar

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from hub.dates import hub_date, hub_date_range
from hub.languages import active_language
from hub.numbers import hub_number
from hub.templatetags.hub import status
from search import likeness, presentation, services
from search.query import FacetCount, FacetValue, Hit, Similar

register = template.Library()
T = TypeVar("T")


@register.simple_tag
def latest_works(number: int, kind: str = "", choices: str = "") -> list[Hit]:
    """The newest works, or events that come soonest, of one kind or of several with commas between,
    and of other choices such as "event_status=open,announced"."""
    filters = {"kind": tuple(kind.split(","))} if kind else {}
    for choice in choices.split():
        key, _equals, values = choice.partition("=")
        filters[key] = tuple(values.split(","))
    return services.latest(active_language(), number, **filters)


@register.simple_tag
def works_by_code(codes: list[str]) -> dict[str, Hit]:
    """Code to work, of those that everybody may see; in the order of the codes."""
    return {hit.id: hit for hit in services.items(codes, active_language())}


@register.filter
def of_code(things: dict[str, T], code: str) -> T | None:
    return things.get(code)


@register.simple_tag
def similar_works(code: str, number: int) -> list[Similar]:
    """Works like the one with this code, each with the reasons."""
    return likeness.similar(code, active_language(), number)


@register.simple_tag
def figures() -> list[dict[str, Any]]:
    """How much there is, each figure with the search that lists it."""
    found = services.counts()
    kinds = found.get("kind", {})
    cases, memoranda, events = (
        kinds.get(kind, 0) for kind in ("case_study", "memorandum", "event")
    )
    told = sum(found.get("outcome", {}).get(outcome, 0) for outcome in ("mixed", "failed"))
    countries = len(found.get("country", {}))
    base = reverse("search")
    return [
        {
            "label": npgettext("counted", "case study", "case studies", cases),
            "value": cases,
            "url": f"{base}?kind=case_study",
        },
        {
            "label": _("of them mixed or failed"),
            "value": told,
            "url": f"{base}?outcome=mixed&outcome=failed",
        },
        {
            "label": npgettext("counted", "country", "countries", countries),
            "value": countries,
            "url": reverse("countries"),
        },
        {
            "label": npgettext("counted", "memorandum", "memoranda", memoranda),
            "value": memoranda,
            "url": f"{base}?kind=memorandum",
        },
        {
            "label": npgettext("counted", "event", "events", events),
            "value": events,
            "url": f"{base}?kind=event",
        },
    ]


@register.simple_tag
def public_term_list(facet: str) -> list[dict[str, Any]]:
    """Terms under which something is published, with counts; themes as a tree."""
    return presentation.term_list(facet, active_language())


@register.simple_tag
def first_past(events: list[Hit]) -> str:
    """The code of the first event that is over, if others come before it in a list."""
    now = timezone.now()
    over = [datetime.fromisoformat(event.details["ends"]) < now for event in events]
    return events[over.index(True)].id if True in over[1:] and not over[0] else ""


@register.filter
def some(labels: list[str] | None, number: int) -> list[str]:
    """The first labels, the last with how many more there are, such as "Japan +4"; one more is
    said itself."""
    found = [*(labels or ())]
    more = len(found) - number
    return [*found[: number - 1], f"{found[number - 1]}\u00a0+{more}"] if more > 1 else found


@register.simple_tag
def eyebrow(kind: str, *more: list[str] | None) -> SafeString:
    """The line above a title: what it is, then when and where. In Python for the reason of
    `facet_choices`."""
    parts = [kind, *(part for parts in more for part in parts or ())]
    return SafeString(
        "".join(f'<span class="eyebrow-part">{escape(part)}</span>' for part in parts)
    )


@register.simple_tag
def hit_eyebrow(hit: Hit) -> SafeString:
    return eyebrow(
        hit.kind_label, hit.facets.get("year", [])[:1], some(hit.labels.get("country"), 3)
    )


@register.simple_tag
def hit_facts(hit: Hit) -> SafeString:
    """The line under a work in a list of results: how it stands, its day, themes. In Python for the
    reason of `facet_choices`."""
    details = hit.details
    starts = details.get("starts")
    day = hub_date_range(starts, details["ends"]) if starts else hub_date(hit.date)
    words = (day, *hit.labels.get("theme", ())[:2])
    return SafeString(standing(hit) + "".join(f"<span>{escape(word)}</span>" for word in words))


@register.simple_tag
def standing(hit: Hit) -> str:
    """The status of a work in a list: its outcome, or that of a memorandum or an event."""
    for key in ("outcome", "memorandum_status", "event_status"):
        if hit.facets.get(key):
            return status(hit.facets[key][0], hit.labels[key][0])
    return ""


@register.simple_tag
def facet_choices(facet: FacetCount) -> SafeString:
    """The values of a facet as list items.

    A search page has hundreds: drawn by a template they take half of its time, in Python a tenth.
    """
    return SafeString("\n".join(_choice(facet.key, value) for value in facet.values))


def _choice(key: str, value: FacetValue) -> str:
    name, label = escape(value.value), escape(value.label)
    lang = f' lang="{name}"' if key in ("language", "working_language") else ""
    kind = f"choice{' choice-child' * bool(value.parent)}{' choice-none' * (not value.count)}"
    return (
        f'<li class="{kind}"><input type="checkbox" id="f-{key}-{name}" name="{key}" '
        f'value="{name}"{" checked" * value.selected}> '
        f'<label for="f-{key}-{name}"{lang}>{label}</label> '
        f'<span class="choice-count">{_number_of_works(value.count, active_language())}</span></li>'
    )


@lru_cache(maxsize=4096)
def _number_of_works(count: int, language: str) -> str:
    words = ngettext("%(n)s work", "%(n)s works", count) % {"n": count}
    return (
        f'<span aria-hidden="true">{hub_number(count)}</span>'
        f'<span class="visually-hidden">{words}</span>'
    )
