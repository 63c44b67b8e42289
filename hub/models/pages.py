"""Pages that belong to no content application: home, libraries, standard pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from hub.blocks import TEXT_BLOCKS
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
