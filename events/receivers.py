"""The edge to Wagtail: a publication may change what calendars have. No logic."""

from django.dispatch import receiver
from wagtail.signals import page_published

from events.models import Event
from events.services import give_free_places
from events.services.calendar import note_publication


@receiver(page_published)
def published(sender: type, instance: object, **kwargs: object) -> None:
    if isinstance(instance, Event):
        note_publication(event=instance)
        give_free_places(event=instance)
