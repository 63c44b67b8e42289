"""Questions in one line, for tests of search: what a visitor asks and what comes back."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Locale

from hub.models import Publication
from search import services
from search.query import Results, SearchQuery

Settle = Callable[[], object]  # brings the engine up to date with what was published
Case = Callable[[Settle], None]


def ask(
    text: str = "",
    *,
    reader: str = "en",
    sort: str = "relevance",
    page: int = 1,
    page_size: int = 100,
    **filters: str,
) -> Results:
    """`reader`: their language; `filters`: facet keys, each with values, blanks between."""
    chosen = {key: tuple(values.split()) for key, values in filters.items()}
    return services.search(SearchQuery(text, reader, chosen, sort, page, page_size))


def titles(text: str = "", **asked: Any) -> list[str]:
    """Titles of the hits that have all the words as asked, checked against their count."""
    results = ask(text, **asked)
    if results.corrected or results.loosened:
        return []
    found = [hit.title for hit in results.results]
    assert asked.get("page_size") or len(found) == results.count
    return found


def counted(results: Results, key: str) -> dict[str, int]:
    """Value to count, for one facet of an answer; empty when the facet is not shown."""
    facets = [facet for facet in results.facets if facet.key == key]
    return {value.value: value.count for facet in facets for value in facet.values}


def address(title: str) -> str:
    """Where the work with this title is found."""
    return next(hit.url for hit in ask().results if hit.title == title)


def suggested(typed: str, *, reader: str = "en") -> list[tuple[str, str]]:
    return [(found.text, found.kind) for found in services.suggest(typed, reader)]


def translated(page: Publication, language: str, *, title: str, live: bool = True) -> Publication:
    """The page in another language, made as an editor makes it."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=language))
    copy.title = title
    revision = copy.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=copy.pk)
