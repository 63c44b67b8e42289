"""The edge to Wagtail and Django: what happened there becomes a row of the outbox. No logic."""

from django.core.signals import request_finished, request_started
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction, Site
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    post_page_move,
)

from hub.models import Country, HubImage, Publication, Term
from hub.signals import terms_changed
from search import outbox, projector

outbox.listen(projector.run)


@receiver(request_started)
def request_began(**kwargs: object) -> None:
    outbox.request_began()


@receiver(request_finished)
def request_ended(**kwargs: object) -> None:
    outbox.request_ended()


@receiver([post_save, post_delete])
def saved_or_deleted(sender: type, instance: object, **kwargs: object) -> None:
    if kwargs.get("raw"):
        return
    if isinstance(instance, Publication):
        outbox.page_changed(instance.pk)
    elif isinstance(instance, Term):
        outbox.terms_changed([instance.reference])
    elif isinstance(instance, PageViewRestriction):
        outbox.subtree_changed(instance.page_id)
    elif isinstance(instance, Site | Locale):
        outbox.everything_changed()
    elif isinstance(instance, HubImage):
        outbox.image_changed(instance.pk)


@receiver([pre_save, pre_delete], sender=PageViewRestriction)
def privacy_changes(sender: type, instance: PageViewRestriction, **kwargs: object) -> None:
    """The admin changes it without a transaction, and a process that dies then would lose the row
    that follows."""
    if not kwargs.get("raw"):
        outbox.subtree_changed(instance.page_id)


@receiver(post_delete, sender=Page)
def page_deleted(sender: type, instance: Page, **kwargs: object) -> None:
    outbox.page_changed(instance.pk)


@receiver([page_published, page_unpublished])
def published(sender: type, instance: Page, **kwargs: object) -> None:
    if issubclass(sender, Publication):
        outbox.page_changed(instance.pk)


@receiver(post_save, sender=PageLogEntry)
def logged(sender: type, instance: PageLogEntry, **kwargs: object) -> None:
    """Copies and aliases commit their relations after the page; their log entry comes last."""
    outbox.page_changed(instance.page_id)


@receiver(copy_for_translation_done)
def copied_for_translation(sender: type, target_obj: object, **kwargs: object) -> None:
    if isinstance(target_obj, Page):
        outbox.page_changed(target_obj.pk)


@receiver(pre_save)
def slug_changes(sender: type, instance: object, **kwargs: object) -> None:
    """Wagtail tells of a new slug only after the commit; a process that dies then would lose it."""
    if not isinstance(instance, Page) or isinstance(instance, Publication) or kwargs.get("raw"):
        return
    if instance.pk and Page.objects.filter(pk=instance.pk).exclude(slug=instance.slug).exists():
        outbox.subtree_changed(instance.pk)


@receiver(post_save, sender=Page)
@receiver(post_page_move)
def moved(sender: type, instance: Page, **kwargs: object) -> None:
    """Saved as a plain page within the transaction of the move; Wagtail's signal comes after it."""
    outbox.subtree_changed(instance.pk)


@receiver(m2m_changed, sender=Country.regions.through)
def regions_changed(
    instance: Term, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: object
) -> None:
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    if not reverse:
        outbox.terms_changed([instance.reference])
        return
    all_or_those = {"regions": instance} if pk_set is None else {"pk__in": pk_set}
    countries = Country.objects.filter(**all_or_those)
    outbox.terms_changed([country.reference for country in countries])


@receiver(terms_changed)
def terms(sender: object, references: list[str], **kwargs: object) -> None:
    outbox.terms_changed(references)
