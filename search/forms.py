"""A query string as a SearchQuery. What is unknown is left out and said, never an error."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import QueryDict
from django.utils import timezone

from hub.vocabulary import FACETS, FACETS_BY_KEY, Kind
from search import labels
from search.query import MAX_QUERY_LENGTH, MONTH_SIZE, PAGE_SIZE, SORTS, SearchQuery, sorts

MAX_VALUES = 50  # of one facet
MAX_PAGE = 100_000
OTHER_KEYS = {"q", "sort", "page", "lang", "exact"}
VIEW = "view"  # of a library page only


def read_query(
    data: QueryDict, language: str, *, preset: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[SearchQuery, list[str]]:
    """The query, and what of it was ignored, such as "year=abc".

    With words the order is by relevance, without them newest first, and of events what comes
    soonest, unless one is asked for.
    """
    ignored: list[str] = []
    words = " ".join(data.get("q", "").split())
    if len(words) > MAX_QUERY_LENGTH:
        ignored.append(f"q: {len(words)} > {MAX_QUERY_LENGTH}")
        words = words[:MAX_QUERY_LENGTH].rsplit(" ", 1)[0]
    filters = _filters(data, ignored, set(preset or {}))
    sort = data.get("sort", "")
    if sort and sort not in SORTS:
        ignored.append(_said("sort", sort))
    if sort not in SORTS:
        sort = sorts(words, {**filters, **(preset or {})}.get("kind", ()))[0]
    query = SearchQuery(
        text=words,
        language=language,
        filters=filters,
        sort=sort,
        page=_page(data, ignored),
        page_size=PAGE_SIZE,
        exact=_exact(data, ignored),
    )
    view = data.get(VIEW, "")
    if view == "month" and (preset or {}).get("kind") == (Kind.EVENT,):
        query = _of_one_month(query)
    elif view:
        ignored.append(_said(VIEW, view))
    return query, ignored


def _of_one_month(query: SearchQuery) -> SearchQuery:
    """The month that is asked for, else the current one."""
    month = query.filters.get("month", (f"{timezone.localdate():%Y-%m}",))[0]
    filters = {**query.filters, "month": (month,)}
    return replace(query, view="month", filters=filters, page=1, page_size=MONTH_SIZE)


def _filters(data: QueryDict, ignored: list[str], fixed: set[str]) -> dict[str, tuple[str, ...]]:
    filters: dict[str, tuple[str, ...]] = {}
    for key in data:
        if key in FACETS_BY_KEY or key in OTHER_KEYS or key == VIEW:
            continue
        ignored.append(_said(key, data.get(key, "")))
    chosen = [facet for facet in FACETS if facet.key in data and facet.key not in fixed]
    if not chosen:
        return filters
    vocabulary = labels.vocabulary()
    for facet in chosen:
        given = dict.fromkeys(value.strip() for value in data.getlist(facet.key) if value.strip())
        known = [value for value in given if vocabulary.knows(facet, value)]
        ignored += [_said(facet.key, value) for value in given if value not in known]
        ignored += [_said(facet.key, value) for value in known[MAX_VALUES:]]
        if known:
            filters[facet.key] = tuple(known[:MAX_VALUES])
    return filters


def _page(data: QueryDict, ignored: list[str]) -> int:
    given = data.get("page", "1")
    if given.isascii() and given.isdigit() and len(given) <= 6 and 1 <= int(given) <= MAX_PAGE:
        return int(given)
    if given.isascii() and given.isdigit() and int(given[:7]) > MAX_PAGE:
        return MAX_PAGE  # past any last page
    ignored.append(_said("page", given))
    return 1


def _exact(data: QueryDict, ignored: list[str]) -> bool:
    given = data.get("exact", "")
    if given not in ("", "1"):
        ignored.append(_said("exact", given))
    return given == "1"


def _said(key: str, value: str) -> str:
    return f"{key}={value}"[:80]
