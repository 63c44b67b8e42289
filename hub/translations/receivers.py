"""The edge to Wagtail: a published page is noted in the same transaction."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from hub.models import Publication
from hub.translations import updates


@receiver(page_published)
def published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Publication):
        updates.ask(instance)
