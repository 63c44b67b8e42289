"""The public API of search: read only, the parameters of the search page."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import create_model

from hub.languages import DEFAULT_LANGUAGE, asked_language
from hub.vocabulary import FACETS
from search import services
from search.forms import read_query
from search.query import MAX_QUERY_LENGTH, Hit, PageOutOfRange, Results

MOST_ITEMS = 100  # asked for at once

router = Router(tags=["search"])


class ItemOut(Schema):
    id: str
    kind: str
    language: str
    title: str
    url: str
    summary: str
    highlight: list[str]
    date: date
    facets: dict[str, list[str]]


class FacetValueOut(Schema):
    value: str
    label: str
    count: int
    selected: bool


class FacetOut(Schema):
    key: str
    label: str
    values: list[FacetValueOut]


class SearchOut(Schema):
    count: int
    page: int
    pages: int
    language: str
    engine: str
    took_ms: float
    results: list[ItemOut]
    facets: list[FacetOut]
    corrected: str | None
    loosened: bool
    ignored: list[str]


class ItemsIn(Schema):
    code: list[str] = []
    lang: str = DEFAULT_LANGUAGE


class ItemsOut(Schema):
    results: list[ItemOut]


class SuggestionOut(Schema):
    text: str
    kind: str
    language: str
    url: str
    value: str


class SuggestOut(Schema):
    suggestions: list[SuggestionOut]


class ErrorOut(Schema):
    detail: str


# For the schema only: search.forms reads the request, so that page and API never differ.
PARAMETERS: dict[str, Any] = {
    "q": (str, ""),
    "lang": (str, DEFAULT_LANGUAGE),
    **{facet.key: (list[str], []) for facet in FACETS},
    "sort": (str, ""),
    "page": (str, "1"),
    "exact": (str, ""),
}
SearchIn: Any = create_model("SearchIn", __base__=Schema, **PARAMETERS)


def _absolute(url: str) -> str:
    return settings.HUB_BASE_URL.rstrip("/") + url


def _item(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "language": hit.language,
        "title": hit.title,
        "url": _absolute(hit.url),
        "summary": hit.summary,
        "highlight": hit.highlight,
        "date": hit.date,
        "facets": hit.facets,
    }


def _answer(results: Results) -> dict[str, Any]:
    return {
        "count": results.count,
        "page": results.page,
        "pages": results.pages,
        "language": results.language,
        "engine": results.engine,
        "took_ms": results.took_ms,
        "results": [_item(hit) for hit in results.results],
        "facets": results.facets,
        "corrected": results.corrected,
        "loosened": results.loosened,
        "ignored": results.ignored,
    }


@router.get("/search", response={200: SearchOut, 404: ErrorOut}, summary="Search")
def search(request: HttpRequest, parameters: Query[SearchIn]) -> Any:
    """Works that have the words and the chosen values; a repeated parameter is OR.

    `lang` is the language of labels and of results where they are translated. Unknown parameters
    and values are left out and named in `ignored`. Past the last page: 404.
    """
    query, ignored = read_query(request.GET, asked_language(request.GET))
    try:
        return _answer(services.search(query, ignored=ignored))
    except PageOutOfRange as error:
        return Status(404, {"detail": f"There are {error.args[0]} pages."})


@router.get("/suggest", response=SuggestOut, summary="Complete titles and vocabulary")
def suggest(request: HttpRequest, q: str = "", lang: str = DEFAULT_LANGUAGE) -> Any:
    found = services.suggest(q[:MAX_QUERY_LENGTH], asked_language(request.GET))
    return {
        "suggestions": [
            {
                "text": s.text,
                "kind": s.kind,
                "language": s.language,
                "url": s.url,
                "value": s.value,
            }
            for s in found
        ]
    }


@router.get(
    "/items",
    response={200: ItemsOut, 400: ErrorOut},
    summary="Works by their permanent codes",
)
def items(request: HttpRequest, parameters: Query[ItemsIn]) -> Any:
    """At most 100 codes, in their order. What is unknown or not published is left out."""
    if len(parameters.code) > MOST_ITEMS:
        return Status(400, {"detail": f"At most {MOST_ITEMS} codes can be asked for at once."})
    hits = services.items(parameters.code, asked_language(request.GET))
    return {"results": [_item(hit) for hit in hits]}


@router.get("/items/{code}", response=ItemOut, summary="One work by its permanent code")
def item(request: HttpRequest, code: str, lang: str = DEFAULT_LANGUAGE) -> Any:
    hit = services.item(code, asked_language(request.GET))
    if hit is None:
        raise Http404
    return _item(hit)
