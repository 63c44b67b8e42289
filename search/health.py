"""How search is: for `search_status` and the admin's report."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from search import analysis
from search.engine import EngineUnavailable, FallbackEngine, get_engine, get_remote
from search.models import EngineIndex, Outbox, RefusedWork, SearchDocument, SearchState


@dataclass(frozen=True, slots=True)
class Health:
    """`lag` and `waiting` are in documents, the `*_seconds` in seconds."""

    engine: str
    circuit: str
    documents: int
    version: int
    waiting: int
    waiting_seconds: float
    set_aside: list[Outbox]
    outdated: bool  # the embedded index is of other rules of text analysis: rebuild
    away: str  # why the remote engine does not answer; empty when it does, or there is none
    searched: str  # the index that visitors are answered from; empty: the embedded engine
    indexes: list["IndexHealth"] = field(default_factory=list)

    @property
    def refusals(self) -> bool:
        return bool(self.set_aside) or any(index.refused for index in self.indexes)


@dataclass(frozen=True, slots=True)
class IndexHealth:
    name: str
    role: str
    role_label: str
    lag: int
    lag_seconds: float  # that the oldest change, or the index itself, has waited
    outdated: bool  # its mapping is not the code's: rebuild
    refused: list[RefusedWork]
    compared: datetime | None
    repaired: int


def health() -> Health:
    engine = get_engine()
    version = SearchState.current()[0]
    waiting = Outbox.objects.filter(attempts=0)
    oldest = waiting.order_by("created").values_list("created", flat=True).first()
    searched, away = _ping()
    return Health(
        engine=engine.remote.name if isinstance(engine, FallbackEngine) else engine.name,
        circuit=engine.circuit.state if isinstance(engine, FallbackEngine) else "",
        documents=SearchDocument.objects.filter(visible=True).count(),
        version=version,
        waiting=waiting.count(),
        waiting_seconds=_seconds_since(oldest),
        set_aside=list(Outbox.objects.filter(attempts__gt=0)),
        outdated=analysis.is_outdated(),
        away=away,
        searched=searched,
        indexes=[_index(index) for index in EngineIndex.objects.prefetch_related("refused")],
    )


def _ping() -> tuple[str, str]:
    """(index that is searched, why there is no answer); waits a second at most."""
    remote = get_remote()
    try:
        return (remote and remote.ping()) or "", ""
    except EngineUnavailable as error:
        return "", str(error)


def _index(index: EngineIndex) -> IndexHealth:
    remote = get_remote()
    behind = SearchDocument.objects.filter(version__gt=index.cursor).order_by("version")
    oldest = behind.values_list("written", flat=True).first()
    return IndexHealth(
        name=index.name,
        role=index.role,
        role_label=index.get_role_display(),
        lag=behind.count(),
        lag_seconds=_seconds_since(oldest and max(oldest, index.created)),
        outdated=remote is not None and remote.mapping_hash() != index.mapping,
        refused=list(index.refused.all()),
        compared=index.compared,
        repaired=index.repaired,
    )


def _seconds_since(moment: datetime | None) -> float:
    return (timezone.now() - moment).total_seconds() if moment else 0.0
