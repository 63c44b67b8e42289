"""Who speaks for a country: a user, a country, from a day to a day."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from hub.models.geography import Country


class FocalPointQuerySet(models.QuerySet["FocalPoint"]):
    def on(self, day: date) -> "FocalPointQuerySet":
        """Those in office on `day`, both ends included."""
        return self.filter(from_date__lte=day).filter(Q(to_date__isnull=True) | Q(to_date__gte=day))

    def overlapping(self, other: "FocalPoint") -> "FocalPointQuerySet":
        """Terms of the same user for the same country that share a day with `other`."""
        found = self.filter(user=other.user_id, country=other.country_id).exclude(pk=other.pk)
        found = found.filter(Q(to_date__isnull=True) | Q(to_date__gte=other.from_date))
        return found.filter(from_date__lte=other.to_date) if other.to_date else found


class FocalPoint(models.Model):
    """A term of office: the user acts for the country on the hub, and for no other one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="focal_points",
        verbose_name=_("person"),
    )
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        related_name="focal_points",
        verbose_name=_("country"),
    )
    from_date = models.DateField(pgettext_lazy("period", "from"), default=timezone.localdate)
    to_date = models.DateField(
        pgettext_lazy("period", "to"),
        null=True,
        blank=True,
        help_text=_("The last day. Empty while nobody knows when it ends."),
    )

    objects = FocalPointQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("user"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("from_date"), FieldPanel("to_date")]),
    ]

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering = ["country", "-from_date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="focal_point_ends_after_it_begins",
                violation_error_message=_("The last day is before the first one."),
            ),
            models.UniqueConstraint(
                fields=["user", "country"],
                condition=Q(to_date__isnull=True),
                name="focal_point_open_once",
                violation_error_message=_("This person is a focal point of this country already."),
            ),
            models.UniqueConstraint(
                fields=["user", "country", "from_date"], name="focal_point_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person()} – {self.country}"

    def person(self) -> str:
        """For lists of the admin."""
        return self.user.get_full_name() or self.user.email or self.user.get_username()

    person.short_description = _("person")  # type: ignore[attr-defined]
    person.admin_order_field = "user__email"  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if not (self.user_id and self.country_id and self.from_date):
            return
        if FocalPoint.objects.overlapping(self).exists():
            raise ValidationError(
                _("This person is a focal point of this country on some of these days already.")
            )
