"""Answers of engines as people read them: hits from the projection, facets with their labels."""

from datetime import date

from django.utils import translation

from hub.collation import sort_key
from hub.languages import in_language
from hub.vocabulary import FACETS, Facet
from search import highlight, text
from search.labels import Vocabulary
from search.models import SearchDocument
from search.query import EngineAnswer, FacetCount, FacetValue, Hit, SearchQuery


def hits(answer: EngineAnswer, language: str, vocabulary: Vocabulary) -> list[Hit]:
    units = text.parse(answer.text, vocabulary.synonyms)
    rows = SearchDocument.objects.filter(work__in=answer.works, visible=True).defer("keywords")
    if not units:
        rows = rows.defer("keywords", "body")
    by_work: dict[int, list[SearchDocument]] = {}
    for row in rows:
        by_work.setdefault(row.work, []).append(row)
    return [
        hit(best(by_work[work], language), units, language, vocabulary)
        for work in answer.works
        if work in by_work
    ]


def best(rows: list[SearchDocument], language: str) -> SearchDocument:
    """The reader's language if it is there, else the original."""
    return min(rows, key=lambda row: (row.language != language, not row.is_original, row.page_id))


def hit(
    row: SearchDocument, units: tuple[text.Unit, ...], language: str, vocabulary: Vocabulary
) -> Hit:
    values = row.facet_values()
    passages: list[str] = []
    if units:
        passages = highlight.fragments(row.summary, units, row.language, most=1)
        passages += highlight.fragments(row.body, units, row.language, most=2 - len(passages))
    return Hit(
        id=row.code,
        kind=row.kind,
        kind_label=vocabulary.label("kind", row.kind, language),
        language=row.language,
        title=row.title,
        url=in_language(row.url, language),
        summary=row.summary,
        highlight=passages,
        title_html=highlight.mark(row.title, units, row.language),
        date=row.dated or date.min,
        facets=values,
        labels={
            key: [vocabulary.label(key, value, language) for value in found]
            for key, found in values.items()
        },
        cover=row.cover,
        details=row.details,
        foreign=row.language if row.language != language else "",
    )


def facets(
    answer: EngineAnswer, query: SearchQuery, vocabulary: Vocabulary, hidden: set[str]
) -> list[FacetCount]:
    found = []
    with translation.override(query.language):
        for facet in FACETS:
            if facet.key in hidden:
                continue
            chosen = query.filters.get(facet.key, ())
            if not (facet.listed or chosen):
                continue
            values = _values(facet, answer, chosen, query.language, vocabulary)
            if values:
                found.append(
                    FacetCount(
                        key=facet.key,
                        label=str(facet.label),
                        values=values,
                        narrow=facet.narrow and len(values) > 10,
                        folded=facet.folded and not chosen,
                        listed=facet.listed,
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
    if facet.key in ("year", "month"):
        return sorted(values, key=lambda v: v.value, reverse=True)
    if facet.key == "country":
        return sorted(values, key=lambda v: sort_key(v.label, language))
    order = {value: n for n, value in enumerate(vocabulary.labels[facet.key][language])}
    if facet.key == "theme":
        return sorted(values, key=lambda v: _theme_order(v, order))
    return sorted(values, key=lambda v: order.get(v.value, 999))


def _theme_order(value: FacetValue, order: dict[str, int]) -> tuple[int, int]:
    """A theme's own themes come right after it."""
    top = value.parent or value.value
    return order.get(top, 999), order.get(value.value, 999) if value.parent else -1


def ordered_labels(facet: str, language: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(value, label) of a facet in the order in which a reader expects them."""
    rows = list(vocabulary.labels[facet][language].items())
    if facet == "country":
        rows.sort(key=lambda row: sort_key(row[1], language))
    return rows
