"""An adoption: country B took up country A's practice. The hub's own measure of impact."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from hub.languages import LANGUAGES, active_language
from hub.models import Country, Organisation

WRITTEN_ALREADY = _("This country's adoption in this year is written down already.")


class Text(NamedTuple):
    """What somebody wrote, and in which language."""

    text: str
    language: str


class AdoptionStatus(models.TextChoices):
    CONSIDERING = "considering", _("Considering")
    PILOTING = "piloting", _("Piloting")
    ADOPTED = "adopted", _("Adopted")
    SCALED = "scaled", _("Scaled up")
    ABANDONED = "abandoned", _("Abandoned")


def to_another_language(
    collector: Collector, field: Any, adoptions: Iterable["Adoption"], using: str
) -> None:
    """What the deletion of a page does to adoptions that name it: they name the work in another
    language, a published one if there is any. They go with the last one, and where the other one
    has that country and year already."""
    pages = field.related_model._base_manager.using(using)
    collected = [rows for model, rows in collector.data.items() if issubclass(model, Page)]
    going = [page.pk for rows in collected for page in rows]
    for adoption in adoptions:
        own = pages.filter(pk=adoption.case_id).values("translation_key")
        others = pages.filter(translation_key__in=own).exclude(pk__in=going)
        other = others.order_by("-live", "pk").values_list("pk", flat=True).first()
        there = Adoption.objects.using(using).filter(case=other)
        if other is None or there.filter(country=adoption.country_id, year=adoption.year).exists():
            models.CASCADE(collector, field, [adoption], using)
        else:
            collector.add_field_update(field, other, [adoption])


class Adoption(models.Model):
    """One edge of the graph of practices between countries.

    The case is named by one of its pages; every language of it shows the adoption.
    """

    case = models.ForeignKey(
        "casestudies.CaseStudy",
        on_delete=to_another_language,
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
    changes_en = models.TextField(_("what was changed, in English"), blank=True)
    changes_ru = models.TextField(_("what was changed, in Russian"), blank=True)
    changes_kk = models.TextField(_("what was changed, in Kazakh"), blank=True)
    outcome_en = models.TextField(_("what came of it, in English"), blank=True)
    outcome_ru = models.TextField(_("what came of it, in Russian"), blank=True)
    outcome_kk = models.TextField(_("what came of it, in Kazakh"), blank=True)
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
        MultiFieldPanel(
            [FieldPanel(f"changes_{code}") for code in LANGUAGES], heading=_("What was changed")
        ),
        MultiFieldPanel(
            [FieldPanel(f"outcome_{code}") for code in LANGUAGES], heading=_("What came of it")
        ),
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
            models.UniqueConstraint(
                fields=["case", "country", "year"],
                name="one_adoption_a_year",
                violation_error_message=WRITTEN_ALREADY,
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.year}: {self.case}"

    def clean(self) -> None:
        """The same, named at another language of the work, which the database does not see."""
        super().clean()
        if self.case_id is None or self.country_id is None:
            return
        same = Adoption.objects.filter(
            case__translation_key=self.case.translation_key,
            country=self.country_id,
            year=self.year,
        )
        if same.exclude(pk=self.pk).exclude(case=self.case_id).exists():
            raise ValidationError(WRITTEN_ALREADY)

    @property
    def changes(self) -> Text:
        return self._told("changes")

    @property
    def outcome(self) -> Text:
        return self._told("outcome")

    def _told(self, name: str) -> Text:
        """In the reader's language or in any; which one, so that a page can say so."""
        for language in (active_language(), *LANGUAGES):
            if text := getattr(self, f"{name}_{language}", ""):
                return Text(text, language)
        return Text("", "")
