"""What organisers wrote to many people of an event at once."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.languages import DEFAULT_LANGUAGE


class GroupMessage(models.Model):
    """Whoever has no text in the own language gets the English one.

    `key` is made with the form, so that the same form sent twice is the same message.
    """

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="messages")
    key = models.UUIDField(default=uuid4, editable=False)
    subject_en = models.CharField(_("subject in English"), max_length=200)
    text_en = models.TextField(_("text in English"), max_length=10_000)
    subject_ru = models.CharField(_("subject in Russian"), max_length=200, blank=True)
    text_ru = models.TextField(_("text in Russian"), max_length=10_000, blank=True)
    subject_kk = models.CharField(_("subject in Kazakh"), max_length=200, blank=True)
    text_kk = models.TextField(_("text in Kazakh"), max_length=10_000, blank=True)
    audience = models.CharField(_("to"), max_length=300)
    receivers = models.PositiveIntegerField(_("receivers"), default=0)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="message_of_a_form_once")
        ]

    def __str__(self) -> str:
        return self.subject_en

    def in_language(self, language: str) -> dict[str, str]:
        """Subject and text for a person who reads `language`."""
        if not getattr(self, f"text_{language}", ""):
            language = DEFAULT_LANGUAGE
        names = ("subject", "text")
        return {name: getattr(self, f"{name}_{language}") for name in names}
