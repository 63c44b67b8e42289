from events.models.event import Event, EventHost

__all__ = ["Event", "EventHost"]
