"""Questions and answers of search: plain values, known to engines, services and pages alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import log
from typing import Any

from hub.vocabulary import Kind

PAGE_SIZE = 20
MONTH_SIZE = 500  # works of the view of a month
MAX_QUERY_LENGTH = 300
Pair = tuple[str, str]  # a value of one facet and a value of another
ENOUGH = 3  # works: when no work has all the words, as many words are left out as give so many
OWN_LANGUAGE = 1.02  # times the score of a work that is there in the reader's language
TRANSLATED = 1.05  # times the score for each language more, whose words make the text longer
# "soonest": what takes place now, the last to begin first, then what is to come, soonest first,
# then the past, newest first.
SORTS = ("relevance", "newest", "soonest", "title")


def sorts(text: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The orders that make sense; the first of them is used when none is asked for."""
    found = ("soonest", "newest", "title") if kinds == (Kind.EVENT,) else ("newest", "title")
    return ("relevance", *found) if text else found


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a visitor asks: words, chosen facet values (OR within a facet, AND between), order."""

    text: str = ""
    language: str = "en"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    page_size: int = PAGE_SIZE
    view: str = ""  # "month": the works of one month, all on one page
    exact: bool = False  # the words as they were typed, whatever they may have meant


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """What an engine knows: how many works, which ones on this page, and counts by facet value.

    `works` are the numbers of works (`SearchDocument.work`), in order. `text` is the query that
    was answered in the end: the corrected one when the visitor's own words found nothing.
    `loosened`: no work has all the words, and these have as many of them as any works do.
    """

    count: int
    works: list[int]
    counts: dict[str, dict[str, int]]
    engine: str = ""
    text: str = ""
    corrected: str | None = None
    loosened: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool
    parent: str = ""


@dataclass(frozen=True, slots=True)
class FacetCount:
    key: str
    label: str
    values: list[FacetValue]
    narrow: bool = False
    folded: bool = False
    listed: bool = True

    @property
    def selected(self) -> list[FacetValue]:
        return [value for value in self.values if value.selected]


@dataclass(frozen=True, slots=True)
class Hit:
    """One work in a result list, in the reader's language or, marked as such, in its original."""

    id: str
    kind: str
    kind_label: str
    language: str
    title: str
    url: str
    summary: str
    highlight: list[str]
    title_html: str
    date: date
    facets: dict[str, list[str]]
    labels: dict[str, list[str]]
    cover: dict[str, Any]
    details: dict[str, Any]
    foreign: str = ""  # the language again, if it is not the reader's
    abstract: str = ""  # in the reader's language, of a work that is foreign but for it


@dataclass(frozen=True, slots=True)
class Results:
    """An answer as pages and the API show it."""

    count: int
    page: int
    pages: int
    language: str
    engine: str
    took_ms: float
    results: list[Hit]
    facets: list[FacetCount]
    query: SearchQuery
    sorts: tuple[str, ...] = SORTS
    corrected: str | None = None
    loosened: bool = False
    ignored: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: a title (`kind` of the work) or a term (`kind` "theme", "country", …)."""

    text: str
    kind: str
    url: str
    language: str  # of the text
    value: str = ""


# How much a shared value says about likeness: two cases of a theme are closer than two of a region.
LIKENESS = {"theme": 3.0, "country": 2.0, "region": 0.5, "stage": 0.5, "level": 0.5, "outcome": 0.5}


WORD_LIKENESS = 1.5
FEW = 5  # works that have a word which tells something, or a tenth of all


@dataclass(frozen=True, slots=True)
class Likeness:
    """What to find the like of: works of one kind that share facet values or words with `work`.

    `words` are folded, those of the title first.
    """

    work: int
    kind: str
    facets: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...] = ()
    most: int = 40

    def values(self) -> list[tuple[str, str]]:
        """(facet, value) of all that count."""
        return [(key, value) for key in LIKENESS for value in self.facets.get(key, ())]


def is_telling(works: int, total: int) -> bool:
    """Whether a word that so many works have says anything about them: another has it, most not."""
    return 1 < works <= telling_at_most(total)


def telling_at_most(total: int) -> int:
    return max(FEW, total // 10)


def likeness_weight(base: float, works: int, total: int) -> float:
    """What is rare says more than what is common."""
    return base * log(1 + total / (1 + works))


@dataclass(frozen=True, slots=True)
class Alike:
    """(work, score), best first, and which of the words tell something."""

    works: list[tuple[int, float]]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two works are alike; `language`: of a word that is not in the reader's."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Similar:
    """A work like another, and why: values of facets and words that they share."""

    hit: Hit
    reasons: list[Reason]


class PageOutOfRange(Exception):
    """A page past the last one was asked for."""
