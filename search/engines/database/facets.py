"""Facets in memory: a roaring bitmap of works for each value, kept up to date by version."""

import threading
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from pyroaring import BitMap

from hub.vocabulary import EventStatus
from search.models import SearchDocument, SearchState
from search.query import LIKENESS, WORD_LIKENESS, Likeness, Pair, likeness_weight

SMALL = 2_000  # works that are quicker to sort than to look for in the order of all


class FacetIndex:
    """The facets of all visible works, for one process.

    `refresh` reads what was written since; everything else asks memory. Methods are safe to call
    from several threads.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._reset()

    def _reset(self) -> None:
        self.version = 0
        self.works = BitMap()
        self.values: dict[str, dict[str, BitMap]] = {}
        self._day: dict[int, int] = {}
        self._newest: list[tuple[int, int]] = []  # (-day, -work), so the newest comes first
        self._titles: dict[str, dict[int, str]] = {}  # by language; "" is for readers of no other

    def refresh(self, latest: int | None = None) -> int:
        """Read what changed. One query when nothing did. Returns the version."""
        if latest is None:
            latest = SearchState.current()[0]
        with self.lock:
            if latest < self.version:  # it was asked for before another thread read a later one
                latest = SearchState.current()[0]
            if latest < self.version:
                self._reset()
            if latest > self.version:
                self._read(latest)
            return self.version

    def _read(self, latest: int) -> None:
        rows = SearchDocument.objects.order_by()
        if self.version:
            changed = set(
                rows.filter(version__gt=self.version).values_list("work", flat=True).iterator()
            )
            self._drop(changed)
            ids = list(changed)
            for start in range(0, len(ids), 500):
                self._add(rows.filter(work__in=ids[start : start + 500]))
        else:
            self._add(rows)
        self.version = latest

    def _drop(self, works: Iterable[int]) -> None:
        gone = BitMap(works)
        self.works -= gone
        for bitmaps in self.values.values():
            for bitmap in bitmaps.values():
                bitmap -= gone
        for titles in self._titles.values():
            for work in gone:
                titles.pop(work, None)
        for work in gone:
            day = self._day.pop(work, None)
            if day is not None:
                del self._newest[bisect_left(self._newest, (-day, -work))]

    def _add(self, rows) -> None:
        members: dict[str, list[int]] = {}
        fresh: dict[int, int] = {}
        originals: dict[int, tuple[bool, int, str]] = {}  # in the order of `original_first`
        columns = ("work", "page_id", "facets", "dated", "language", "is_original", "sort_title")
        found = rows.filter(visible=True).values_list(*columns).iterator(chunk_size=5000)
        for work, page, facets, dated, language, is_original, title in found:
            day = dated.toordinal() if dated else 0
            fresh[work] = max(day, fresh.get(work, 0))
            for term in facets.split():
                members.setdefault(term, []).append(work)
            self._titles.setdefault(language, {})[work] = title
            row = (not is_original, page, f"{language} {title}")
            originals[work] = min(originals.get(work, row), row)
        self._titles.setdefault("", {}).update((work, row[2]) for work, row in originals.items())
        for term, works in members.items():
            key, _, value = term.partition("=")
            bitmap = self.values.setdefault(key, {}).setdefault(value, BitMap())
            bitmap |= BitMap(works)
        self.works |= BitMap(fresh)
        self._day |= fresh
        if len(fresh) > 1000:
            self._newest = sorted((-day, -work) for work, day in self._day.items())
        else:
            for work, day in fresh.items():
                insort(self._newest, (-day, -work))

    def select(self, filters: Mapping[str, tuple[str, ...]]) -> dict[str, BitMap]:
        """Facet key to the works that have one of its chosen values."""
        with self.lock:
            return {
                key: BitMap.union(BitMap(), *(self.value(key, v) for v in chosen))
                for key, chosen in filters.items()
                if chosen
            }

    def value(self, key: str, value: str) -> BitMap:
        return self.values.get(key, {}).get(value) or BitMap()

    def count(self, base: BitMap, chosen: dict[str, BitMap]) -> dict[str, dict[str, int]]:
        """Counts of every value among `base`, each facet under the choices of the others."""
        with self.lock:
            everything = _intersection(base, chosen.values())
            counts: dict[str, dict[str, int]] = {}
            for key, bitmaps in self.values.items():
                among = everything
                if key in chosen:
                    among = _intersection(base, (w for k, w in chosen.items() if k != key))
                number_among = among.intersection_cardinality
                counts[key] = {
                    value: number
                    for value, works in bitmaps.items()
                    if (number := number_among(works))
                }
            return counts

    def pairs(self, first: str, second: str, chosen: dict[str, BitMap]) -> dict[Pair, int]:
        """How many works have a value of the one facet and a value of the other; no zeros."""
        with self.lock:
            among = _intersection(self.works, chosen.values())
            rows = {value: works & among for value, works in self.values.get(first, {}).items()}
            return {
                (one, other): number
                for one, works in rows.items()
                for other, others in self.values.get(second, {}).items()
                if (number := works.intersection_cardinality(others))
            }

    def newest(self, works: BitMap, start: int, size: int) -> list[int]:
        """A slice of `works`, newest first."""
        with self.lock:
            if len(works) <= SMALL:
                day = self._day
                ordered = sorted(works, key=lambda work: (-day.get(work, 0), -work))
                return ordered[start : start + size]
            inside = (-work for _day, work in self._newest if -work in works)
            return list(islice(inside, start, start + size))

    def soonest(self, works: BitMap, start: int, size: int, today: date) -> list[int]:
        """A slice of `works`: those that take place now, the last to begin first, then the coming
        ones, soonest first, then the others, newest first."""
        with self.lock:
            now = works & self.value("event_status", EventStatus.RUNNING)
            from_today = islice(self._newest, bisect_left(self._newest, (1 - today.toordinal(),)))
            coming = works & BitMap(-work for _day, work in from_today)
            coming -= now | self.value("event_status", EventStatus.PAST)
            first = self.newest(now, 0, len(now))
            first += sorted(coming, key=lambda work: (self._day[work], -work))
            page = first[start : start + size]
            others = self.newest(works - now - coming, max(0, start - len(first)), size - len(page))
            return page + others

    def day(self, work: int) -> int:
        return self._day.get(work, 0)

    def similar(self, likeness: Likeness, words: Iterable[BitMap]) -> list[tuple[int, float]]:
        """Works that share values or one of the words, each given as the works that have it."""
        with self.lock:
            total = len(self.works)
            shared = [(self.value(key, value), LIKENESS[key]) for key, value in likeness.values()]
            shared += [(works, WORD_LIKENESS) for works in words]
            weighted = [
                (works, likeness_weight(weight, len(works), total)) for works, weight in shared
            ]
            weighted.sort(key=lambda row: -row[1])
            candidates = BitMap()
            for works, _weight in weighted:
                if len(candidates) > SMALL:
                    break
                candidates |= works & self.value("kind", likeness.kind)
            candidates.discard(likeness.work)
            scores = [
                (work, round(sum(weight for works, weight in weighted if work in works), 4))
                for work in islice(candidates, 2 * SMALL)
            ]
        scores.sort(key=lambda row: (-row[1], -self._day.get(row[0], 0), -row[0]))
        return scores[: likeness.most]

    def by_original_title(self, works: Iterable[int]) -> list[int]:
        """`works` in the order of the titles of their originals, whoever reads them."""
        with self.lock:
            titles = self._titles.get("", {})
            return sorted(works, key=lambda work: (titles.get(work, "").partition(" ")[2], work))

    def by_title(self, works: BitMap, language: str, start: int, size: int) -> list[int]:
        """A slice of `works` in the alphabetical order of the titles that a reader sees.

        Titles in the reader's language come first, then those of the originals, each language by
        itself: it has an alphabet of its own.
        """
        with self.lock:
            own, originals = self._titles.get(language, {}), self._titles.get("", {})

            def place(work: int) -> tuple[bool, str, str, int]:
                return work not in own, own.get(work, ""), originals.get(work, ""), work

            return sorted(works, key=place)[start : start + size]


def _intersection(base: BitMap, others: Iterable[BitMap]) -> BitMap:
    result = base
    for other in sorted(others, key=len):
        result = result & other
    return result
