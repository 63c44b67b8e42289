"""Who may have a document: whoever may read a page that shows it, and editors."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.models import Page, ReferenceIndex

from hub.access import may_open
from hub.models import Publication


def refuse_what_no_page_shows(document: Any, request: HttpRequest) -> None:
    """An address of a document can be guessed: files of drafts and private pages are not found."""
    if not (is_shown(document, request) or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404


def is_shown(document: Any, request: HttpRequest) -> bool:
    """Whether a published page that the visitor may open names the document."""
    references = ReferenceIndex.get_references_to(document)
    of_pages = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    ids = [int(number) for number in of_pages.values_list("object_id", flat=True)]
    pages = Page.objects.live().filter(pk__in=ids).specific()
    return any(_shows_files(page) and may_open(page, request) for page in pages)


def _shows_files(page: Page) -> bool:
    """A publication may keep its files to itself, such as a memorandum that is not public."""
    return not isinstance(page, Publication) or page.shows_text
