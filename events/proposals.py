"""The short form in which a country proposes an event."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.core import get_global
from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.wall_clock import check_year
from hub.dates import zone_city
from hub.proposals.forms import ProposalForm, theme_field
from hub.proposals.text import to_html, to_text
from hub.vocabulary import EventFormat, EventKind


def _moment(label: Any, help_text: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=False,
        widget=widget,
        input_formats=formats,
        validators=[check_year],
    )


class EventProposalForm(ProposalForm):
    model = Event
    heading = _("Propose an event")
    begin = _("Propose an event")
    minimum = ("title", "event_kind", "starts", "ends", "time_zone")
    rich = ("description",)
    aliases = {"themes": "theme", "host_country": "city", "starts_at": "starts", "ends_at": "ends"}

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Such as “Service centres: a study tour”."),
    )
    event_kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices)
    event_format = forms.ChoiceField(label=_("Format"), choices=EventFormat.choices)
    starts = _moment(_("Starts"), _("Day and time there, such as 3 June 2027, 09:00."))
    ends = _moment(_("Ends"), _("Day and time there, such as 4 June 2027, 17:00."))
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("The city by whose clock the times are.")
    )
    city = forms.CharField(
        label=_("City"), max_length=120, required=False, help_text=_("Such as “Astana”.")
    )
    venue = forms.CharField(
        label=_("Venue"),
        max_length=200,
        required=False,
        help_text=_("Such as “Academy of Public Administration, hall 2”."),
    )
    theme = theme_field()
    summary = forms.CharField(
        label=_("Summary"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Such as “Heads of service centres compare queues and see two of ours.”"),
    )
    audience = forms.CharField(
        label=_("For whom"),
        max_length=300,
        required=False,
        help_text=_("Such as “Heads of service centres”."),
    )
    description = forms.CharField(
        label=_("Description"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Such as what happens on which day, and what the guests take home."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        zones = get_global("territory_zones").get(self.country.slug.upper(), []) or ["UTC"]
        fields["time_zone"].choices = [(zone, zone_city(zone)) for zone in zones]
        usual = Event._meta.get_field("time_zone").default
        fields["time_zone"].initial = usual if usual in zones else zones[0]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The event ends before it starts."))
        return values

    def write_to(self, page: Event) -> None:
        super().write_to(page)
        page.host_country = page.host_country or self.country

    def put_starts(self, page: Event, moment: datetime | None) -> None:
        page.starts_at = self._there(moment) or page.starts_at

    def put_ends(self, page: Event, moment: datetime | None) -> None:
        page.ends_at = self._there(moment) or page.ends_at

    def _there(self, moment: datetime | None) -> datetime | None:
        """The moment as a clock in the event's zone shows it."""
        zone = ZoneInfo(self.cleaned_data.get("time_zone") or "UTC")
        return moment.replace(tzinfo=zone) if moment else None

    def put_description(self, page: Event, text: str) -> None:
        others = [(block.block_type, block.value) for block in page.description]
        others = [block for block in others if block[0] != "text"]
        page.description = [("text", to_html(text))] * bool(text) + others

    @classmethod
    def get_starts(cls, page: Event) -> str:
        return page.local_start.strftime("%Y-%m-%dT%H:%M")

    @classmethod
    def get_ends(cls, page: Event) -> str:
        return page.local_end.strftime("%Y-%m-%dT%H:%M")

    @classmethod
    def get_description(cls, page: Event) -> str:
        return "\n\n".join(
            to_text(str(block.value)) for block in page.description if block.block_type == "text"
        )
