"""Answers of engines as people read them: hits from the projection, facets with their labels."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import translation

from hub.languages import in_language
from hub.vocabulary import FACETS, Facet
from search import highlight, text
from search.document import facet_values, original_first
from search.labels import Vocabulary
from search.models import SearchDocument
from search.query import EngineAnswer, FacetCount, FacetValue, Hit, SearchQuery


class Shown(NamedTuple):
    """What is shown of a row of the projection; read a third quicker than the model."""

    work: int
    page_id: int
    language: str
    is_original: bool
    kind: str
    code: str
    title: str
    summary: str
    url: str
    dated: date | None
    facets: str
    cover: dict[str, Any]
    details: dict[str, Any]
    body: str = ""


def shown(rows: QuerySet[SearchDocument], *, body: bool = False) -> dict[int, list[Shown]]:
    """Work -> those of its rows that everybody may see; with the long `body` when it is needed."""
    fields = Shown._fields if body else Shown._fields[:-1]
    found: dict[int, list[Shown]] = {}
    for values in rows.filter(visible=True).order_by().values_list(*fields):
        row = Shown(*values)
        found.setdefault(row.work, []).append(row)
    return found


def hits(answer: EngineAnswer, language: str, vocabulary: Vocabulary) -> list[Hit]:
    units = text.parse(answer.text, vocabulary.synonyms)
    rows = shown(SearchDocument.objects.filter(work__in=answer.works), body=bool(units))
    return [
        hit(best(rows[work], language), units, language, vocabulary)
        for work in answer.works
        if work in rows
    ]


def best(rows: list[Shown], language: str) -> Shown:
    """The reader's language if it is there, else the original."""
    return min(original_first(rows), key=lambda row: row.language != language)


def hit(row: Shown, units: tuple[text.Unit, ...], language: str, vocabulary: Vocabulary) -> Hit:
    values = facet_values(row.facets)
    foreign = row.language if row.language != language else ""
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
        foreign=foreign,
        abstract=row.details.get("abstracts", {}).get(language, "") if foreign else "",
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
    values = [
        FacetValue(
            value=value,
            label=vocabulary.label(facet.key, value, language),
            count=counted.get(value, 0),
            selected=value in chosen,
            parent=vocabulary.parents.get(value, "") if facet.key == "theme" else "",
        )
        for value in dict.fromkeys([*counted, *chosen])
    ]
    if facet.key in ("year", "month"):
        return sorted(values, key=lambda v: v.value, reverse=True)
    places = vocabulary.places[facet.key][language]
    return sorted(values, key=lambda v: places.get(v.value, len(places)))
