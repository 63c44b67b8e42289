"""Pages that belong to no content application: home, libraries, standard pages."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from hub.blocks import TEXT_BLOCKS
from hub.models.translation import TranslationState
from hub.vocabulary import Kind


class HomePage(Page):
    """The front of one language's tree; its figures and lists are drawn by template tags."""

    template = "hub/home.html"
    max_count_per_parent = 3
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["hub.LibraryPage", "hub.StandardPage"]

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("One or two sentences under the title: what a visitor finds here."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A work is also found under what its library is called in another language."""
        try:
            return super().route(request, path_components)
        except Http404:
            library = self._called_elsewhere(path_components[0]) if path_components[1:] else None
            if library is None:
                raise
            return library.route(request, path_components[1:])

    def _called_elsewhere(self, slug: str) -> "LibraryPage | None":
        named = LibraryPage.objects.filter(slug=slug, depth=self.depth + 1)
        own = LibraryPage.objects.child_of(self).exclude(slug=slug)
        return own.filter(translation_key__in=named.values("translation_key")).first()


class LibraryPage(Page):
    """All works of one kind: a search with the kind chosen beforehand."""

    template = "search/library.html"
    parent_page_types = ["hub.HomePage"]
    subpage_types = [
        "casestudies.CaseStudy",
        "casestudies.TrendReview",
        "casestudies.Memorandum",
        "events.Event",
    ]

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("kind")]

    class Meta:
        verbose_name = _("library page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A work that is not published in this language is shown as it is, in the frame of this
        one; hub.models.publication says so on the page."""
        try:
            return super().route(request, path_components)
        except Http404:
            work = self._published_elsewhere(path_components[0]) if path_components else None
            if work is None or path_components[1:]:
                raise
            return RouteResult(work, kwargs={"library": self})

    def _published_elsewhere(self, slug: str) -> Any:
        siblings = LibraryPage.objects.filter(translation_key=self.translation_key)
        paths = siblings.exclude(pk=self.pk).values_list("path", flat=True)
        within = [Q(path__startswith=path) for path in paths]
        if not within:
            return None
        pages = Page.objects.live().public().filter(slug=slug, depth=self.depth + 1)
        found = (
            pages.filter(Q(*within, _connector=Q.OR))
            .annotate(translated=Exists(TranslationState.objects.filter(page=OuterRef("pk"))))
            .order_by("translated", "path")  # the original before a translation
            .first()
        )
        return found.specific if found else None


class StandardPage(Page):
    """A page of text, such as “About the hub”."""

    template = "hub/standard.html"
    parent_page_types = ["hub.HomePage", "hub.StandardPage"]
    subpage_types = ["hub.StandardPage"]

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(TEXT_BLOCKS, blank=True, verbose_name=_("text"))

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    class Meta:
        verbose_name = _("standard page")
