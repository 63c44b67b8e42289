"""The tree of reform themes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from hub.models.geography import NAME_PANELS
from hub.models.term import Term


class ReformTheme(Term):
    """A theme of reform, on one of two levels. A work of a theme is also a work of its parent."""

    term_key = "theme"
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("belongs to"),
        limit_choices_to={"parent": None},
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    description_en = models.TextField(_("description in English"), blank=True)
    description_ru = models.TextField(_("description in Russian"), blank=True)
    description_kk = models.TextField(_("description in Kazakh"), blank=True)
    synonyms = models.TextField(
        _("synonyms"),
        blank=True,
        help_text=_(
            "One on each line, in any language: what else people type when they mean this theme, "
            "such as “single window” or “ЦОН”. A search for one finds all."
        ),
    )

    panels = [
        *NAME_PANELS,
        FieldPanel("parent"),
        FieldPanel("order"),
        FieldPanel("synonyms"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("description_en"),
                        FieldPanel("description_ru"),
                        FieldPanel("description_kk"),
                    ]
                )
            ],
            heading=_("Description"),
        ),
    ]

    class Meta:
        verbose_name = _("reform theme")
        verbose_name_plural = _("reform themes")
        ordering = ["order", "name_en"]

    def clean(self) -> None:
        super().clean()
        if not self.parent_id:
            return
        if self.parent_id == self.pk:
            raise ValidationError({"parent": _("A theme cannot belong to itself.")})
        if self.parent.parent_id:
            raise ValidationError({"parent": _("Themes have two levels: choose a top theme.")})
        if self.pk and self.children.exists():
            raise ValidationError(
                {"parent": _("This theme has themes of its own, so it stays on the top level.")}
            )

    def synonym_list(self) -> list[str]:
        return [line.strip() for line in self.synonyms.splitlines() if line.strip()]

    def description_in(self, language: str) -> str:
        return getattr(self, f"description_{language}", "") or self.description_en
