"""Who may come to an event: the part of its record that registration goes by."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from events.enums import RegistrationPolicy
from events.places import Places
from hub.models import Country, Membership


class Admission(models.Model):
    """Fields of an event. Of a work in several languages, those of the original page count."""

    registration_policy = models.CharField(
        _("who can register"),
        max_length=12,
        choices=RegistrationPolicy,
        default=RegistrationPolicy.NONE,
    )
    approval = models.BooleanField(
        _("approval"),
        default=False,
        help_text=_("The Secretariat approves each registration before it has a place."),
    )
    registration_opens = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes = models.DateTimeField(_("registration closes"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty: as many as ask.")
    )
    waiting_list = models.BooleanField(_("waiting list"), default=True)
    places_per_country = models.PositiveSmallIntegerField(
        _("places for each member country"),
        null=True,
        blank=True,
        help_text=_(
            "Participating countries, not observers and partners. Kept for it until unused places"
            " are released. Empty: none are kept."
        ),
    )
    unused_places_released_at = models.DateTimeField(
        _("unused places are released"),
        null=True,
        blank=True,
        help_text=_("From then on, whoever asked first has a place, whatever the country."),
    )
    substitutions_until = models.DateTimeField(
        _("people can be replaced until"),
        null=True,
        blank=True,
        help_text=_("Empty: until the event starts."),
    )
    first_reminder_days = models.PositiveSmallIntegerField(
        _("first reminder, days before"),
        null=True,
        blank=True,
        default=7,
        help_text=_("A letter with ticket and calendar file to all who have a place. Empty: none."),
    )
    last_reminder_days = models.PositiveSmallIntegerField(
        _("last reminder, days before"),
        null=True,
        blank=True,
        default=1,
        help_text=_("Empty: none."),
    )
    personal_data_days = models.PositiveSmallIntegerField(
        _("keep personal data, days"),
        default=365,
        help_text=_("Counted from the end of the event. Then names and addresses are erased."),
    )

    class Meta:
        abstract = True

    def admission_contradictions(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        opens, closes = self.registration_opens, self.registration_closes
        if opens and closes and closes < opens:
            errors["registration_closes"] = _("Registration closes before it opens.")
        if opens and self.ends_at and opens > self.ends_at:
            errors["registration_opens"] = _("Registration opens after the event is over.")
        released = self.unused_places_released_at
        if released and self.ends_at and released > self.ends_at:
            errors["unused_places_released_at"] = _("Places are released after the event is over.")
        return errors

    def is_released(self, moment: datetime) -> bool:
        """Whether places kept for countries and not used are for everybody by now."""
        return bool(self.unused_places_released_at and self.unused_places_released_at <= moment)

    def takes_place(self, moment: datetime) -> bool:
        """Whether somebody who is given a place at that moment can still make use of it."""
        return bool(self.live and not self.cancelled and moment < self.ends_at)

    def takes_substitutes(self, moment: datetime) -> bool:
        until = self.substitutions_until or self.starts_at
        return self.takes_place(moment) and moment < until

    def admission_turns(self) -> list[datetime | None]:
        """Moments at which the law of places or the status becomes another."""
        return [
            self.registration_opens,
            self.registration_closes,
            self.unused_places_released_at,
        ]

    def places_at(self, moment: datetime) -> Places:
        """Who has a place and what is kept for whom. For the original page alone; asks the
        database two or three times."""
        held = self.registrations.holding().order_by().values_list("country")
        return Places(
            capacity=self.capacity,
            kept={} if self.is_released(moment) else self._kept(),
            held=Counter(dict(held.annotate(number=models.Count("pk")))),
        )

    def _kept(self) -> dict[int, int]:
        kept: dict[int, int] = {}
        if self.places_per_country is not None:
            members = Country.objects.filter(membership=Membership.PARTICIPANT)
            kept = dict.fromkeys(members.values_list("pk", flat=True), self.places_per_country)
        return kept | self.given_places()

    def given_places(self) -> dict[int, int]:
        """By the table of single countries, before the release and after it."""
        stored = CountryPlaces.objects.filter(event=self.pk)
        return dict(stored.values_list("country", "places"))

    def may_send(self, country: Country, given: int | None) -> bool:
        """Whether the country can nominate people; `given`: its places by that table."""
        member = country.membership == Membership.PARTICIPANT
        return member or bool(given) or self.registration_policy != RegistrationPolicy.MEMBERS

    def takes_registrations(self, moment: datetime | None = None) -> bool:
        """Whether one can register now on this site; a place may still not be free."""
        moment = moment or timezone.now()
        if self.registration_policy == RegistrationPolicy.NONE or self.cancelled or not self.live:
            return False
        if self.registration_opens is None or moment < self.registration_opens:
            return False
        return moment < min(filter(None, [self.registration_closes, self.ends_at]))


class CountryPlaces(Orderable):
    """Places kept for one country, instead of the number that each member country has."""

    event = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="country_places")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    places = models.PositiveSmallIntegerField(_("places"))

    panels = [FieldPanel("country"), FieldPanel("places")]

    class Meta(Orderable.Meta):
        verbose_name = _("places of a country")
        verbose_name_plural = _("places of countries")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "country"],
                name="event_country_places_once",
                violation_error_message=_("This country is there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.country}, {self.places}"
