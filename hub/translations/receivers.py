"""The edge to Wagtail: a published page is noted in the transaction that writes it."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction

from hub.models import Publication, TranslationState
from hub.translations import updates


@receiver(post_save)
def published(sender: type, instance: Any, **kwargs: Any) -> None:
    """Wagtail's own signal comes after that transaction, and a process that dies between loses it.
    Drafts and moves save some fields alone."""
    if not isinstance(instance, Publication) or kwargs["raw"] or kwargs["update_fields"]:
        return
    if instance.live and instance.live_revision_id:
        updates.ask(instance)


@receiver(post_save, sender=PageViewRestriction)
def closed(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """An original that was closed closes its translations."""
    page = None if kwargs["raw"] else instance.page.specific
    if isinstance(page, Publication) and not TranslationState.objects.filter(page=page.pk).exists():
        updates.ask(page)
