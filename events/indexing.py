"""What search reads of an event, and what result lists show of it."""

from events.models import Event
from hub.blocks import plain_text
from search import registry
from search.registry import Parts


def register() -> None:
    registry.register(
        Event,
        event,
        related=("host_country",),
        prefetch=("hosts__organisation", "participants__organisation", "host_country__regions"),
    )


def event(page: Event) -> Parts:
    parts = (
        plain_text(page.description),
        plain_text(page.agenda),
        plain_text(page.outcomes),
        page.venue,
        page.city,
        page.audience,
    )
    return Parts(
        body="\n".join(filter(None, parts)),
        details={
            "starts": page.local_start.isoformat(),
            "ends": page.local_end.isoformat(),
            "time_zone": page.time_zone,
            "place": page.city,
            "country": page.host_country.slug if page.host_country else "",
            "event_kind": page.event_kind,
            "event_format": page.event_format,
            "status": page.status,
        },
    )
