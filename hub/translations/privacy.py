"""A translation is closed with its original, and opened by people alone."""

from wagtail.models import Page
from wagtail_localize.models import TranslationSource

_follow_the_original = TranslationSource.sync_view_restrictions


def close(original: Page, translated: Page) -> None:
    """To whom the original is closed, if it is."""
    if original.view_restrictions.exists():
        _follow_the_original(None, original, translated)
        _follow_the_original(None, original, translated)  # groups only once the row is there


def install() -> None:
    """The package's own also opens a page that somebody has closed."""
    TranslationSource.sync_view_restrictions = lambda _source, *pages: close(*pages)
