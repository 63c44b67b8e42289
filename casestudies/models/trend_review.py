"""A trend review: a readable report on how reform moves across regions."""

from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin

from casestudies.blocks import TrendBlock
from hub.blocks import FigureBlock, FileBlock, ReferenceBlock, VideoBlock, text_field
from hub.languages import LANGUAGES
from hub.models import Organisation, Publication
from hub.models.translated import facts
from hub.panels import CompletenessPanel
from hub.vocabulary import Kind

ORCID = RegexValidator(
    r"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$", _("An ORCID looks like 0000-0002-1825-0097.")
)


class TrendReview(Publication):
    """A report with its abstract and keywords in all languages on one page."""

    kind = Kind.TREND_REVIEW
    code_prefix = "TR"
    template = "casestudies/trend_review.html"
    required_terms = ("themes",)
    completeness_fields = {
        "abstract_en": 2,
        "abstract_ru": 1,
        "abstract_kk": 1,
        "keywords_en": 1,
        "body": 3,
        "key_messages": 2,
        "trends": 2,
        "regions": 1,
        "themes": 1,
        "published_on": 1,
        "references": 1,
        "cover": 1,
    }

    abstract_en = models.TextField(_("abstract in English"), blank=True)
    abstract_ru = models.TextField(_("abstract in Russian"), blank=True)
    abstract_kk = models.TextField(_("abstract in Kazakh"), blank=True)
    keywords_en = models.CharField(
        _("keywords in English"), max_length=300, blank=True, help_text=_("With commas between.")
    )
    keywords_ru = models.CharField(_("keywords in Russian"), max_length=300, blank=True)
    keywords_kk = models.CharField(_("keywords in Kazakh"), max_length=300, blank=True)
    key_messages = models.TextField(
        _("key messages"), blank=True, help_text=_("One on each line, four to six of them.")
    )
    body = text_field(_("text"))
    trends = StreamField([("trend", TrendBlock())], blank=True, verbose_name=_("trends"))
    period_from = models.PositiveSmallIntegerField(_("period from"), null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(_("period to"), null=True, blank=True)
    regions = ParentalManyToManyField(
        "hub.Region", blank=True, related_name="+", verbose_name=_("regions")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    isbn = models.CharField("ISBN / ISSN", max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)
    supersedes = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )
    summary_file = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("executive summary"),
    )
    full_text_file = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("full text"),
    )
    images = StreamField([("figure", FigureBlock())], blank=True, verbose_name=_("photographs"))
    video = StreamField([("video", VideoBlock())], blank=True, verbose_name=_("video"))
    files = StreamField([("file", FileBlock())], blank=True, verbose_name=_("files"))
    references = StreamField(
        [("reference", ReferenceBlock())], blank=True, verbose_name=_("references")
    )

    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *facts(*(f"{name}_{code}" for name in ("abstract", "keywords") for code in LANGUAGES)),
        *facts("isbn", "doi", "regions", "supersedes"),
    ]

    abstract_panels = [
        MultiFieldPanel([FieldPanel(f"abstract_{x}"), FieldPanel(f"keywords_{x}")], heading=label)
        for x, label in (("en", _("English")), ("ru", _("Russian")), ("kk", _("Kazakh")))
    ]
    content_panels = [
        *Publication.content_panels,
        CompletenessPanel(),
        *abstract_panels,
        FieldPanel("key_messages"),
        FieldPanel("body"),
        FieldPanel("trends"),
        FieldPanel("references"),
    ]
    fact_panels = [
        InlinePanel("authors", label=_("Author"), heading=_("Authors")),
        InlinePanel("partners", label=_("Partner"), heading=_("Partners")),
        FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
        FieldPanel("regions"),
        *Publication.place_panels,
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("edition")]),
        FieldRowPanel([FieldPanel("isbn"), FieldPanel("doi")]),
        FieldPanel("supersedes"),
    ]
    media_panels = [
        FieldRowPanel([FieldPanel("summary_file"), FieldPanel("full_text_file")]),
        FieldPanel("files"),
        FieldPanel("images"),
        FieldPanel("video"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("The review")),
            ObjectList(fact_panels, heading=_("Facts")),
            ObjectList(media_panels, heading=_("Media")),
            ObjectList(Publication.promote_panels, heading=_("Address")),
        ]
    )

    class Meta:
        verbose_name = _("trend review")
        verbose_name_plural = _("trend reviews")

    def contradictions(self) -> dict[str, Any]:
        errors = super().contradictions()
        if self.period_from and self.period_to and self.period_to < self.period_from:
            errors["period_to"] = _("The period ends before it starts.")
        return errors

    def missing_for_publication(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        missing = super().missing_for_publication(cleaned)
        if not self.published_on:
            missing["published_on"] = _("Say on which day the review was published.")
        if not (self.period_from and self.period_to):
            missing["period_from"] = _("Say which years the review covers.")
        if not (self.abstract_en or self.abstract_ru or self.abstract_kk):
            missing["abstract_en"] = _("Write an abstract, in one language at least.")
        return missing

    @property
    def abstract(self) -> str:
        return self.in_languages("abstract")[0]

    def in_languages(self, name: str) -> tuple[str, str]:
        """Abstract or keywords in the reader's language, in the page's, or in any; and which."""
        order = (get_language(), self.locale.language_code, "en", "ru", "kk")
        found = ((getattr(self, f"{name}_{code}", ""), code) for code in order if code)
        return next((pair for pair in found if pair[0]), ("", ""))

    @property
    def messages(self) -> list[str]:
        return [line.strip() for line in self.key_messages.splitlines() if line.strip()]

    @property
    def summary_text(self) -> str:
        """The abstract in the page's language or in any; the same for whoever asks."""
        order = (self.locale.language_code, "en", "ru", "kk")
        found = (getattr(self, f"abstract_{language}", "") for language in order)
        return next((text for text in found if text), "")

    @property
    def dated(self) -> date:
        return self.published_on or super().dated

    def organisations(self):
        return [partner.organisation for partner in self.partners.all()]

    def terms(self):
        return [*super().terms(), *self.regions.all()]

    @property
    def facet_region(self) -> list[str]:
        return sorted({*super().facet_region, *(region.slug for region in self.regions.all())})

    @property
    def facet_year(self) -> int | None:
        return self.published_on.year if self.published_on else None


class ReviewAuthor(TranslatableMixin, Orderable):
    review = ParentalKey(TrendReview, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("name"), max_length=120)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[ORCID])

    override_translatable_fields = facts("orcid")
    panels = [FieldPanel("name"), FieldPanel("affiliation"), FieldPanel("orcid")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")


class ReviewPartner(Orderable):
    review = ParentalKey(TrendReview, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    panels = [FieldPanel("organisation")]
