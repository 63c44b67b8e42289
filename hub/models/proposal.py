"""What a country proposes: a page in the making, and what is said about it back and forth."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.models.geography import Country


class ProposalState(TextChoices):
    WRITING = "writing", _("Being written")
    SENT = "sent", _("With the Secretariat")
    RETURNED = "returned", _("Returned with comments")
    PUBLISHED = "published", _("Published")


class Proposal(models.Model):
    """`typed` keeps the form as it was typed, valid or not; `page` holds what of it is valid, from
    the first save that has what a page cannot do without. `version` counts the saves: whoever saves
    on top of another version is told. `revision` is the last one that was written from here."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.SlugField(max_length=20)  # a key of HUB_PROPOSAL_FORMS
    page = models.OneToOneField(
        Page, null=True, blank=True, on_delete=models.CASCADE, related_name="proposal"
    )
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="proposals")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.WRITING)
    language = models.CharField(max_length=5)
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    revision = models.BigIntegerField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.typed.get("title") or str(_("Untitled"))

    @property
    def open(self) -> bool:
        """Whether the country may change it now."""
        return self.state in (ProposalState.WRITING, ProposalState.RETURNED)

    @property
    def discardable(self) -> bool:
        """Whether the country may delete it: what was published once is the site's."""
        return self.open and not (self.page and self.page.first_published_at)


class ProposalMessage(models.Model):
    """A comment of the secretariat or an answer of the country."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_country = models.BooleanField()
    text = models.TextField(_("message"), max_length=4000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
