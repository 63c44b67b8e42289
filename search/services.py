"""Search for those who ask: pages, feeds and the API all come through here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from urllib.parse import quote

from django.utils import translation

from hub.vocabulary import FACETS, Facet, Kind
from search import labels, text
from search.engine import get_embedded, get_engine
from search.labels import Vocabulary
from search.models import SearchDocument
from search.query import (
    EngineAnswer,
    FacetCount,
    FacetValue,
    Hit,
    PageOutOfRange,
    Results,
    SearchQuery,
    Suggestion,
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
    hits = _hits(answer, query.language, vocabulary)
    facets = _facets(answer, query, vocabulary, hidden=set(preset or {}))
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
        corrected=answer.corrected,
        ignored=ignored or [],
    )


def latest(language: str, number: int, **filters: tuple[str, ...]) -> list[Hit]:
    """The newest works, for short lists."""
    query = SearchQuery(language=language, filters=filters, sort="newest", page_size=number)
    return _hits(get_engine().search(query), language, labels.vocabulary())


def counts(**filters: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """Facet -> value -> number of works, for figures and overviews."""
    return get_engine().search(SearchQuery(filters=filters, page_size=1)).counts


def item(code: str, language: str) -> Hit | None:
    """The work with this code, in the reader's language if it is there."""
    rows = list(SearchDocument.objects.filter(code=code.upper(), visible=True))
    if not rows:
        return None
    return _hit(_best(rows, language), (), language, labels.vocabulary())


def suggest(prefix: str, language: str, most: int = 8) -> list[Suggestion]:
    """Terms and titles that begin with what was typed, or have a word that does."""
    suggestions = _suggested_terms(prefix, language, most // 2)
    codes = get_engine().complete(prefix, most - len(suggestions))
    rows = SearchDocument.objects.filter(code__in=codes, visible=True).defer("body", "keywords")
    by_code: dict[str, list[SearchDocument]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    for code in codes:
        if code in by_code:
            best = _best(by_code[code], language)
            suggestions.append(Suggestion(best.title, best.kind, best.url, code))
    return suggestions


def _suggested_terms(prefix: str, language: str, most: int) -> list[Suggestion]:
    """Only terms under which something is published: others lead nowhere."""
    vocabulary = labels.vocabulary()
    found = vocabulary.complete(prefix, most * 4)
    published = get_embedded().search(SearchQuery(page_size=1)).counts if found else {}
    return [
        Suggestion(
            vocabulary.label(facet, value, language),
            facet,
            f"/{language}/search/?{facet}={quote(value)}",
            value,
        )
        for facet, value in found
        if published.get(facet, {}).get(value)
    ][:most]


def _with_preset(query: SearchQuery, preset: Mapping[str, tuple[str, ...]]) -> SearchQuery:
    if not preset:
        return query
    filters = {**query.filters, **preset}
    return SearchQuery(query.text, query.language, filters, query.sort, query.page, query.page_size)


def _hits(answer: EngineAnswer, language: str, vocabulary: Vocabulary) -> list[Hit]:
    units = text.parse(answer.text, vocabulary.synonyms)
    rows = SearchDocument.objects.filter(work__in=answer.works, visible=True).defer("keywords")
    if not units:
        rows = rows.defer("keywords", "body")
    by_work: dict[int, list[SearchDocument]] = {}
    for row in rows:
        by_work.setdefault(row.work, []).append(row)
    return [
        _hit(_best(by_work[work], language), units, language, vocabulary)
        for work in answer.works
        if work in by_work
    ]


def _best(rows: list[SearchDocument], language: str) -> SearchDocument:
    """The reader's language if it is there, else the original."""
    return min(rows, key=lambda row: (row.language != language, not row.is_original, row.language))


def _hit(
    row: SearchDocument, units: tuple[text.Unit, ...], language: str, vocabulary: Vocabulary
) -> Hit:
    facets = row.facet_values()
    passages: list[str] = []
    if units:
        passages = text.fragments(row.summary, units, row.language, most=1)
        passages += text.fragments(row.body, units, row.language, most=2 - len(passages))
    return Hit(
        id=row.code,
        kind=row.kind,
        kind_label=vocabulary.label("kind", row.kind, language),
        language=row.language,
        title=row.title,
        url=row.url,
        summary=row.summary,
        highlight=passages,
        title_html=text.mark(row.title, units, row.language),
        date=row.dated or date.min,
        facets=facets,
        labels={
            key: [vocabulary.label(key, value, language) for value in values]
            for key, values in facets.items()
        },
        cover=row.cover,
        details=row.details,
    )


def _facets(
    answer: EngineAnswer, query: SearchQuery, vocabulary: Vocabulary, hidden: set[str]
) -> list[FacetCount]:
    found = []
    with translation.override(query.language):
        for facet in FACETS:
            if facet.key in hidden:
                continue
            chosen = query.filters.get(facet.key, ())
            values = _values(facet, answer, chosen, query.language, vocabulary)
            if values:
                found.append(
                    FacetCount(
                        key=facet.key,
                        label=str(facet.label),
                        values=values,
                        narrow=facet.narrow and len(values) > 10,
                        folded=facet.folded and not chosen,
                    )
                )
    return found


def _values(
    facet: Facet,
    answer: EngineAnswer,
    chosen: tuple[str, ...],
    language: str,
    vocabulary: Vocabulary,
) -> list[FacetValue]:
    counted = answer.counts.get(facet.key, {})
    shown = dict.fromkeys([*counted, *chosen])
    values = [
        FacetValue(
            value=value,
            label=vocabulary.label(facet.key, value, language),
            count=counted.get(value, 0),
            selected=value in chosen,
            parent=vocabulary.parents.get(value, "") if facet.key == "theme" else "",
        )
        for value in shown
    ]
    if facet.key == "year":
        return sorted(values, key=lambda v: v.value, reverse=True)
    if facet.key == "country":
        return sorted(values, key=lambda v: text.sort_key(v.label, language))
    order = {value: n for n, value in enumerate(vocabulary.labels[facet.key][language])}
    if facet.key == "theme":
        return sorted(values, key=lambda v: _theme_order(v, order))
    return sorted(values, key=lambda v: order.get(v.value, 999))


def _theme_order(value: FacetValue, order: dict[str, int]) -> tuple[int, int]:
    """A theme's own themes come right after it."""
    top = value.parent or value.value
    return order.get(top, 999), order.get(value.value, 999) if value.parent else -1


@dataclass(frozen=True, slots=True)
class Section:
    """The newest works of one kind."""

    kind: str
    count: int
    hits: list[Hit]


def overview(language: str, most: int, **filters: tuple[str, ...]) -> list[Section]:
    """For each kind, how many works there are under `filters` and the newest of them."""
    engine, vocabulary = get_engine(), labels.vocabulary()
    answers = {
        kind: engine.search(
            SearchQuery(
                language=language,
                filters={**filters, "kind": (kind,)},
                sort="newest",
                page_size=most,
            )
        )
        for kind in Kind.values
    }
    works = [work for answer in answers.values() for work in answer.works]
    hits = _hits(EngineAnswer(len(works), works, {}), language, vocabulary)
    return [
        Section(kind, answer.count, [hit for hit in hits if hit.kind == kind])
        for kind, answer in answers.items()
    ]


def ordered_labels(facet: str, language: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(value, label) of a facet in the order in which a reader expects them."""
    rows = list(vocabulary.labels[facet][language].items())
    if facet == "country":
        rows.sort(key=lambda row: text.sort_key(row[1], language))
    return rows
