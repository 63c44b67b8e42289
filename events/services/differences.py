"""What of an event is other than those who are registered have heard."""

from copy import copy
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from events.models import CalendarSequence, Event
from events.programme import FACTS, page_in
from hub.dates import moment_at

WORDS = ("title", "venue", "city")
MOMENTS = ("starts_at", "ends_at")
Values = dict[str, Any]


def values_of(event: Event) -> Values:
    """As they can be stored; compared by hash elsewhere, told by what they were here."""
    names = [name for name in (*FACTS, *WORDS) if name != "cancelled"]
    values = {name: getattr(event, name) for name in names}
    return values | {name: values[name].isoformat() for name in MOMENTS}


def changes_of(event: Event, language: str, sequence: CalendarSequence) -> list[dict[str, str]]:
    """In the language: what it is called, what it was and what it is now."""
    page = page_in(event, language)
    was = copy(page)
    for name, value in _heard(event, page, sequence.heard).items():
        setattr(was, name, datetime.fromisoformat(value) if name in MOMENTS else value)
    with translation.override(language):
        old, new = _said(was), _said(page)
        found = [{"label": one, "was": old[one], "now": new[one]} for one in new]
        found = [one for one in found if one["was"] != one["now"]]
        if was.online_link != page.online_link:
            found.append({"label": _("Link to join"), "was": "", "now": ""})
    return found


def _heard(event: Event, page: Event, heard: dict[str, Values]) -> Values:
    """Words are those of the page, facts those of the original."""
    words, facts = (heard.get(one.locale.language_code, {}) for one in (page, event))
    return {name: words[name] for name in WORDS if name in words} | {
        name: facts[name] for name in FACTS if name in facts
    }


def _said(page: Event) -> dict[str, str]:
    return {
        _("Title"): page.title,
        _("Starts"): moment_at(page.starts_at, page.time_zone),
        _("Ends"): moment_at(page.ends_at, page.time_zone),
        _("Format"): str(page.get_event_format_display()),
        _("Country"): page.host_country.name if page.host_country else "",
        _("Place"): ", ".join(filter(None, [page.venue, page.city])),
    }
