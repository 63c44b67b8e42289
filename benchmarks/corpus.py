"""A generated projection: documents with the skew of real ones, written straight to the index.

One text in twenty is as long as a full case of the demonstration content; the others are
snapshots. Every tenth work is there in Russian too.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from benchmarks.lexicon import MARKERS, Lexicon, cyrillic, frequency, placed
from benchmarks.terms import Terms, facets_of
from hub.collation import sort_key
from search.engine import get_embedded
from search.models import SearchDocument, SearchState

SEED = 20_260_101
FIRST_PAGE = 1_000_000  # page ids that no real page of the database has
CHUNK = 1_000  # works in one transaction
PER_WORK = 1.1  # documents: every tenth work has a translation
FULL, FULL_SHARE = 600, 0.05  # words of a full case, and how many cases are full
SNAPSHOT = (20, 60)
IN_TITLE = 0.15  # markers that stand in the title


@dataclass(frozen=True, slots=True)
class Text:
    title: list[str]
    summary: list[str]
    body: list[str]

    def russian(self) -> "Text":
        parts = (self.title, self.summary, self.body)
        return Text(*([cyrillic(word) for word in part] for part in parts))


class Corpus:
    """The same documents every time, for a number of documents and a vocabulary."""

    def __init__(self, documents: int) -> None:
        self.chance = Random(SEED)
        self.works = round(documents / PER_WORK)
        self.lexicon = Lexicon.of(self.chance)
        self.markers = placed(self.chance, self.works)
        self.terms = Terms.read(self.chance)

    def frequency(self, kind: str) -> int:
        """The number of works that a word of this class finds; of all for no words."""
        return frequency(kind, self.works) if kind in MARKERS else self.works

    def __iter__(self) -> Iterator[list[SearchDocument]]:
        """The documents of each work, without a version yet."""
        for work in range(1, self.works + 1):
            text = self._text(work)
            facets = facets_of(self.chance, self.terms)
            rows = [self._row(work, text, facets, "en")]
            if work % 10 == 0:
                rows.append(self._row(work, text.russian(), facets, "ru"))
            yield rows

    def _text(self, work: int) -> Text:
        chance, draw = self.chance, self.lexicon.draw
        full = chance.random() < FULL_SHARE
        text = Text(
            draw(chance, chance.randint(5, 11)),
            draw(chance, chance.randint(25, 60)),
            draw(chance, FULL if full else chance.randint(*SNAPSHOT)),
        )
        for marker in self.markers.get(work, ()):
            part = text.title if chance.random() < IN_TITLE else text.body
            part.insert(chance.randint(0, len(part)), marker)
        return text

    def _row(
        self, work: int, text: Text, facets: dict[str, list[str]], language: str
    ) -> SearchDocument:
        number = work * 2 + (language != "en")
        title = " ".join(text.title).capitalize()
        kind = facets["kind"][0]
        return SearchDocument(
            page_id=FIRST_PAGE + number,
            work=work,
            translation_key=UUID(int=work),
            language=language,
            is_original=language == "en",
            kind=kind,
            code=f"BM-{work:06d}",
            title=title,
            summary=" ".join(text.summary),
            body=_paragraphs(text.body),
            keywords=self.terms.names(facets),
            url=f"/{language}/bench/{work}/",
            dated=date(2026, 1, 1) - timedelta(days=work * 7_919 % 7_000),
            sort_title=sort_key(title, language),
            facets=" ".join(f"{key}={value}" for key in facets for value in facets[key]),
            references="".join(f" {key}={v}" for key in facets for v in facets[key]) + " ",
            details=_details(kind, facets),
            fingerprint=f"{number:064x}",
            visible=True,
        )


def _paragraphs(words: list[str]) -> str:
    return "\n".join(" ".join(words[i : i + 40]) for i in range(0, len(words), 40))


def _details(kind: str, facets: dict[str, list[str]]) -> dict[str, Any]:
    """What a result list shows of this kind of work, in the shape that its application gives."""
    details: dict[str, dict[str, Any]] = {
        "case_study": {
            "outcome": facets.get("outcome", [""])[0],
            "stage": facets.get("stage", [""])[0],
            "started": int(facets["year"][0]),
            "ended": None,
            "organisation": "Agency for the civil service",
            "place": "",
        },
        "trend_review": {"authors": ["A. Author"], "period": [2010, 2020], "edition": ""},
        "memorandum": {
            "reference": "MoU-1",
            "parties": [{"organisation": "Agency", "country": facets["country"][0]}],
            "status": "in_force",
            "signed_on": "2020-05-01",
            "expires_on": "",
        },
        "event": {
            "starts": "2025-05-28T09:30:00+05:00",
            "ends": "2025-05-29T16:30:00+05:00",
            "time_zone": "Asia/Almaty",
            "place": "Astana",
            "country": facets["country"][0],
            "event_kind": "conference",
            "event_format": "hybrid",
            "status": "past",
        },
    }
    return details[kind]


def fill(documents: int) -> Corpus:
    """Write the corpus into the projection and the embedded index, with progress on stderr."""
    corpus = Corpus(documents)
    works = iter(corpus)
    version = 0
    while chunk := list(islice(works, CHUNK)):
        version = _write(chunk, version)
        print(f"\r  corpus: {version:,} of {documents:,} documents", end="", file=sys.stderr)
    print(file=sys.stderr)
    SearchState.objects.update_or_create(pk=1, defaults={"version": version, "vocabulary": 1})
    get_embedded().optimise()
    get_embedded().forget()
    return corpus


@transaction.atomic
def _write(works: Iterable[list[SearchDocument]], version: int) -> int:
    rows = [row for documents in works for row in documents]
    for row in rows:
        version += 1
        row.version = version
    SearchDocument.objects.bulk_create(rows)
    get_embedded().write({documents[0].work: documents for documents in works})
    return version
