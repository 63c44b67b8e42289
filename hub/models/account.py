"""What the hub knows of a person beside name and address."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.languages import DEFAULT_LANGUAGE, LANGUAGES


class Preferences(models.Model):
    """What a person chose once for all visits."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="preferences",
        verbose_name=_("person"),
    )
    language = models.CharField(
        _("language of messages"),
        max_length=5,
        choices=[(x.code, x.endonym) for x in LANGUAGES.values()],
        default=DEFAULT_LANGUAGE,
    )

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"
