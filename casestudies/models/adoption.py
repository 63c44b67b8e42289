"""An adoption: country B took up country A's practice. The hub's own measure of impact."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from hub.models import Country, Organisation


class AdoptionStatus(models.TextChoices):
    CONSIDERING = "considering", _("Considering")
    PILOTING = "piloting", _("Piloting")
    ADOPTED = "adopted", _("Adopted")
    SCALED = "scaled", _("Scaled up")
    ABANDONED = "abandoned", _("Abandoned")


class Adoption(models.Model):
    """One edge of the graph of practices between countries.

    The case is named by its translation key, so that every language of it shows the adoption.
    """

    case = models.ForeignKey(
        "casestudies.CaseStudy",
        on_delete=models.CASCADE,
        related_name="adoptions",
        verbose_name=_("case"),
    )
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("adopting country")
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("adopting organisation"),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    status = models.CharField(_("status"), max_length=20, choices=AdoptionStatus)
    changes = models.TextField(_("what was changed"), blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    through = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("through which event or memorandum"),
    )
    confirmed_by_source = models.DateField(_("confirmed by the source"), null=True, blank=True)
    confirmed_by_adopter = models.DateField(_("confirmed by the adopter"), null=True, blank=True)

    panels = [
        FieldPanel("case"),
        FieldRowPanel([FieldPanel("country"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("year"), FieldPanel("status")]),
        FieldPanel("changes"),
        FieldPanel("outcome"),
        FieldPanel("through"),
        MultiFieldPanel(
            [FieldPanel("confirmed_by_source"), FieldPanel("confirmed_by_adopter")],
            heading=_("Confirmation"),
        ),
    ]

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["case", "country", "year"], name="one_adoption_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.year}: {self.case}"
