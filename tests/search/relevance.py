"""The golden queries of golden/*.toml, asked of an engine and scored; benchmarks use it too."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casestudies.models import CaseStudy
from search.engine import Engine
from search.models import SearchDocument
from search.query import SearchQuery

FOLDER = Path(__file__).parent / "golden"
FIRST = 3  # a hit is a right work among so many
LOOKED_AT = 20  # right works further down count nothing
KINDS = ("known", "theme", "inflected", "typo", "synonym", "foreign", "layout", "latin")


@dataclass(frozen=True, slots=True)
class Golden:
    """A query and the works that answer it, by slug or by the id of the source of an import."""

    text: str
    language: str
    kind: str
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    golden: Golden
    place: int  # of the first right work, from 1; 0 when there is none

    @property
    def hit(self) -> bool:
        return 0 < self.place <= FIRST

    @property
    def reciprocal(self) -> float:
        return 1 / self.place if self.place else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Of some queries: how many, the share with a hit, and the mean reciprocal rank."""

    queries: int
    hits: float
    reciprocal: float

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> "Score":
        found = list(outcomes)
        hits = sum(outcome.hit for outcome in found) / len(found)
        return cls(len(found), hits, sum(outcome.reciprocal for outcome in found) / len(found))


def golden(part: str) -> list[Golden]:
    """The queries over the `demo` content, or over the `imported` cases."""
    return [
        Golden(text, path.stem, kind, frozenset(expected))
        for path in sorted(FOLDER.glob("*.toml"))
        for kind, queries in tomllib.loads(path.read_text(encoding="utf-8"))[part].items()
        for text, expected in queries.items()
    ]


def names() -> dict[int, str]:
    """How the golden queries call each work: its source's id if it was imported, else its slug."""
    imported = dict(CaseStudy.objects.exclude(source_id="").values_list("pk", "source_id"))
    rows = SearchDocument.objects.filter(visible=True).values_list("work", "page_id", "url")
    return {
        work: imported.get(page) or url.rstrip("/").rpartition("/")[2] for work, page, url in rows
    }


def ask(queries: Iterable[Golden], engine: Engine, called: Mapping[int, str]) -> list[Outcome]:
    outcomes = []
    for query in queries:
        asked = SearchQuery(text=query.text, language=query.language, page_size=LOOKED_AT)
        found = [called[work] for work in engine.search(asked).works]
        places = (place for place, name in enumerate(found, 1) if name in query.expected)
        outcomes.append(Outcome(query, next(places, 0)))
    return outcomes
