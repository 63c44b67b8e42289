"""What the template of an event shows beside the page's own fields."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Event
from hub.languages import LANGUAGES
from hub.templatetags.hub import hub_date_range, hub_number

register = template.Library()
Fact = dict[str, Any]


def _plain(label: str, value: object) -> list[Fact]:
    return [{"label": label, "value": value}] if value else []


@register.simple_tag
def event_facts(page: Event) -> list[Fact]:
    """When, where and for whom, in the order in which one asks."""
    places = [page.venue, page.city, page.host_country.name if page.host_country else ""]
    spoken = [LANGUAGES[code].endonym for code in page.working_languages if code in LANGUAGES]
    return [
        *_plain(_("Kind"), page.get_event_kind_display()),
        *_plain(_("Format"), page.get_event_format_display()),
        *_plain(_("Date"), hub_date_range(page.local_start, page.local_end)),
        *_plain(_("Time"), f"{page.local_start:%H:%M}–{page.local_end:%H:%M} ({page.time_zone})"),
        *_plain(_("Place"), ", ".join(filter(None, places))),
        *_plain(_("Working languages"), ", ".join(spoken)),
        *_plain(_("For"), page.audience),
        *_plain(_("Places"), hub_number(page.capacity) if page.capacity else ""),
        *_plain(
            _("People trained"), hub_number(page.people_trained) if page.people_trained else ""
        ),
        {
            "label": _("Themes"),
            "links": [
                {"text": theme.name, "url": reverse("theme", args=[theme.slug])}
                for theme in page.themes.all()
            ],
        },
    ]
