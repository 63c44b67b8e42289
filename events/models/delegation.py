"""The people whom a country sends to an event."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.models import Country


class Delegation(models.Model):
    """One for a country at an event. Its people are registrations, one of them its head."""

    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="delegations")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="delegations")
    focal_point = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="delegations",
    )
    head = models.OneToOneField(
        "events.Registration", null=True, on_delete=models.SET_NULL, related_name="heads"
    )
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["country__name_en"]
        constraints = [
            models.UniqueConstraint(fields=["event", "country"], name="one_delegation_of_a_country")
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.country}"
