"""What calendars and those who are registered must hear of when an event is published again."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from events.models import CalendarSequence, Event
from events.programme import FACTS
from events.services.differences import WORDS, values_of
from hub.languages import LANGUAGES

COMPARED = ("facts", "words", "cancelled")


@transaction.atomic
def note_publication(*, event: Event) -> int:
    """Compare with what was published before; a change of time, place, title or cancellation
    advances the number. Returns it.

    A translation that appears for the first time changes nothing for those who have the entry.
    """
    CalendarSequence.objects.get_or_create(code=event.code)
    sequence = CalendarSequence.objects.select_for_update().get(code=event.code)
    language, now = event.locale.language_code, _shown(event)
    before = sequence.shown.get(language)
    if before != now:
        sequence.shown[language] = now
        if before and any(before[part] != now[part] for part in COMPARED):
            sequence.number += 1
            sequence.heard.setdefault(language, before.get("values", {}))
            unheard = {*sequence.unheard, *_readers(event, before, sequence.shown)}
            sequence.unheard = sorted(unheard)
        sequence.save()
    return sequence.number


def _shown(event: Event) -> dict[str, Any]:
    facts = [getattr(event, name) for name in FACTS if name != "cancelled"]
    words = [getattr(event, name) for name in WORDS]
    return {
        "facts": _hash(facts),
        "words": _hash(words),
        "cancelled": event.cancelled,
        "values": values_of(event),
    }


def _hash(values: list[Any]) -> str:
    """One moment is the same in any time zone."""
    plain = [value.timestamp() if isinstance(value, datetime) else value for value in values]
    return hashlib.sha256(repr(plain).encode()).hexdigest()


def _readers(event: Event, before: dict[str, Any], shown: dict[str, Any]) -> set[str]:
    """Languages whose letters tell of another event now. Facts are those of the original; of one
    that is cancelled there is nothing more to tell."""
    language, original = event.locale.language_code, event.original
    now, said = shown[language], shown.get(original.locale.language_code, {})
    if event == original and before["cancelled"] != now["cancelled"]:
        return set(LANGUAGES)
    if said.get("cancelled"):
        return set()
    if event == original and before["facts"] != now["facts"]:
        return set(LANGUAGES)
    return _readers_of(event) if before["words"] != now["words"] else set()


def _readers_of(event: Event) -> set[str]:
    """Of the page itself, and of the original where there is no translation."""
    language = event.locale.language_code
    if event != event.original:
        return {language}
    translations = event.get_translations().live()
    return {language, *LANGUAGES} - set(
        translations.values_list("locale__language_code", flat=True)
    )
