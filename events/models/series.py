"""Events that belong together, such as a seminar every month."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Series(models.Model):
    name = models.CharField(_("name of the series"), max_length=200)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.name


class SeriesPart(models.Model):
    """A work, by its code, as part of a series; and so are its translations.

    It is no field of the page: a page that goes back to an older revision would leave the series.
    """

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="parts")
    code = models.CharField(max_length=12, unique=True)

    def __str__(self) -> str:
        return f"{self.code}: {self.series}"


class Copying(models.Model):
    """One form in which copies were asked for. `key` is made with the form, so that the same form
    sent twice makes them once; `codes` are those of the copies."""

    key = models.UUIDField(unique=True)
    codes = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return ", ".join(self.codes)
