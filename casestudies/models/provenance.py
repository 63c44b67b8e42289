"""Where a case comes from, and who has verified it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.languages import LANGUAGES
from hub.vocabulary import Verification


class Source(models.TextChoices):
    SUBMITTED = "submitted", _("Submitted by the country")
    DESK_RESEARCH = "desk_research", _("Desk research")
    EVENT = "event", _("An event")
    IMPORT = "import", _("Import")


class Provenance(models.Model):
    """Fields of a case that tell how far it can be trusted."""

    source = models.CharField(
        _("source"), max_length=20, choices=Source, default=Source.DESK_RESEARCH
    )
    told_at = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("told at"),
        help_text=_("The event at which somebody told the case."),
    )
    told_session = models.CharField(max_length=36, blank=True, editable=False, db_index=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_id = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    # Of what the import wrote, so that the next one sees whether an editor changed it since.
    source_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    original_language = models.CharField(
        _("original language"),
        max_length=5,
        choices=[(x.code, x.endonym) for x in LANGUAGES.values()],
        default="en",
    )
    licence = models.CharField(_("licence"), max_length=60, blank=True, default="CC BY 4.0")
    verification = models.CharField(
        _("verification"),
        max_length=20,
        choices=Verification,
        default=Verification.UNVERIFIED,
    )
    verified_by = models.CharField(_("verified by"), max_length=120, blank=True)
    last_verified = models.DateField(_("last verified"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)

    class Meta:
        abstract = True
