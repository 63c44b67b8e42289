"""THE document: what search knows of one page in one language. Says nothing of any engine."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID


def facet_values(facets: str) -> dict[str, list[str]]:
    """Facets as the projection keeps them, "country=ge theme=ethics", by key."""
    values: dict[str, list[str]] = {}
    for term in facets.split():
        key, _, value = term.partition("=")
        values.setdefault(key, []).append(value)
    return values


class Written(Protocol):
    """A page of a work, however it was read."""

    @property
    def is_original(self) -> bool: ...

    @property
    def page_id(self) -> int: ...


Row = TypeVar("Row", bound=Written)


def original_first(rows: Iterable[Row]) -> list[Row]:
    """The pages of a work in the order in which they stand for it where none is in the reader's
    language: its original, then those made first."""
    return sorted(rows, key=lambda row: (not row.is_original, row.page_id))


@dataclass(frozen=True, slots=True)
class Document:
    """One page in one language, ready to be found, counted and listed without loading it.

    `body` and `keywords` are searched and never shown; `keywords` maps a language to names of
    terms in that language. `references` names the terms ("country=ge") whose renaming changes this
    document. `details` is what a result list shows of this kind of work. At `refresh_at` a derived
    status changes although nobody saves the page.
    """

    page_id: int
    translation_key: UUID
    language: str
    is_original: bool
    kind: str
    code: str
    title: str
    summary: str
    body: str
    url: str
    dated: date
    facets: Mapping[str, tuple[str, ...]]
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    cover: Mapping[str, Any] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    refresh_at: datetime | None = None

    def fingerprint(self) -> str:
        """Hash of everything that an index holds; the same content gives the same hash."""
        content = json.dumps(asdict(self), sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()
