"""Who stands at the entrance beside those who may edit the event."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class EventHelper(Orderable):
    """Whoever owns the address may check people in, and nothing else. An editor types it, for a
    list of accounts is nobody's to see."""

    event = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="helpers")
    email = models.EmailField(
        _("e-mail"),
        help_text=_(
            "Such as “a.akhmetova@gov.example”. Whoever has confirmed this address may check people"
            " in, and nothing else."
        ),
    )

    panels = [FieldPanel("email")]

    class Meta(Orderable.Meta):
        verbose_name = _("helper at the entrance")
        verbose_name_plural = _("helpers at the entrance")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                name="event_helper_once",
                violation_error_message=_("This person is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        self.email = self.email.lower()
