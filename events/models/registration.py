"""A person's registration for an event, and what happened to it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import ACTIVE, HOLDING, Action, RegistrationStatus, Role
from hub.languages import DEFAULT_LANGUAGE
from hub.models import Country

TOKEN_SALT = "events.registration"  # noqa: S105
LANGUAGE_CHOICES = settings.LANGUAGES


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def active(self) -> "RegistrationQuerySet":
        return self.filter(status__in=ACTIVE)

    def holding(self) -> "RegistrationQuerySet":
        """Those that have a place."""
        return self.filter(status__in=HOLDING)

    def waiting(self) -> "RegistrationQuerySet":
        """In the order in which they asked."""
        return self.filter(status=RegistrationStatus.WAITING).order_by("asked_at")

    def unconfirmed(self, moment: datetime) -> "RegistrationQuerySet":
        """Those whose time to confirm the address is over."""
        return self.active().filter(held_until__lte=moment, address_confirmed_at=None)


class Registration(models.Model):
    """Of a work, not of a page: `event` is the original page. Services alone write here.

    `asked_at` is no clock time but the place in the order of asking, unique within the event.
    `held_until` is set while nobody has confirmed that the address is theirs.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(
        "events.Event", on_delete=models.PROTECT, related_name="registrations"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, db_index=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name=_("country"),
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.DELEGATE)
    delegation = models.ForeignKey(
        "events.Delegation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="registrations",
    )
    substitute = models.BooleanField(_("substitute"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="registrations",
    )
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    diet = models.CharField(_("diet"), max_length=300, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=LANGUAGE_CHOICES, default=DEFAULT_LANGUAGE
    )
    status = models.CharField(_("status"), max_length=10, choices=RegistrationStatus)
    asked_at = models.PositiveIntegerField(_("order of asking"))
    created_at = models.DateTimeField(auto_now_add=True)
    address_confirmed_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True, db_index=True)
    decline_reason = models.TextField(_("reason"), blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    certificate_number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    consents = models.JSONField(default=list)
    # False while somebody else nominated the person, who has not answered and consented yet.
    complete = models.BooleanField(_("complete"), default=True)
    purge_after = models.DateField(db_index=True)
    purged_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["event", "asked_at"]
        indexes = [models.Index(fields=["event", "status", "country"], name="registration_places")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=models.Q(status__in=ACTIVE) & ~models.Q(email=""),
                name="one_active_registration_of_an_address",
            ),
            models.UniqueConstraint(fields=["event", "asked_at"], name="order_of_asking_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}"

    @property
    def token(self) -> str:
        """What a mailed link carries: who has it may see, change and cancel this registration."""
        return signing.dumps(self.public_id.hex, salt=TOKEN_SALT)

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def holds_place(self) -> bool:
        return self.status in HOLDING

    @property
    def is_provisional(self) -> bool:
        """Whether it ends by itself unless the address is confirmed."""
        return self.is_active and self.held_until is not None and not self.address_confirmed_at


class RegistrationLog(models.Model):
    """What happened to a registration, when and by whom. `details` has nothing personal in it."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_label = models.CharField(max_length=80)
    action = models.CharField(max_length=20, choices=Action)
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("log")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
