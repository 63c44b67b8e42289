"""Adoptions are no pages: what happens to one becomes a row of search's outbox for its case."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import ReferenceIndex

from casestudies.models import Adoption, CaseStudy
from search import outbox


@receiver(pre_save, sender=Adoption)
def adoption_changes(instance: Adoption, **kwargs: object) -> None:
    """It may be moved to another case."""
    _tell(Adoption.objects.filter(pk=instance.pk).values_list("case", flat=True))


@receiver([post_save, post_delete], sender=Adoption)
def adoption_changed(instance: Adoption, **kwargs: object) -> None:
    _tell([instance.case_id])


@receiver(post_delete, sender=CaseStudy)
def adoptions_moved(instance: CaseStudy, **kwargs: object) -> None:
    """To another language of the case; no signal says so."""
    for adoption in Adoption.objects.filter(case__translation_key=instance.translation_key):
        ReferenceIndex.create_or_update_for_object(adoption)


def _tell(cases: object) -> None:
    """Every language of the cases shows the adoption."""
    keys = CaseStudy.objects.filter(pk__in=cases).values("translation_key")
    pages = CaseStudy.objects.filter(translation_key__in=keys).values_list("pk", flat=True)
    outbox.pages_changed(pages)
