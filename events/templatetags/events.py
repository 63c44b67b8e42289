"""What the template of an event shows beside the page's own fields."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Event
from hub.languages import LANGUAGES
from hub.templatetags.hub import hub_number

register = template.Library()
Fact = dict[str, Any]


def _plain(label: str, value: object) -> list[Fact]:
    return [{"label": label, "value": value}] if value else []


@register.simple_tag
def event_facts(page: Event) -> list[Fact]:
    """What the head and the text of the page do not say already."""
    spoken = [LANGUAGES[code].endonym for code in page.working_languages if code in LANGUAGES]
    return [
        *_plain(_("Working languages"), ", ".join(spoken)),
        *_plain(_("Places"), hub_number(page.capacity) if page.capacity else ""),
        {
            "label": _("Themes"),
            "links": [
                {"text": theme.name, "url": reverse("theme", args=[theme.slug])}
                for theme in page.themes.all()
            ],
        },
    ]
