"""What everything that the hub publishes shares: a permanent code, countries, themes, a cover."""

from collections.abc import Iterable
from datetime import date, datetime
from html import unescape
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Revision

from hub.models.term import Term
from hub.models.translated import ShownInEachLanguage, facts, lacks_words, untranslated
from hub.vocabulary import FACETS, Kind


class CodeSequence(models.Model):
    """The last number given to codes of one prefix; locked while the next is taken."""

    prefix = models.CharField(max_length=4, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last:04d}"

    @classmethod
    def take(cls, prefix: str) -> str:
        """The next code, such as "CS-0001". Never the same twice, gaps are possible."""
        with transaction.atomic():
            cls.objects.get_or_create(prefix=prefix)
            sequence = cls.objects.select_for_update().get(prefix=prefix)
            sequence.last += 1
            sequence.save()
        return f"{prefix}-{sequence.last:04d}"


class Incomplete(ValidationError):
    """A draft that lacks what publication needs was to be published without a form to say so."""

    def __init__(self, page: "Publication", missing: dict[str, Any]) -> None:
        super().__init__(missing)
        self.page = page


class PublicationForm(WagtailAdminPageForm):
    """Asks for what publication needs only when the page is published, not for a draft."""

    def _post_clean(self) -> None:
        self.instance.may_lack = True  # the model cannot see the rows and choices of a form
        super()._post_clean()
        self.instance.may_lack = self.is_deferred_validation
        if self.is_deferred_validation:
            return
        missing = self.instance.missing_for_publication(self.cleaned_data)
        for field, message in missing.items():
            if field in self.errors:
                continue  # what is wrong with it is said already
            self.add_error(field if field in self.fields else None, message)


class Publication(ShownInEachLanguage, Page):
    """A work of the hub in one language. Its translations share code, countries and themes."""

    kind: ClassVar[Kind]
    code_prefix: ClassVar[str]
    completeness_fields: ClassVar[dict[str, int]] = {}  # field to weight
    shows_text = True  # or the summary alone, without files
    may_lack = False  # set on what is about to be a draft: a new page calls itself live

    code = models.CharField(_("code"), max_length=12, blank=True, editable=False, db_index=True)
    countries = ParentalManyToManyField(
        "hub.Country", blank=True, related_name="+", verbose_name=_("countries")
    )
    themes = ParentalManyToManyField(
        "hub.ReformTheme",
        blank=True,
        related_name="+",
        verbose_name=_("themes"),
        help_text=_("One to three; the most exact ones, such as “One-stop shops”."),
    )
    cover = models.ForeignKey(
        "hub.HubImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Wide, at least 1200 pixels. Without one, a pattern is drawn."),
    )

    # The address is the same too, so that the work is found under each language.
    override_translatable_fields = facts("slug", "countries", "themes", "cover")
    base_form_class = PublicationForm
    exclude_fields_in_copy = ["code"]
    parent_page_types = ["hub.LibraryPage"]
    subpage_types: list[str] = []
    show_in_menus_default = False

    place_panels = [
        FieldRowPanel([FieldPanel("countries"), FieldPanel("themes")]),
        FieldPanel("cover"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and parent.specific.kind == cls.kind

    def clean(self) -> None:
        super().clean()
        self._empty_blank_texts()
        errors = self.contradictions()
        if self.live and not self.may_lack:
            errors |= self.missing_for_publication({})
        if errors:
            raise ValidationError(errors)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        draft = revision.as_object()
        if missing := draft.missing_for_publication({}):
            raise Incomplete(draft, missing)
        return super().publish(revision, *args, **kwargs)

    def _empty_blank_texts(self) -> None:
        """The editor leaves an empty paragraph where nothing was written: that is no text."""
        for field in self._meta.concrete_fields:
            if isinstance(field, RichTextField):
                text = unescape(strip_tags(getattr(self, field.name) or ""))
                if not text.strip():
                    setattr(self, field.name, "")

    def contradictions(self) -> dict[str, Any]:
        """Field to message: what can never be right, not even in a draft."""
        return {}

    def missing_for_publication(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Field to message: what a draft may lack and a published page may not.

        `cleaned` holds what a form has and the instance has not yet: many-to-many choices.
        """
        missing: dict[str, Any] = {}
        if self.pk and (number := untranslated(self)):
            missing[NON_FIELD_ERRORS] = lacks_words(number)
        for field in ("countries", "themes"):
            chosen = cleaned.get(field)
            if chosen is None:
                chosen = getattr(self, field).all() if self._is_stored(field) else True
            if field in self.required_terms and not chosen:
                missing[field] = _("Choose at least one.")
        return missing

    required_terms: ClassVar[tuple[str, ...]] = ("countries", "themes")

    def _is_stored(self, field: str) -> bool:
        """Whether the choices of `field` can be known: a page being made has none yet."""
        return self.pk is not None or field in getattr(self, "_cluster_related_objects", {})

    # What search reads

    @property
    def summary_text(self) -> str:
        return getattr(self, "summary", "")

    @property
    def dated(self) -> date:
        """The day by which works are put in order, newest first."""
        moment: datetime | None = self.first_published_at or self.latest_revision_created_at
        return moment.date() if moment else date.today()

    def is_public(self) -> bool:
        """Whether the work may be found by anybody, beside Wagtail's own privacy."""
        return True

    def changes_at(self) -> datetime | None:
        """When a derived status changes next without anybody saving the page."""
        return None

    def organisations(self) -> Iterable[Term]:
        return []

    @property
    def facet_kind(self) -> str:
        return self.kind

    @cached_property
    def facet_country(self) -> list[str]:
        return [country.slug for country in self.countries.all()]

    @cached_property
    def facet_region(self) -> list[str]:
        return sorted({r.slug for country in self.countries.all() for r in country.regions.all()})

    @cached_property
    def facet_theme(self) -> list[str]:
        found: dict[str, None] = {}
        for theme in self.themes.all():
            found[theme.slug] = None
            if theme.parent:
                found[theme.parent.slug] = None
        return list(found)

    @property
    def facet_language(self) -> str:
        return self.locale.language_code

    def facet_values(self) -> dict[str, tuple[str, ...]]:
        """Facet key to this page's values, for every facet that the page has."""
        values = {}
        for facet in FACETS:
            value = getattr(self, f"facet_{facet.key}", None)
            if value in (None, "", [], ()):
                continue
            many = value if isinstance(value, list | tuple) else [value]
            values[facet.key] = tuple(str(item) for item in many)
        return values

    def terms(self) -> list[Term]:
        """Every term that the page mentions, so that a search for its name finds the page."""
        found: dict[str, Term] = {}
        for country in self.countries.all():
            found[country.reference] = country
            for region in country.regions.all():
                found[region.reference] = region
        for theme in self.themes.all():
            found[theme.reference] = theme
            if theme.parent:
                found[theme.parent.reference] = theme.parent
        for organisation in self.organisations():
            found[organisation.reference] = organisation
        return list(found.values())

    # Completeness

    @property
    def completeness(self) -> int:
        """0 to 100: the share, by weight, of what a good record has."""
        weights = self.completeness_fields
        present = sum(weights[name] for name in weights if self._has(name))
        return round(100 * present / (sum(weights.values()) or 1))

    def lacking(self) -> list[str]:
        """Names of the fields that would raise the completeness."""
        return [self._label(name) for name in self.completeness_fields if not self._has(name)]

    def _label(self, name: str) -> str:
        field = self._meta.get_field(name)
        if field.one_to_many:  # rows of a panel, such as the parties
            return str(field.related_model._meta.verbose_name_plural)
        return str(field.verbose_name)

    def _has(self, name: str) -> bool:
        value = getattr(self, name)
        if hasattr(value, "all"):
            return bool(value.all()) if self._is_stored(name) else False
        return bool(value)
