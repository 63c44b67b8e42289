"""Regions and countries."""

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from hub.models.term import Term


class Membership(TextChoices):
    PARTICIPANT = "participant", _("Participating country")
    OBSERVER = "observer", _("Observer")
    PARTNER = "partner", _("Partner")
    NONE = "none", _("Not a member")


NAME_PANELS = [
    FieldRowPanel(
        [FieldPanel("name_en"), FieldPanel("name_ru"), FieldPanel("name_kk")],
        heading=_("Names"),
    ),
    FieldPanel("slug"),
]


class Region(Term):
    """A part of the world in which reforms are compared; a country may be in several."""

    term_key = "region"
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [*NAME_PANELS, FieldPanel("order")]

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["order", "name_en"]


class Country(Term):
    """A country of ISO 3166-1; its code is the alpha-2 code in lower case."""

    term_key = "country"
    regions = models.ManyToManyField(
        Region, related_name="countries", blank=True, verbose_name=_("regions")
    )
    membership = models.CharField(
        _("membership of the hub"),
        max_length=20,
        choices=Membership,
        default=Membership.NONE,
    )
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    national_body = models.CharField(
        _("national body"),
        max_length=200,
        blank=True,
        help_text=_("Who answers for the civil service, such as “Civil Service Bureau”."),
    )

    panels = [
        *NAME_PANELS,
        FieldPanel("regions"),
        MultiFieldPanel(
            [FieldPanel("membership"), FieldPanel("joined_on"), FieldPanel("national_body")],
            heading=_("Membership"),
        ),
    ]

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name_en"]
