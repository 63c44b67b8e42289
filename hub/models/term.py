"""What every row of the vocabulary shares: one row for all languages, names side by side."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from hub.languages import LANGUAGES, active_language


class Term(index.Indexed, models.Model):
    """A term of the vocabulary. Pages of every language point to the same row."""

    term_key: ClassVar[str]  # the facet that it fills, or "organisation"

    slug = models.SlugField(
        _("code"),
        max_length=80,
        unique=True,
        help_text=_("Stands in addresses, such as “one-stop-shops”. It never changes afterwards."),
    )
    name_en = models.CharField(_("name in English"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)

    search_fields = [
        index.AutocompleteField("name_en"),
        index.AutocompleteField("name_ru"),
        index.AutocompleteField("name_kk"),
    ]

    class Meta:
        abstract = True
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language, in English where it is missing."""
        return self.name_in(active_language())

    def name_in(self, language: str) -> str:
        return getattr(self, f"name_{language}", "") or self.name_en

    def names(self) -> dict[str, str]:
        """Language to name, only the languages that have one."""
        found = {code: getattr(self, f"name_{code}", "") for code in LANGUAGES}
        return {code: name for code, name in found.items() if name}

    def synonym_list(self) -> list[str]:
        """What else people call it, in any language; themes have them."""
        return []

    @property
    def reference(self) -> str:
        """How the search index remembers that a document mentions this term."""
        return f"{self.term_key}={self.slug}"
