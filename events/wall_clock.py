"""Moments as a clock at the place of an event shows them."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WallClockField(forms.DateTimeField):
    """Reads and shows day and time without a zone. A form puts them into the zone of its event."""

    zone: ZoneInfo = ZoneInfo("UTC")

    def prepare_value(self, value: Any) -> Any:
        return self.shown(value) if isinstance(value, datetime) else value

    def shown(self, moment: datetime) -> datetime:
        if timezone.is_aware(moment):
            moment = moment.astimezone(self.zone)
        return moment.replace(tzinfo=None)

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(UTC):
            found = super().to_python(value)
        return found and found.replace(tzinfo=None)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def check_year(day: date) -> None:
    """Far from now, a zone leads out of the calendar."""
    if not 2000 <= day.year <= 2100:
        raise ValidationError(_("This is not a date for an event."))


def there(naive: datetime, zone: ZoneInfo) -> datetime:
    """The moment. Of an hour that comes twice it is the first one; one that the clock leaps over
    is refused, and so is another century."""
    check_year(naive)
    moment = naive.replace(tzinfo=zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise ValidationError(
            _("This time does not exist there: the clock is put forward in that hour.")
        )
    return moment
