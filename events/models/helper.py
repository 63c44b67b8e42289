"""Who stands at the entrance beside those who may edit the event."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class EventHelper(Orderable):
    """A user who may check people in, and nothing else."""

    event = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="helpers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )

    panels = [FieldPanel("user")]

    class Meta(Orderable.Meta):
        verbose_name = _("helper at the entrance")
        verbose_name_plural = _("helpers at the entrance")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"],
                name="event_helper_once",
                violation_error_message=_("This person is there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}"
