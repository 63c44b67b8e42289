"""Mail that waits, mail that was sent, and who wants no more of it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One message to one person. The row is the work: the worker reads it, nothing else sends.

    `key` says what the message is about, such as "events/confirmed:123", and exists once: it is
    what makes a second message impossible. It names no person: it stays when the rest is erased.
    `secret`: it holds a key to an account; nobody reads it here, and it goes once it is sent.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        SET_ASIDE = "set_aside", _("Set aside")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.CharField(_("key"), max_length=200, unique=True)
    to = models.EmailField(_("to"), blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=5)
    template = models.CharField(_("template"), max_length=100)
    context = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    attachments = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    subscription = models.CharField(_("subscription"), max_length=60, blank=True)
    secret = models.BooleanField(default=False)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.WAITING)
    created = models.DateTimeField(_("written"), auto_now_add=True)
    send_after = models.DateTimeField(_("next try"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("last error"), blank=True)
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mail")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["send_after"],
                condition=models.Q(status="waiting"),
                name="mail_that_waits",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Unsubscribed(models.Model):
    """An address, in small letters, that wants no more mail of one subscription."""

    address = models.EmailField()
    subscription = models.CharField(max_length=60)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address", "subscription"], name="unsubscribed_once_from_a_subscription"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.subscription}"
