"""What of the hub is translated into which language, and how far each translation is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.collation import sort_key
from hub.languages import LANGUAGES, active_language
from hub.models import LibraryPage, State, TranslationState

NONE, OFFLINE, ALONE = "none", "offline", "alone"
STATES = [
    (NONE, _("No translation")),
    (OFFLINE, _("Not published")),
    *State.choices,
    (ALONE, _("The original is not published")),
]


@dataclass(frozen=True, slots=True)
class Row:
    """One work that is published in any language, in one that is not that of its original."""

    original: Page
    kind: str
    language: str
    state: str
    page: Page | None = None
    known: TranslationState | None = None

    @property
    def label(self) -> Any:
        return dict(STATES)[self.state]


def rows(*, state: str = "", kind: str = "", language: str = "") -> list[Row]:
    """Works in the order of their titles; a few queries whatever their number."""
    known = {row.page_id: row for row in TranslationState.objects.select_related("reviewed_by")}
    found = [
        row
        for pages in _works(kind).values()
        for row in _of_work(pages, known)
        if (not state or row.state == state) and (not language or row.language == language)
    ]
    reader = active_language()
    return sorted(found, key=lambda row: (*_place(row.original, reader), row.language))


def _place(page: Page, reader: str) -> tuple[str, int]:
    return sort_key(page.title, reader), page.pk


def _works(kind: str) -> dict[UUID, list[Page]]:
    libraries = LibraryPage.objects.all()
    kinds = dict(libraries.values_list("path", "kind"))
    works: dict[UUID, list[Page]] = {}
    pages = Page.objects.filter(depth=libraries[0].depth + 1 if libraries else 0, alias_of=None)
    for page in pages.select_related("locale").order_by("pk"):
        page.work_kind = kinds.get(page.path[: -Page.steplen], "")
        if page.work_kind and (not kind or page.work_kind == kind):
            works.setdefault(page.translation_key, []).append(page)
    return works


def _of_work(pages: list[Page], known: dict[int, TranslationState]) -> Iterable[Row]:
    if not any(page.live for page in pages):
        return
    originals = [page for page in pages if page.pk not in known] or pages
    original = next((page for page in originals if page.live), originals[0])
    there = {page.locale.language_code: page for page in pages}
    for language in LANGUAGES:
        if language == original.locale.language_code:
            continue
        page = there.get(language)
        row = known.get(page.pk) if page else None
        yield Row(original, original.work_kind, language, _state(original, page, row), page, row)


def _state(original: Page, page: Page | None, row: TranslationState | None) -> str:
    """Whether it can be read at all comes before how good it is."""
    if page is None:
        return NONE
    if not page.live:
        return OFFLINE
    if not original.live:
        return ALONE
    return row.state if row else str(State.DRAFT)
