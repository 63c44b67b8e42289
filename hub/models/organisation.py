"""Organisations that lead, fund or host what the hub tells of."""

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from hub.models.geography import NAME_PANELS, Country, Membership
from hub.models.term import Term


class OrganisationKind(TextChoices):
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency")
    LOCAL_GOVERNMENT = "local_government", _("Regional or local government")
    ACADEMY = "academy", _("Academy of public administration")
    UNIVERSITY = "university", _("University or research institute")
    INTERNATIONAL = "international", _("International organisation")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    PRIVATE = "private", _("Private company")
    CONSORTIUM = "consortium", _("Consortium")
    OTHER = "other", _("Other")


class Organisation(Term):
    """An organisation, with its names in all languages on one row."""

    term_key = "organisation"
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organisations",
        verbose_name=_("country"),
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
        verbose_name=_("part of"),
    )
    site = models.URLField(_("web site"), blank=True)
    logo = models.ForeignKey(
        "hub.HubImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    membership = models.CharField(
        _("membership of the hub"),
        max_length=20,
        choices=Membership,
        default=Membership.NONE,
    )

    panels = [
        *NAME_PANELS,
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("country"), FieldPanel("parent")]),
        FieldPanel("site"),
        FieldPanel("logo"),
        FieldPanel("membership"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_en"]

    def synonym_list(self) -> list[str]:
        return [self.acronym] if self.acronym else []
