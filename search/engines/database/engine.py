"""DatabaseEngine: words from the database, facets from bitmaps, both held by version."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone
from pyroaring import BitMap

from hub.languages import LANGUAGES
from search import labels, lexicon
from search.engines.database import dialect
from search.engines.database.dialect import Dialect
from search.engines.database.facets import FacetIndex
from search.engines.database.postgresql import Postgresql
from search.engines.database.sqlite import Sqlite
from search.models import SearchDocument, SearchState
from search.query import (
    ENOUGH,
    OWN_LANGUAGE,
    TRANSLATED,
    Alike,
    EngineAnswer,
    Likeness,
    Pair,
    SearchQuery,
    is_telling,
    telling_at_most,
)
from search.rewrites import rewrite
from search.streams import streams
from search.text import Phrase, Unit, loosened, parse, starts, words

COMPLETED = 2_000  # titles that are put in order, of those that begin with what was typed
REMEMBERED = 500  # queries whose match is kept until something is published


@dataclass(slots=True)
class Match:
    """Works that have the words; `ranked` is best first, once somebody needed it.

    When none has all of them, `tiers` holds works with one of the words, with two, and so on.
    """

    works: BitMap
    units: tuple[Unit, ...]
    tiers: tuple[BitMap, ...] = ()
    ranked: dict[str, list[int]] = field(default_factory=dict)  # by the reader's language
    titled: BitMap | None = (
        None  # works that have the words in the title, of those too many to rank
    )


class DatabaseEngine:
    """The embedded engine. One instance for each process."""

    name = "database"

    def __init__(self) -> None:
        self.index = FacetIndex()
        self._matches: OrderedDict[tuple[int, int, str], Match] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def dialect(self) -> Dialect:
        return Sqlite() if connection.vendor == "sqlite" else Postgresql()

    def search(self, query: SearchQuery) -> EngineAnswer:
        latest, vocabulary = SearchState.current()
        version = self.index.refresh(latest)
        key = (version, vocabulary)
        text, corrected = query.text, None
        match = self._match(text, key)
        if words(text) and not query.exact and (match.tiers or not match.works):
            better = rewrite(text, lambda texts: self._hits(texts, key))
            if better and self._match(better, key).works:
                text, match, corrected = better, self._match(better, key), better
        chosen = self.index.select(query.filters)
        found = match.works
        for works in chosen.values():
            found = found & works
        return EngineAnswer(
            count=len(found),
            works=self._page(query, match, found),
            counts=self.index.count(match.works, chosen),
            engine=self.name,
            text=text,
            corrected=corrected,
            loosened=bool(match.tiers),
        )

    def _match(self, text: str, key: tuple[int, int]) -> Match:
        with self._lock:
            remembered = self._matches.get((*key, text))
            if remembered:
                self._matches.move_to_end((*key, text))
                return remembered
        units = parse(text, labels.vocabulary(key[1]).synonyms)
        match = Match(self._having(units), units)
        if not match.works and len(units) > 1:
            match = self._loosened(units)
        with self._lock:
            self._matches[(*key, text)] = match
            while len(self._matches) > REMEMBERED:
                self._matches.popitem(last=False)
        return match

    def _hits(self, texts: Sequence[str], key: tuple[int, int]) -> list[int]:
        """Works that have all the words of each text."""
        synonyms = labels.vocabulary(key[1]).synonyms
        found = self._each([parse(text, synonyms) for text in texts], len(self.index.works))
        return [len(works) for works in found]

    def _each(self, asked: Sequence[tuple[Unit, ...]], most: int) -> list[BitMap]:
        """Works that have all units of each question, at most so many of each."""
        expressions = [self.dialect.expression(units) for units in asked if units]
        found = iter(dialect.matches_each(self.dialect, expressions, most))
        every = self.index.works
        return [next(found) & every if units else every.copy() for units in asked]

    def _having(self, units: tuple[Unit, ...]) -> BitMap:
        if not units:
            return self.index.works.copy()
        return dialect.matches(self.dialect, self.dialect.expression(units)) & self.index.works

    def _loosened(self, units: tuple[Unit, ...]) -> Match:
        """Works that have as many of the units as at least ENOUGH works do."""
        must, may = loosened(units)
        tiers = _at_least(self._having(must), [self._having((unit,)) for unit in may])
        wide_enough = (works for works in reversed(tiers) if len(works) >= ENOUGH)
        works = next(wide_enough, tiers[0] if may else BitMap())
        return Match(works, units, tuple(tiers) if works else ())

    def _page(self, query: SearchQuery, match: Match, found: BitMap) -> list[int]:
        start = (query.page - 1) * query.page_size
        if query.sort == "title":
            return self.index.by_title(found, query.language, start, query.page_size)
        few = len(match.works) <= self.dialect.rank_at_most
        if query.sort == "relevance" and match.units and (few or match.tiers):
            ranked = [work for work in self._ranked(match, query.language) if work in found]
            return ranked[start : start + query.page_size]
        if query.sort == "relevance" and match.units:
            return self._titled_first(match, found, query)
        if query.sort == "soonest":
            return self.index.soonest(found, start, query.page_size, timezone.localdate())
        return self.index.newest(found, start, query.page_size)

    def _titled_first(self, match: Match, found: BitMap, query: SearchQuery) -> list[int]:
        """Too many to rank: those with the words in the title come first, of these and of the rest
        those in the reader's language, then the newest."""
        if match.titled is None:
            match.titled = dialect.matches(
                self.dialect, self.dialect.expression(match.units, titles=True)
            )
        own = self._own(query.language)
        start = (query.page - 1) * query.page_size
        works: list[int] = []
        for group in (found & match.titled, found - match.titled):
            for part in (group & own, group - own):
                wanted = query.page_size - len(works)
                works += self.index.newest(part, start, wanted) if wanted else []
                start = max(0, start - len(part))
        return works

    def _ranked(self, match: Match, language: str) -> list[int]:
        if language not in match.ranked:
            score, own, day = self._weighted(match, language), self._own(language), self.index.day
            rows = [(-score[work], work not in own, -day(work), -work) for work in score]
            if match.tiers:
                tiers = match.tiers
                rows.sort(key=lambda row: (-sum(-row[3] in tier for tier in tiers), *row))
            else:
                rows.sort()
            match.ranked[language] = [-row[3] for row in rows]
        return match.ranked[language]

    def _weighted(self, match: Match, language: str) -> dict[int, float]:
        """What a translation adds to the length of a work is not counted against it."""
        found, own = self._scores(match), self._own(language)
        for works in _at_least(self.index.works, [self._own(code) for code in LANGUAGES])[1:]:
            for work in works.intersection(match.works):
                if work in found:
                    found[work] *= TRANSLATED
        return {
            work: round(score * (OWN_LANGUAGE if work in own else 1.0), 6)
            for work, score in found.items()
        }

    def _own(self, language: str) -> BitMap:
        return self.index.value("language", language)

    def _scores(self, match: Match) -> dict[int, float]:
        """Of works that have any of the words if the match is loose; none when there are many."""
        if match.tiers and len(match.tiers[0]) > self.dialect.rank_at_most:
            return dict.fromkeys(match.works, 0.0)
        return dict(self.dialect.ranked(match.units, len(self.index.works), every=not match.tiers))

    def complete(self, beginnings: Sequence[str], most: int) -> list[str]:
        self.index.refresh()
        codes: dict[int, str] = {}
        for folded in filter(None, (" ".join(words(beginning)) for beginning in beginnings)):
            codes |= dialect.completions(folded, COMPLETED)
        return [codes[work] for work in self.index.by_original_title(codes)[:most]]

    def similar(self, likeness: Likeness) -> Alike:
        self.index.refresh()
        total = len(self.index.works)
        asked = [((Phrase((word,)),),) for word in likeness.words]
        having = zip(likeness.words, self._each(asked, telling_at_most(total) + 1), strict=True)
        telling = {word: works for word, works in having if is_telling(len(works), total)}
        return Alike(self.index.similar(likeness, telling.values()), tuple(telling))

    def pairs(
        self, first: str, second: str, filters: Mapping[str, tuple[str, ...]]
    ) -> dict[Pair, int]:
        self.index.refresh()
        return self.index.pairs(first, second, self.index.select(filters))

    def write(self, works: Mapping[int, Sequence[SearchDocument]]) -> None:
        dialect.delete(works)
        found = [(work, streams(documents)) for work, documents in works.items() if documents]
        self.dialect.write(found)
        lexicon.add({word for _work, stream in found for word in stream.vocabulary()})
        dialect.add_completions(
            (start, row.code, row.work)
            for documents in works.values()
            for row in documents
            for start in starts(row.title)
        )

    def optimise(self) -> None:
        self.dialect.optimise()

    def forget(self) -> None:
        """Drop what memory holds; the next question reads it again."""
        self.index = FacetIndex()
        lexicon.forget()
        self._matches.clear()


def _at_least(among: BitMap, groups: Sequence[BitMap]) -> list[BitMap]:
    """Works of `among` that are in at least one of the groups, in two, and so on to all."""
    tiers = [among, *(BitMap() for _ in groups)]
    for group in groups:
        for number in range(len(groups), 0, -1):
            tiers[number] |= tiers[number - 1] & group
    return tiers[1:]
