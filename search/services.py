"""Search for those who ask: pages, feeds and the API all come through here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from urllib.parse import quote

from hub.languages import in_language
from hub.vocabulary import Kind
from search import labels, listing, rewrites
from search.engine import Engine, get_engine
from search.models import SearchDocument
from search.query import (
    EngineAnswer,
    Hit,
    PageOutOfRange,
    Pair,
    Results,
    SearchQuery,
    Suggestion,
    sorts,
)

LISTED = {"country", "theme", "region", "outcome", "stage"}  # facets named under a hit


def search(
    query: SearchQuery,
    *,
    preset: Mapping[str, tuple[str, ...]] | None = None,
    ignored: list[str] | None = None,
) -> Results:
    """Answer a query. `preset` holds choices that belong to the page and are not shown as chosen.

    Raises PageOutOfRange when `query.page` is past the last page.
    """
    began = perf_counter()
    engine = get_engine()
    asked = _with_preset(query, preset or {})
    answer = engine.search(asked)
    pages = max(1, -(-answer.count // query.page_size))
    if query.page > pages:
        raise PageOutOfRange(pages)
    vocabulary = labels.vocabulary()
    hits = listing.hits(answer, query.language, vocabulary)
    counted = _of_all_months(engine, asked) if asked.view else answer
    facets = listing.facets(counted, query, vocabulary, hidden=set(preset or {}))
    return Results(
        count=answer.count,
        page=query.page,
        pages=pages,
        language=query.language,
        engine=answer.engine,
        took_ms=round((perf_counter() - began) * 1000, 1),
        results=hits,
        facets=facets,
        query=query,
        sorts=sorts(query.text, asked.filters.get("kind", ())),
        corrected=answer.corrected,
        loosened=answer.loosened,
        ignored=ignored or [],
    )


def _of_all_months(engine: Engine, asked: SearchQuery) -> EngineAnswer:
    """Whose counts stay as they are when one turns the pages of a calendar."""
    filters = {key: values for key, values in asked.filters.items() if key != "month"}
    return engine.search(replace(asked, filters=filters, page_size=1))


def latest(language: str, number: int, **filters: tuple[str, ...]) -> list[Hit]:
    """The newest works, or the events that come soonest, for short lists."""
    sort = sorts("", filters.get("kind", ()))[0]
    query = SearchQuery(language=language, filters=filters, sort=sort, page_size=number)
    return listing.hits(get_engine().search(query), language, labels.vocabulary())


def counts(**filters: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """Facet -> value -> number of works, for figures and overviews. No work is asked for, so that
    Elasticsearch answers from what it keeps until its index changes."""
    return get_engine().search(SearchQuery(filters=filters, page_size=0)).counts


def pairs(first: str, second: str, **filters: tuple[str, ...]) -> dict[Pair, int]:
    """Values of two facets -> number of works that have both."""
    return get_engine().pairs(first, second, filters)


def item(code: str, language: str) -> Hit | None:
    """The work with this code, in the reader's language if it is there."""
    return next(iter(items([code], language)), None)


def items(codes: Iterable[str], language: str) -> list[Hit]:
    """Those of the works that everybody may see, in the order in which they are asked for."""
    wanted = list(dict.fromkeys(code.upper() for code in codes))
    rows = _by_code(wanted)
    vocabulary = labels.vocabulary()
    return [
        listing.hit(listing.best(rows[code], language), (), language, vocabulary)
        for code in wanted
        if code in rows
    ]


def _by_code(codes: Sequence[str]) -> dict[str, list[listing.Shown]]:
    found = listing.shown(SearchDocument.objects.filter(code__in=codes))
    return {rows[0].code: rows for rows in found.values()}


def suggest(typed: str, language: str, most: int = 8) -> list[Suggestion]:
    """Terms and titles that begin with what was typed or have a word that does; if there are none,
    with what it is on another layout of the keyboard or in Cyrillic letters."""
    found = _suggested([typed], language, most)
    others = [] if found else rewrites.beginnings(typed)
    return _suggested(others, language, most) if others else found


def _suggested(beginnings: Sequence[str], language: str, most: int) -> list[Suggestion]:
    suggestions = _suggested_terms(beginnings, language, most // 2)
    codes = get_engine().complete(beginnings, most - len(suggestions))
    rows = _by_code(codes)
    for code in codes:
        if code in rows:
            best = listing.best(rows[code], language)
            address = in_language(best.url, language)
            found = Suggestion(best.title, best.kind, address, best.language, code)
            suggestions.append(found)
    return suggestions


def _suggested_terms(beginnings: Sequence[str], language: str, most: int) -> list[Suggestion]:
    """Only terms under which something is published: others lead nowhere."""
    vocabulary = labels.vocabulary()
    found = dict.fromkeys(t for b in beginnings for t in vocabulary.complete(b, most * 4))
    published = counts() if found else {}
    return [
        Suggestion(
            vocabulary.label(facet, value, language),
            facet,
            f"/{language}/search/?{facet}={quote(value)}",
            language,
            value,
        )
        for facet, value in found
        if published.get(facet, {}).get(value)
    ][:most]


def _with_preset(query: SearchQuery, preset: Mapping[str, tuple[str, ...]]) -> SearchQuery:
    if not preset:
        return query
    return replace(query, filters={**query.filters, **preset})


@dataclass(frozen=True, slots=True)
class Section:
    """The first works of one kind in its usual order."""

    kind: str
    count: int
    hits: list[Hit]


def overview(language: str, most: int, **filters: tuple[str, ...]) -> list[Section]:
    """For each kind, how many works there are under `filters` and the first of them."""
    engine, vocabulary = get_engine(), labels.vocabulary()
    answers = {
        kind: engine.search(
            SearchQuery(
                language=language,
                filters={**filters, "kind": (kind,)},
                sort=sorts("", (kind,))[0],
                page_size=most,
            )
        )
        for kind in Kind.values
    }
    works = [work for answer in answers.values() for work in answer.works]
    hits = listing.hits(EngineAnswer(len(works), works, {}), language, vocabulary)
    return [
        Section(kind, answer.count, [hit for hit in hits if hit.kind == kind])
        for kind, answer in answers.items()
    ]
