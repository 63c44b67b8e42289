"""A search, step by step: the engine, the whole service call, and what both are held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pyroaring import BitMap

from benchmarks.baselines import GroupBy, floor, make_facet_table
from benchmarks.corpus import Corpus
from benchmarks.lexicon import MARKERS, markers
from benchmarks.report import Report, Target
from benchmarks.terms import CHOSEN
from benchmarks.timing import Contender, Samples, interleave
from search import services
from search.engine import get_embedded
from search.engines.database.dialect import matches
from search.labels import vocabulary
from search.query import SearchQuery
from search.text import parse

FACET_LIMIT = 1.5
SQL_EVERY = 5  # rounds: the baselines in SQL take long and vary little
STEPS = 10  # calls in one sample of the facet step
HEAD = (
    *("words", "facets", "hits", "engine cold", "p95", "warm", "p95", "service cold", "p95"),
    *("warm", "p95", "GROUP BY", "engine ×", "count", "floor", "count ×"),
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A class of questions: as many hits each, in other words."""

    kind: str
    words: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]

    @property
    def label(self) -> str:
        return f"{self.kind}, {len(self.filters) or 'no'} facets"

    def query(self, number: int) -> SearchQuery:
        text = self.words[number % len(self.words)]
        sort = "relevance" if text else "newest"
        return SearchQuery(text=text, filters=self.filters, sort=sort)


def asks() -> list[Ask]:
    kinds = {**{kind: markers(kind) for kind in MARKERS}, "no words": ("",)}
    return [Ask(kind, words, filters) for kind, words in kinds.items() for filters in ({}, CHOSEN)]


def embedded() -> Any:
    """The embedded engine with its insides: a benchmark of steps must know them."""
    return get_embedded()


def forget_matches() -> None:
    """The matches of earlier queries are forgotten, the facets are not: what a new query finds."""
    embedded()._matches.clear()


def run(report: Report, corpus: Corpus, documents: int, rounds: int) -> None:
    make_facet_table()
    rows = [_row(report, ask, corpus, documents, rounds) for ask in asks()]
    report.table(
        f"Search over {documents:,} documents ({corpus.works:,} works, 7 facets): median and "
        f"p95 of {rounds} rounds in ms",
        HEAD,
        rows,
    )


def _row(report: Report, ask: Ask, corpus: Corpus, documents: int, rounds: int) -> list[object]:
    bases = [_base(word) for word in ask.words]
    hits = _check(ask, bases[0], corpus)
    found = interleave(_contenders(ask, bases), rounds)
    sql = found["engine cold"].over(found["GROUP BY"])
    facet = found["count"].over(found["floor"])
    where = f"{documents:,} documents"
    report.targets += [
        Target("engine / GROUP BY", where, ask.label, sql, None),
        Target("facet step / bitmaps alone", where, ask.label, facet, FACET_LIMIT),
    ]
    columns = ("engine cold", "engine warm", "service cold", "service warm")
    times = chain.from_iterable(_both(found[name]) for name in columns)
    chosen = len(ask.filters) or "–"
    steps = (found["GROUP BY"].p50, sql, found["count"].p50, found["floor"].p50, facet)
    return [ask.kind, chosen, f"{hits:,}", *times, *steps]


def _both(samples: Samples) -> tuple[float, float]:
    return samples.p50, samples.p95


def _expression(word: str) -> str:
    return embedded().dialect.expression(parse(word, vocabulary().synonyms)) if word else ""


def _base(word: str) -> BitMap:
    engine = embedded()
    engine.index.refresh()
    if not word:
        return engine.index.works.copy()
    return matches(engine.dialect, _expression(word)) & engine.index.works


def _contenders(ask: Ask, bases: list[BitMap]) -> dict[str, Contender]:
    """A warm call comes right after the cold one of the same words."""
    engine = embedded()
    index = engine.index
    chosen = index.select(ask.filters)
    floors = [floor(base, chosen, index.values) for base in bases]
    sql = [GroupBy(_expression(word), ask.filters) for word in ask.words]
    size = len(ask.words)
    return {
        "engine cold": Contender(lambda n: engine.search(ask.query(n)), forget_matches),
        "engine warm": Contender(lambda n: engine.search(ask.query(n))),
        "service cold": Contender(lambda n: services.search(ask.query(n)), forget_matches),
        "service warm": Contender(lambda n: services.search(ask.query(n))),
        "count": Contender(lambda n: index.count(bases[n % size], chosen), repeat=STEPS),
        "floor": Contender(lambda n: floors[n % size](), repeat=STEPS),
        "GROUP BY": Contender(lambda n: sql[n % size].counts(), every=SQL_EVERY),
    }


def _check(ask: Ask, base: BitMap, corpus: Corpus) -> int:
    """The contenders must agree, or their times say nothing. Returns the number of hits."""
    answer = embedded().search(ask.query(0))
    expected = GroupBy(_expression(ask.words[0]), ask.filters).counts()
    assert answer.counts == expected, f"{ask.label}: engine and GROUP BY count differently"
    known = corpus.frequency(ask.kind)
    assert len(base) == known, f"{ask.label}: {len(base)} hits, {known} expected"
    return answer.count
