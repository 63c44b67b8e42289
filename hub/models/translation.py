"""How far the translations of a work are: what the package of translations does not know."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Not checked")
    REVIEWED = "reviewed", _("Checked")
    STALE = "stale", _("The original has changed")


class TranslationState(models.Model):
    """Of a published page that is a translation; a page without a row is none, or not published.

    `original_text` is the original's text that was translated, `reviewed_text` the translation's
    that somebody read and found right: both as fingerprints. `state` follows from them.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    original = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    original_text = models.CharField(max_length=64)
    reviewed_text = models.CharField(max_length=64, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("checked by"),
    )
    reviewed_at = models.DateTimeField(_("checked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        permissions = [("review_translation", "Can mark translations as checked")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.state}"


class TranslationUpdate(models.Model):
    """A page was published: its translations, or what is known of it as one, are to follow.
    Written with the publication, worked off by housekeeping."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    published = models.PositiveIntegerField(default=1)  # times, so that none is lost meanwhile
    attempts = models.PositiveIntegerField(default=0)  # that failed since
    not_before = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.page_id}"
