"""What an engine is, and which one answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar, cast

from django.conf import settings
from django.utils.module_loading import import_string

from search.circuit import Circuit
from search.models import SearchDocument
from search.query import Alike, EngineAnswer, Likeness, Pair, SearchQuery

Answer = TypeVar("Answer")


class EngineUnavailable(Exception):
    """The engine did not answer, or not in time, or cannot answer this question."""


class CannotAnswer(EngineUnavailable):
    """The engine is well, but this question is beyond its limits."""


class Engine(Protocol):
    """Answers questions. Same ids, counts and selected values from every engine."""

    name: str

    def search(self, query: SearchQuery) -> EngineAnswer: ...

    def complete(self, beginnings: Sequence[str], most: int) -> list[str]:
        """Codes of works of which a title, from its start or a later word, begins with one of
        `beginnings`, in the order of the titles of their originals by `hub.collation`."""
        ...

    def similar(self, likeness: Likeness) -> Alike:
        """What is shared counts the more, the fewer works have it."""
        ...

    def pairs(
        self, first: str, second: str, filters: Mapping[str, tuple[str, ...]]
    ) -> dict[Pair, int]:
        """How many works among `filters` have a value of each of two facets; no zeros."""
        ...


class EmbeddedEngine(Engine, Protocol):
    """The engine that lives in the site's own database, written with the projection."""

    def write(self, works: Mapping[int, Sequence[SearchDocument]]) -> None:
        """Make the index say of each work what its visible documents say; none: forget it."""
        ...

    def optimise(self) -> None:
        """After a rebuild: what the database does to read faster."""
        ...

    def forget(self) -> None:
        """Drop what memory holds; the next question reads it again."""
        ...


@dataclass(frozen=True, slots=True)
class Shipment:
    """A work as it is to stand in an index, in the engine's words; without: it is to be gone."""

    work: int
    version: int
    source: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A work that an index would not take, and why."""

    work: int
    version: int
    reason: str


class RemoteEngine(Engine, Protocol):
    """An engine on servers of its own, fed by search.shipper. Calls raise EngineUnavailable."""

    alias: str  # under which the active index is searched

    def mapping_hash(self) -> str:
        """Changes when an index must be built anew."""
        ...

    def recipe(self) -> str:
        """Changes when `source` makes something else of the same documents."""
        ...

    def source(self, work: int, version: int, documents: Sequence[SearchDocument]) -> str:
        """A work, as its visible documents say, ready to be sent."""
        ...

    def create(self, index: str) -> None:
        """An index that is quick to fill; `open` makes it ready for readers."""
        ...

    def open(self, index: str, hold: Callable[[], object]) -> None:
        """Everything sent is found, and every copy is there; calls `hold` while it waits."""
        ...

    def drop(self, index: str) -> None: ...

    def exists(self, index: str) -> bool: ...

    def ship(self, index: str, shipments: Sequence[Shipment]) -> list[Refusal]:
        """Write and delete by version; what is there in a newer version stays."""
        ...

    def refresh(self, index: str) -> None:
        """Let `versions` and `count` see everything that was sent."""
        ...

    def versions(self, index: str, above: int, upto: int | None) -> Iterator[tuple[int, int]]:
        """(work, version) of the works past `above`, up to `upto` or to the last."""
        ...

    def count(self, index: str) -> int:
        """Works in the index."""
        ...

    def read(self, index: str, work: int) -> dict | None:
        """What the index has of a work."""
        ...

    def switch(self, index: str) -> None:
        """Make `index` the one that is searched, in one step."""
        ...

    def switched(self) -> str | None:
        """The index that is searched."""
        ...

    def ping(self) -> str | None:
        """The index that is searched, told within a second."""
        ...


class FallbackEngine:
    """The remote engine while it answers in time, the embedded one otherwise."""

    name = "fallback"

    def __init__(self, remote: RemoteEngine, embedded: EmbeddedEngine) -> None:
        self.remote = remote
        self.embedded = embedded
        self.circuit = Circuit(remote.name)

    def search(self, query: SearchQuery) -> EngineAnswer:
        return self._ask(lambda engine: engine.search(query))

    def complete(self, beginnings: Sequence[str], most: int) -> list[str]:
        return self._ask(lambda engine: engine.complete(beginnings, most))

    def similar(self, likeness: Likeness) -> Alike:
        return self._ask(lambda engine: engine.similar(likeness))

    def pairs(
        self, first: str, second: str, filters: Mapping[str, tuple[str, ...]]
    ) -> dict[Pair, int]:
        return self._ask(lambda engine: engine.pairs(first, second, filters))

    def _ask(self, question: Callable[[Engine], Answer]) -> Answer:
        if self.circuit.allows():
            try:
                answer = question(self.remote)
            except CannotAnswer:
                self.circuit.undecided()  # nobody was asked
            except EngineUnavailable as error:
                self.circuit.failed(str(error))
            except Exception:
                self.circuit.undecided()
                raise
            else:
                self.circuit.succeeded()
                return answer
        return question(self.embedded)


@cache
def get_embedded() -> EmbeddedEngine:
    return cast(EmbeddedEngine, import_string(settings.HUB_SEARCH_EMBEDDED)())


@cache
def get_remote() -> RemoteEngine | None:
    """The engine of HUB_SEARCH_REMOTE; none when the site runs on its own database alone."""
    if not settings.HUB_SEARCH_REMOTE:
        return None
    return cast(RemoteEngine, import_string(settings.HUB_SEARCH_REMOTE)())


def need_remote() -> RemoteEngine:
    """For what is done to an index."""
    engine = get_remote()
    if engine is None:
        raise EngineUnavailable("no remote engine is configured: set ELASTICSEARCH_URL")
    return engine


@cache
def get_engine() -> Engine:
    """The engine that visitors' questions go to."""
    remote = get_remote()
    return FallbackEngine(remote, get_embedded()) if remote else get_embedded()
