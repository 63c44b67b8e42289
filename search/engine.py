"""What an engine is, and which one answers."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from search.models import SearchDocument
from search.query import EngineAnswer, SearchQuery


class Engine(Protocol):
    """Answers questions. Same ids, counts and selected values from every engine."""

    name: str

    def search(self, query: SearchQuery) -> EngineAnswer: ...

    def complete(self, prefix: str, language: str, most: int) -> list[tuple[str, str, str]]:
        """(label, kind, target): titles with their code, terms with their slug."""
        ...


class EmbeddedEngine(Engine, Protocol):
    """The engine that lives in the site's own database, written with the projection."""

    def write(self, works: Mapping[int, Sequence[SearchDocument]]) -> None:
        """Make the index say of each work what its visible documents say; none: forget it."""
        ...

    def write_terms(self) -> None:
        """Take the vocabulary's names into completion again."""
        ...

    def optimise(self) -> None:
        """After a rebuild: what the database does to read faster."""
        ...

    def forget(self) -> None:
        """Drop what memory holds; the next question reads it again."""
        ...


@cache
def get_embedded() -> EmbeddedEngine:
    return cast(EmbeddedEngine, import_string(settings.HUB_SEARCH_EMBEDDED)())


def get_engine() -> Engine:
    return get_embedded()
