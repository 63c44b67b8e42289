"""An event of the hub, as a record: what, when, where, who, and what came of it."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from events.blocks import DayBlock
from events.enums import RegistrationPolicy
from events.models.admission import Admission
from events.models.timing import Timing
from events.page_form import EventForm
from events.panels import EDIT_HANDLER
from hub.blocks import FigureBlock, FileBlock, VideoBlock, text_field
from hub.fields import ChoiceListField
from hub.languages import LANGUAGES
from hub.models import Country, Organisation, Publication
from hub.models.term import Term
from hub.models.translated import facts, of_the_original
from hub.vocabulary import EventFormat, EventKind, EventStatus, Kind

OF_THE_ORIGINAL = ("helpers", "questions", "country_places")  # answers and places point at them


class Event(Publication, Timing, Admission):
    """A conference, a study tour, a round table. Who registers is not part of the record."""

    kind = Kind.EVENT
    code_prefix = "EV"
    template = "events/event.html"
    required_terms = ("themes",)
    completeness_fields = {
        "summary": 2,
        "description": 2,
        "starts_at": 1,
        "venue": 1,
        "host_country": 1,
        "themes": 1,
        "hosts": 1,
        "agenda": 2,
        "working_languages": 1,
        "audience": 1,
        "cover": 1,
    }

    event_kind = models.CharField(_("kind"), max_length=24, choices=EventKind)
    event_format = models.CharField(
        _("format"), max_length=12, choices=EventFormat, default=EventFormat.IN_PERSON
    )
    summary = models.TextField(
        _("summary"), max_length=600, help_text=_("Who meets, about what, and what comes of it.")
    )
    description = text_field(_("description"))
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    host_country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    online_link = models.URLField(
        _("online link"), blank=True, help_text=_("Never shown on the page.")
    )
    working_languages = ChoiceListField(
        verbose_name=_("working languages"),
        choices=[(x.code, x.endonym) for x in LANGUAGES.values()],
    )
    audience = models.CharField(_("audience"), max_length=300, blank=True)
    agenda = StreamField([("day", DayBlock())], blank=True, verbose_name=_("agenda"))
    materials = StreamField([("file", FileBlock())], blank=True, verbose_name=_("materials"))
    images = StreamField([("figure", FigureBlock())], blank=True, verbose_name=_("photographs"))
    video = StreamField([("video", VideoBlock())], blank=True, verbose_name=_("video"))
    outcomes = text_field(_("outcomes"), _("Once it is over: what was agreed and what follows."))
    people_trained = models.PositiveIntegerField(_("people trained"), null=True, blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)

    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *facts("time_zone", "host_country", "online_link"),
        *of_the_original(*OF_THE_ORIGINAL),
    ]
    edit_handler = EDIT_HANDLER
    base_form_class = EventForm

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="event_ends_after_start",
            )
        ]

    def copy_for_translation(self, *args: Any, **kwargs: Any) -> "Event":
        left_out = [*(kwargs.pop("exclude_fields", None) or []), *OF_THE_ORIGINAL]
        return super().copy_for_translation(*args, exclude_fields=left_out, **kwargs)

    def contradictions(self) -> dict[str, Any]:
        errors = super().contradictions()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            errors["ends_at"] = _("The event ends before it starts.")
        return errors | self.admission_contradictions()

    def missing_for_publication(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        missing = super().missing_for_publication(cleaned)
        if self.event_format != EventFormat.ONLINE and not self.host_country_id:
            missing["host_country"] = _("Say in which country it takes place.")
        return missing

    @property
    def status(self) -> EventStatus:
        return self.status_at(timezone.now())

    def status_at(self, moment: datetime) -> EventStatus:
        """The status at `moment`; asks the database whether places are left."""
        status = self.dated_status(moment)
        return EventStatus.FULL if status == EventStatus.OPEN and self.is_full(moment) else status

    def dated_status(self, moment: datetime) -> EventStatus:
        """The status from the dates; only a cancellation is said by hand."""
        if self.cancelled:
            return EventStatus.CANCELLED
        if self.ends_at <= moment:
            return EventStatus.PAST
        if self.starts_at <= moment:
            return EventStatus.RUNNING
        if self.registration_opens is None or moment < self.registration_opens:
            return EventStatus.ANNOUNCED
        if self.registration_closes and self.registration_closes <= moment:
            return EventStatus.CLOSED
        return EventStatus.OPEN

    def is_full(self, moment: datetime) -> bool:
        """Whether whoever registers now on this site will wait. Asks the database."""
        if self.pk is None or self.registration_policy == RegistrationPolicy.NONE:
            return False
        return self.original.places_at(moment).full

    @cached_property
    def original(self) -> "Event":
        """The page that the others of the work are translations of; registrations belong to it."""
        found = Event.objects.filter(translation_key=self.translation_key).order_by("pk").first()
        return found if found and found.pk != self.pk else self

    def changes_at(self) -> datetime | None:
        turns = [*self.admission_turns(), self.starts_at, self.ends_at]
        coming = [moment for moment in turns if moment and moment > timezone.now()]
        return min(coming, default=None)

    @property
    def dated(self) -> date:
        return self.local_start.date()

    def organisations(self) -> list[Term]:
        rows = [*self.hosts.all(), *self.participants.all()]
        return list(dict.fromkeys(row.organisation for row in rows))

    @cached_property
    def all_countries(self) -> list[Country]:
        """The host country first, then those that take part."""
        found = {self.host_country.slug: self.host_country} if self.host_country else {}
        for country in self.countries.all():
            found.setdefault(country.slug, country)
        return list(found.values())

    def terms(self) -> list[Term]:
        found: list[Term] = super().terms()
        if self.host_country:
            found += [self.host_country, *self.host_country.regions.all()]
        return found

    @property
    def facet_country(self) -> list[str]:
        return [country.slug for country in self.all_countries]

    @property
    def facet_region(self) -> list[str]:
        return sorted({r.slug for country in self.all_countries for r in country.regions.all()})

    @property
    def facet_event_kind(self) -> str:
        return self.event_kind

    @property
    def facet_event_format(self) -> str:
        return self.event_format

    @property
    def facet_event_status(self) -> str:
        return self.status

    @property
    def facet_working_language(self) -> list[str]:
        return self.working_languages


class _EventOrganisation(Orderable):
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    panels = [FieldPanel("organisation")]

    class Meta(Orderable.Meta):
        abstract = True


class EventHost(_EventOrganisation):
    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="hosts")

    class Meta(_EventOrganisation.Meta):
        verbose_name = _("host")
        verbose_name_plural = _("hosts")


class EventParticipant(_EventOrganisation):
    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="participants")

    class Meta(_EventOrganisation.Meta):
        verbose_name = _("participating organisation")
        verbose_name_plural = _("participating organisations")
