"""What calendars must hear of: a counter that grows when a published event changes."""

import hashlib

from django.db import transaction

from events.models import CalendarSequence, Event


@transaction.atomic
def note_publication(*, event: Event) -> int:
    """Compare with what was published before; a change of time, place, title or cancellation
    advances the number. Returns it.

    A translation that appears for the first time changes nothing for those who have the entry.
    """
    CalendarSequence.objects.get_or_create(code=event.code)
    sequence = CalendarSequence.objects.select_for_update().get(code=event.code)
    language, fingerprint = event.locale.language_code, _fingerprint(event)
    before = sequence.fingerprints.get(language)
    if before != fingerprint:
        sequence.fingerprints[language] = fingerprint
        sequence.number += before is not None
        sequence.save()
    return sequence.number


def _fingerprint(event: Event) -> str:
    parts = (
        event.title,
        event.starts_at.timestamp(),
        event.ends_at.timestamp(),
        event.time_zone,
        event.event_format,
        event.venue,
        event.city,
        event.host_country_id,
        event.online_link,
        event.cancelled,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
