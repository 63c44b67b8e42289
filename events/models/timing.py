"""When an event takes place, by the clock of its place."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 24  # months in which a search by month finds an event


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def check_time_zone(name: str) -> None:
    if name not in _zones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write one such as Asia/Almaty or Europe/Paris."),
            params={"name": name},
        )


class Timing(models.Model):
    """Fields of an event, and what is told of them. Moments are kept in UTC."""

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="Asia/Almaty",
        validators=[check_time_zone],
        help_text=_(
            "Of the place, such as Asia/Almaty. All days and times of this page are by its clock."
        ),
    )

    class Meta:
        abstract = True

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def one_day(self) -> bool:
        return self.local_start.date() == self.local_end.date()

    @property
    def facet_year(self) -> int:
        return self.local_start.year

    @property
    def facet_month(self) -> list[str]:
        """Every month in which it takes place, such as "2026-11"; two years of them at most."""
        first, last = self.local_start, self.local_end
        start = 12 * first.year + first.month - 1
        months = range(start, min(12 * last.year + last.month, start + LONGEST))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
