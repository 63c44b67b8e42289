"""Short lists of works and counts of terms, for any template."""

from typing import Any

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub.languages import DEFAULT_LANGUAGE
from search import presentation, services
from search.query import Hit, Similar

register = template.Library()


def _language() -> str:
    return get_language() or DEFAULT_LANGUAGE


@register.simple_tag
def latest_works(number: int, kind: str = "", choices: str = "") -> list[Hit]:
    """The newest works, of one kind or of several with commas between, and of other choices such
    as "event_status=open,announced"."""
    filters = {"kind": tuple(kind.split(","))} if kind else {}
    for choice in choices.split():
        key, _equals, values = choice.partition("=")
        filters[key] = tuple(values.split(","))
    return services.latest(_language(), number, **filters)


@register.simple_tag
def similar_works(code: str, number: int) -> list[Similar]:
    """Works like the one with this code, each with the reasons."""
    return services.similar(code, _language(), number)


@register.simple_tag
def figures() -> list[dict[str, Any]]:
    """How much there is, each figure with the search that lists it."""
    found = services.counts()
    kinds = found.get("kind", {})
    base = reverse("search")

    def address(**values: str) -> str:
        data = QueryDict(mutable=True)
        data.update(values)
        return f"{base}?{data.urlencode()}"

    return [
        {
            "label": _("case studies"),
            "value": kinds.get("case_study", 0),
            "url": address(kind="case_study"),
        },
        {
            "label": _("of them mixed or failed, told openly"),
            "value": sum(found.get("outcome", {}).get(x, 0) for x in ("mixed", "failed")),
            "url": f"{base}?outcome=mixed&outcome=failed",
        },
        {
            "label": _("countries"),
            "value": len(found.get("country", {})),
            "url": reverse("countries"),
        },
        {
            "label": _("memoranda"),
            "value": kinds.get("memorandum", 0),
            "url": address(kind="memorandum"),
        },
        {"label": _("events"), "value": kinds.get("event", 0), "url": address(kind="event")},
    ]


@register.simple_tag
def public_term_list(facet: str) -> list[dict[str, Any]]:
    """Terms under which something is published, with counts; themes as a tree."""
    return presentation.term_list(facet, _language())
