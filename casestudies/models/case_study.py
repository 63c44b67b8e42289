"""A case study: what a public body tried, what came of it, and what did not work."""

from collections.abc import Iterable
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField

from casestudies.blocks import CostBlock, IndicatorBlock, QuoteBlock, StepBlock
from casestudies.models.provenance import Provenance, Source
from casestudies.panels import CASE_TABS
from hub.blocks import RICH_TEXT_FEATURES, FigureBlock, FileBlock, ReferenceBlock, VideoBlock
from hub.fields import ChoiceListField
from hub.models import Organisation, Publication
from hub.models.term import Term
from hub.models.translated import facts
from hub.vocabulary import Depth, Evidence, Funding, Kind, Level, Outcome, Stage, Verification


def story(label: Any, help_text: Any) -> RichTextField:
    """One chapter of a case."""
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


NEEDED_WHEN_FULL = {
    "challenge": _("A full case tells what was wrong. Write it, or make this a snapshot."),
    "solution": _("A full case tells what was done. Write it, or make this a snapshot."),
    "results": _("A full case tells what changed. Write it, or make this a snapshot."),
    "did_not_work": _("A full case tells what did not work. Write it, or make this a snapshot."),
    "lessons": _("A full case tells what was learnt. Write it, or make this a snapshot."),
}


STORY_FIELDS = (
    "challenge",
    "solution",
    "results",
    "did_not_work",
    "lessons",
    "conditions",
    "advice",
)


class CaseStudy(Publication, Provenance):
    """One practice of one or more countries, as a snapshot or a full case."""

    kind = Kind.CASE_STUDY
    code_prefix = "CS"
    template = "casestudies/case_study.html"
    completeness_fields = {
        "summary": 2,
        "countries": 1,
        "themes": 1,
        "lead_organisation": 1,
        "challenge": 2,
        "solution": 2,
        "results": 2,
        "did_not_work": 2,
        "lessons": 2,
        "conditions": 1,
        "advice": 1,
        "indicators": 2,
        "evidence": 1,
        "started": 1,
        "costs": 1,
        "references": 1,
        "cover": 1,
    }

    case_depth = models.CharField(
        _("depth"),
        max_length=20,
        choices=Depth,
        default=Depth.SNAPSHOT,
        help_text=_("A snapshot is written in ten minutes; a full case tells the whole story."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=600,
        help_text=_(
            "What was done, for whom, and what changed, in at most 600 characters. For example: "
            "“Citizens settle 400 matters at one counter; waiting fell from an hour to ten "
            "minutes.”"
        ),
    )

    # The story
    challenge = story(_("challenge"), _("What was wrong, for whom, and how people knew it."))
    solution = story(_("solution"), _("What was done, by whom, in which order, against what odds."))
    results = story(_("results"), _("What changed, with figures and where they come from."))
    did_not_work = story(
        _("what did not work"),
        _(
            "What failed, was dropped or cost more than planned. A full case cannot be published "
            "without it: this is what others learn most from."
        ),
    )
    lessons = story(_("lessons"), _("What you would tell a colleague who starts tomorrow."))
    conditions = story(_("conditions for success"), _("What must be in place before it can work."))
    advice = story(_("advice to adopters"), _("What to keep, what to change in another country."))
    steps = StreamField(
        [("step", StepBlock())], blank=True, verbose_name=_("steps"), collapsed=True
    )

    # Evidence
    indicators = StreamField(
        [("indicator", IndicatorBlock())], blank=True, verbose_name=_("indicators")
    )
    evidence = ChoiceListField(
        verbose_name=_("evidence"),
        choices=Evidence,
        help_text=_("What the results rest on."),
    )
    references = StreamField(
        [("reference", ReferenceBlock())], blank=True, verbose_name=_("references")
    )
    quotes = StreamField([("quote", QuoteBlock())], blank=True, verbose_name=_("quotes"))

    # Facts
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Town or region, such as “Tbilisi”.")
    )
    lead_organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("lead organisation"),
    )
    level = ChoiceListField(verbose_name=_("level of government"), choices=Level)
    outcome = models.CharField(
        _("outcome"),
        max_length=20,
        choices=Outcome,
        blank=True,
        help_text=_("“Failed” is a good answer: nobody is punished for it here."),
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True)
    started = models.PositiveSmallIntegerField(
        _("started in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text=_("The year, such as 2012."),
    )
    ended = models.PositiveSmallIntegerField(
        _("ended in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text=_("Empty while it goes on."),
    )
    costs = StreamField([("cost", CostBlock())], blank=True, verbose_name=_("cost"))
    staff = models.CharField(_("staff"), max_length=200, blank=True)
    funding = ChoiceListField(verbose_name=_("funding"), choices=Funding)
    awards = models.TextField(_("awards"), blank=True)

    # Media
    images = StreamField([("figure", FigureBlock())], blank=True, verbose_name=_("images"))
    video = StreamField([("video", VideoBlock())], blank=True, verbose_name=_("video"))
    files = StreamField([("file", FileBlock())], blank=True, verbose_name=_("files"))

    # Who answers questions
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    contact_shown = models.BooleanField(_("show the contact on the page"), default=False)

    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *facts("lead_organisation", "told_at", "source_url", "licence", "contact", "verified_by"),
    ]

    edit_handler = CASE_TABS

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    def contradictions(self) -> dict[str, Any]:
        errors = super().contradictions()
        if self.started and self.ended and self.ended < self.started:
            errors["ended"] = _("The case ends in %(ended)s, before it starts in %(started)s.") % {
                "ended": self.ended,
                "started": self.started,
            }
        if self.ended and self.stage == Stage.PLANNED:
            errors["stage"] = _("A case that has ended is not planned any more.")
        return errors

    def missing_for_publication(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        missing = super().missing_for_publication(cleaned)
        if Level.SUPRANATIONAL in self.level:  # a case of the European Union is of no one country
            missing.pop("countries", None)
        if not self.summary:
            missing["summary"] = _("Say in a few sentences what was done and what changed.")
        if not self.lead_organisation_id and self.source != Source.IMPORT:  # its source may not say
            missing["lead_organisation"] = _("Say who led it.")
        if not self.outcome:
            missing["outcome"] = _("Say how it came out.")
        if not self.started:
            missing["started"] = _("Say in which year it started.")
        if self.verification != Verification.UNVERIFIED and not self.last_verified:
            missing["last_verified"] = _("Say when it was last verified.")
        if self.case_depth == Depth.FULL:
            missing |= {k: text for k, text in NEEDED_WHEN_FULL.items() if not getattr(self, k)}
        return missing

    def organisations(self) -> Iterable[Term]:
        if self.lead_organisation:
            yield self.lead_organisation
        for partner in self.partners.all():
            yield partner.organisation

    @property
    def facet_outcome(self) -> str:
        return self.outcome

    @property
    def facet_stage(self) -> str:
        return self.stage

    @property
    def facet_level(self) -> list[str]:
        return self.level

    @property
    def facet_evidence(self) -> list[str]:
        return self.evidence

    @property
    def facet_depth(self) -> str:
        return self.case_depth

    @property
    def facet_funding(self) -> list[str]:
        return self.funding

    @property
    def facet_verification(self) -> str:
        return self.verification

    @property
    def facet_year(self) -> int | None:
        return self.started
