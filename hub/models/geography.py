"""Regions and countries."""

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from hub.languages import LANGUAGES, cldr_names
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
    national_body_en = models.CharField(
        _("national body in English"),
        max_length=200,
        blank=True,
        help_text=_("Who answers for the civil service, such as “Civil Service Bureau”."),
    )
    national_body_ru = models.CharField(_("national body in Russian"), max_length=200, blank=True)
    national_body_kk = models.CharField(_("national body in Kazakh"), max_length=200, blank=True)

    panels = [
        *NAME_PANELS,
        FieldPanel("regions"),
        MultiFieldPanel(
            [FieldPanel("membership"), FieldPanel("joined_on")],
            heading=_("Membership"),
        ),
        MultiFieldPanel(
            [FieldPanel(f"national_body_{code}") for code in LANGUAGES],
            heading=_("National body"),
        ),
    ]

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name_en"]

    def synonym_list(self) -> list[str]:
        """What CLDR calls it, where the hub says otherwise."""
        own = self.names().values()
        return [name for name in cldr_names(self.slug).values() if name not in own]

    def national_body_in(self, language: str) -> str:
        return getattr(self, f"national_body_{language}", "") or self.national_body_en
