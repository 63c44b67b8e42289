"""The editor's form of an event: all moments by the clock of the event's own zone."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.wall_clock import WallClockField, there
from hub.models.publication import PublicationForm

MOMENTS = (
    "starts_at",
    "ends_at",
    "registration_opens",
    "registration_closes",
    "unused_places_released_at",
    "substitutions_until",
)
HINT = _("By the clock of the event’s time zone.")


class EventForm(PublicationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(MOMENTS) & set(self.fields):
            self.fields[name] = self._by_the_clock(self.fields[name])

    def _by_the_clock(self, field: forms.Field) -> WallClockField:
        made = WallClockField(
            label=field.label,
            required=field.required,
            widget=field.widget,
            help_text=f"{field.help_text} {HINT}".strip(),
        )
        made.zone = ZoneInfo(self.instance.time_zone)
        return made

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name = cleaned.get("time_zone")
        zone = ZoneInfo(name if name in available_timezones() else self.instance.time_zone)
        for moment in MOMENTS:
            if cleaned.get(moment):
                try:
                    cleaned[moment] = self._moment(moment, cleaned[moment], zone)
                except ValidationError as error:
                    self.add_error(moment, error)
        return cleaned

    def _moment(self, name: str, naive: datetime, zone: ZoneInfo) -> datetime:
        """What stands there already stays to the second, also in an hour that comes twice."""
        stored: datetime | None = getattr(self.instance, name)
        same_zone = zone.key == self.instance.time_zone
        if stored and same_zone and name not in self.changed_data:
            return stored
        return there(naive, zone)
