"""Who took part in a case beside the organisation that led it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin

from casestudies.models.case_study import CaseStudy
from hub.models import Organisation
from hub.models.translated import facts


class CasePartner(TranslatableMixin, Orderable):
    """An organisation that took part in a case."""

    case = ParentalKey(CaseStudy, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=200, blank=True)

    override_translatable_fields = facts("organisation")
    panels = [FieldPanel("organisation"), FieldPanel("role")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
