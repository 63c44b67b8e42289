"""Where a work is found: in the reader's language, for ever, by whoever was given a list."""

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from hub.languages import active_language, in_language
from hub.models import Collection, Publication


def permanent_url(page: Publication) -> str:
    """The full permanent address of a work; empty before it has a code."""
    return f"{settings.HUB_BASE_URL.rstrip('/')}/id/{page.code}" if page.code else ""


def shared_url(collection: Collection) -> str:
    """The full address of a list, for whom its owner gives it to."""
    return settings.HUB_BASE_URL.rstrip("/") + reverse("shared_list", args=[collection.token])


def address(page: Page) -> str:
    """Where a reader of the active language finds a work."""
    return in_language(page.url or "", active_language())


def foreign(page: Page) -> str:
    """The language of the page's words where it is not the reader's; else nothing."""
    code = page.locale.language_code
    return code if code != active_language() else ""


def link_to(page: Page) -> dict[str, str]:
    return {"title": page.title, "url": address(page), "lang": foreign(page)}
