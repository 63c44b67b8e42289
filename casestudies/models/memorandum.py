"""A memorandum between organisations of countries, with a status that follows from its dates."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField

from casestudies.blocks import CommitmentBlock
from hub.blocks import FileBlock
from hub.models import Country, Publication
from hub.models.publication import PublicationForm
from hub.models.term import Term
from hub.models.translated import facts
from hub.panels import CompletenessPanel
from hub.vocabulary import Kind, MemorandumKind, MemorandumStatus

EXPIRING = timedelta(days=180)
TOO_FEW_PARTIES = _("A memorandum has at least two parties; this one has fewer.")


class Confidentiality(models.TextChoices):
    PUBLIC = "public", _("Public")
    SUMMARY = "summary", _("Only the summary is public")
    INTERNAL = "internal", _("Internal: not shown on the site")


class MemorandumForm(PublicationForm):
    """Says in words that a party is missing; a draft may lack it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parties" in self.formsets:
            self.formsets["parties"].error_messages["too_few_forms"] = TOO_FEW_PARTIES


class Memorandum(Publication):
    """An agreement of two or more parties. Countries are those of the parties."""

    kind = Kind.MEMORANDUM
    code_prefix = "MM"
    base_form_class = MemorandumForm
    template = "casestudies/memorandum.html"
    required_terms = ()
    completeness_fields = {
        "reference": 1,
        "summary": 2,
        "parties": 2,
        "signed_on": 1,
        "themes": 1,
        "in_force_from": 1,
        "commitments": 2,
        "files": 1,
    }

    reference = models.CharField(
        _("reference"), max_length=60, help_text=_("As in your register, such as “MoU-2013-04”.")
    )
    memorandum_kind = models.CharField(
        _("kind"), max_length=20, choices=MemorandumKind, default=MemorandumKind.MEMORANDUM
    )
    summary = models.TextField(
        _("summary"), max_length=600, blank=True, help_text=_("What the parties agreed to do.")
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_at = models.CharField(_("signed at"), max_length=120, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    expires_on = models.DateField(
        _("expires on"), null=True, blank=True, help_text=_("Empty when it has no term.")
    )
    renews = models.BooleanField(
        _("renews by itself"),
        default=False,
        help_text=_("It stays in force past its term until a party gives notice."),
    )
    notice_days = models.PositiveSmallIntegerField(_("days of notice"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    commitments = StreamField(
        [("commitment", CommitmentBlock())], blank=True, verbose_name=_("commitments")
    )
    files = StreamField([("file", FileBlock())], blank=True, verbose_name=_("files"))
    confidentiality = models.CharField(
        _("confidentiality"),
        max_length=20,
        choices=Confidentiality,
        default=Confidentiality.PUBLIC,
    )

    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *facts("reference"),
    ]

    content_panels = [
        *Publication.content_panels,
        CompletenessPanel(),
        FieldRowPanel([FieldPanel("reference"), FieldPanel("memorandum_kind")]),
        InlinePanel("parties", label=_("Party"), heading=_("Parties"), min_num=2),
        FieldPanel("summary"),
        FieldPanel("themes", heading=_("Areas")),
        FieldPanel("commitments"),
        FieldPanel("files"),
        FieldPanel("confidentiality"),
    ]
    date_panels = [
        FieldRowPanel([FieldPanel("signed_on"), FieldPanel("signed_at")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("expires_on")]),
                FieldRowPanel([FieldPanel("renews"), FieldPanel("notice_days")]),
                FieldPanel("ended_on"),
            ],
            heading=_("Term"),
        ),
    ]
    relation_panels = [
        InlinePanel("events", label=_("Event"), heading=_("Related events")),
        InlinePanel("cases", label=_("Case"), heading=_("Related cases")),
        FieldPanel("cover"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("The memorandum")),
            ObjectList(date_panels, heading=_("Dates")),
            ObjectList(relation_panels, heading=_("Related")),
            ObjectList(Publication.promote_panels, heading=_("Address")),
        ]
    )

    class Meta:
        verbose_name = _("memorandum")
        verbose_name_plural = _("memoranda")

    def serve(self, request, *args, **kwargs):
        if not self.is_public():
            raise Http404
        return super().serve(request, *args, **kwargs)

    def contradictions(self) -> dict[str, Any]:
        errors = super().contradictions()
        start = self.in_force_from or self.signed_on
        if self.signed_on and self.in_force_from and self.in_force_from < self.signed_on:
            errors["in_force_from"] = _("It cannot be in force before it was signed.")
        if start and self.expires_on and self.expires_on < start:
            errors["expires_on"] = _("It expires before it starts.")
        if start and self.ended_on and self.ended_on < start:
            errors["ended_on"] = _("It ended before it started.")
        if self.renews and not self.expires_on:
            errors["renews"] = _(
                "A term that renews automatically needs a day on which it expires."
            )
        return errors

    def missing_for_publication(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        missing = super().missing_for_publication(cleaned)
        if not self.signed_on:
            missing["signed_on"] = _("Say when it was signed.")
        if not cleaned and len(self.parties.all()) < 2:  # in a form, the panel asks for two
            missing["reference"] = TOO_FEW_PARTIES
        return missing

    @property
    def status(self) -> MemorandumStatus:
        return self.status_on(timezone.localdate())

    def status_on(self, day: date) -> MemorandumStatus:
        """The status on `day`, from the dates alone."""
        start = self.in_force_from or self.signed_on
        if self.ended_on and self.ended_on <= day:
            return MemorandumStatus.ENDED
        if not start or day < start:
            return MemorandumStatus.SIGNED
        if not self.expires_on or self.renews:
            return MemorandumStatus.IN_FORCE
        if self.expires_on < day:
            return MemorandumStatus.EXPIRED
        if self.expires_on - day <= EXPIRING:
            return MemorandumStatus.EXPIRING
        return MemorandumStatus.IN_FORCE

    def changes_at(self) -> datetime | None:
        today = timezone.localdate()
        turns = [self.in_force_from, self.signed_on, self.ended_on]
        if self.expires_on and not self.renews:
            turns += [self.expires_on - EXPIRING, self.expires_on + timedelta(days=1)]
        coming = [day for day in turns if day and day > today]
        return timezone.make_aware(datetime.combine(min(coming), time())) if coming else None

    def is_public(self) -> bool:
        return self.confidentiality != Confidentiality.INTERNAL

    @property
    def shows_text(self) -> bool:
        """Whether commitments and files are public, or the summary alone."""
        return self.confidentiality == Confidentiality.PUBLIC

    @property
    def dated(self) -> date:
        return self.signed_on or super().dated

    def organisations(self) -> Iterable[Term]:
        return [party.organisation for party in self.parties.all()]

    @cached_property
    def party_countries(self) -> list[Country]:
        found = {party.country.slug: party.country for party in self.parties.all() if party.country}
        return list(found.values())

    def terms(self) -> list[Term]:
        found: list[Term] = super().terms()
        for country in self.party_countries:
            found += [country, *country.regions.all()]
        return found

    @property
    def facet_country(self) -> list[str]:
        return [country.slug for country in self.party_countries]

    @property
    def facet_region(self) -> list[str]:
        return sorted({r.slug for country in self.party_countries for r in country.regions.all()})

    @property
    def facet_memorandum_kind(self) -> str:
        return self.memorandum_kind

    @property
    def facet_memorandum_status(self) -> str:
        return self.status

    @property
    def facet_year(self) -> int | None:
        return self.signed_on.year if self.signed_on else None
