"""What belongs to a memorandum: its parties, and the events and cases that came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin

from casestudies.models.memorandum import Memorandum
from hub.models import Country, Organisation
from hub.models.translated import facts


class MemorandumParty(TranslatableMixin, Orderable):
    memorandum = ParentalKey(Memorandum, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    signatory = models.CharField(_("signed by"), max_length=120, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)

    override_translatable_fields = facts("organisation", "country")
    panels = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("signatory"), FieldPanel("post")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")


class MemorandumEvent(Orderable):
    """An event that belongs to a memorandum; named by page, since events are a sibling."""

    memorandum = ParentalKey(Memorandum, on_delete=models.CASCADE, related_name="events")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page", "events.Event")]


class MemorandumCase(Orderable):
    memorandum = ParentalKey(Memorandum, on_delete=models.CASCADE, related_name="cases")
    page = models.ForeignKey(
        "casestudies.CaseStudy", on_delete=models.CASCADE, related_name="memoranda"
    )

    panels = [FieldPanel("page")]
