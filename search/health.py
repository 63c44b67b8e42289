"""How search is: for `search_status`, the admin's report and one page's question."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from search import analysis, registry
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
    indexes: list["IndexHealth"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class IndexHealth:
    name: str
    role: str
    lag: int
    lag_seconds: float
    outdated: bool  # its mapping is not the code's: rebuild
    refused: list[RefusedWork]
    compared: datetime | None
    repaired: int


def health() -> Health:
    engine = get_engine()
    version = SearchState.current()[0]
    waiting = Outbox.objects.filter(attempts=0)
    oldest = waiting.order_by("created").values_list("created", flat=True).first()
    return Health(
        engine=engine.remote.name if isinstance(engine, FallbackEngine) else engine.name,
        circuit=engine.circuit.state if isinstance(engine, FallbackEngine) else "",
        documents=SearchDocument.objects.filter(visible=True).count(),
        version=version,
        waiting=waiting.count(),
        waiting_seconds=_seconds_since(oldest),
        set_aside=list(Outbox.objects.filter(attempts__gt=0)),
        outdated=analysis.is_outdated(),
        indexes=[_index(index) for index in EngineIndex.objects.prefetch_related("refused")],
    )


def _index(index: EngineIndex) -> IndexHealth:
    remote = get_remote()
    lag = SearchDocument.objects.filter(version__gt=index.cursor).count()
    return IndexHealth(
        name=index.name,
        role=index.role,
        lag=lag,
        lag_seconds=_seconds_since(index.shipped or index.created) if lag else 0.0,
        outdated=remote is not None and remote.mapping_hash() != index.mapping,
        refused=list(index.refused.all()),
        compared=index.compared,
        repaired=index.repaired,
    )


def _seconds_since(moment: datetime | None) -> float:
    return (timezone.now() - moment).total_seconds() if moment else 0.0


def explain(page: Page) -> list[str]:
    """Why a page is found, or is not: one sentence for each reason."""
    reasons = []
    if not page.live:
        reasons.append(_("It is not published."))
    if page.alias_of_id:
        reasons.append(_("It is an alias; the page that it repeats is found instead."))
    if page.get_view_restrictions().exists():
        reasons.append(_("It, or a page above it, is private."))
    if not registry.is_registered(page.specific_class):
        reasons.append(_("Pages of this kind are not searched."))
    elif not page.specific.is_public():
        reasons.append(_("It is confidential."))
    pending = Outbox.objects.filter(scope=Outbox.Scope.PAGE, key=str(page.pk)).first()
    if pending and pending.error:
        reasons.append(_("It could not be read: %s") % pending.error)
    elif pending:
        reasons.append(_("A change of it waits to be taken up."))
    return reasons


def indexed(page: Page) -> dict[str, Any]:
    """What the projection and each index have of a page; empty where they have nothing."""
    row = SearchDocument.objects.filter(page_id=page.pk, visible=True).first()
    found: dict[str, Any] = {"projection": row, "indexes": []}
    remote = get_remote()
    if row is None or remote is None:
        return found
    for index in EngineIndex.objects.all():
        refusal = index.refused.filter(work=row.work).first()
        try:
            content = remote.read(index.name, row.work)
        except EngineUnavailable as error:
            content = {"error": str(error)}
        found["indexes"].append({"index": index, "content": content, "refusal": refusal})
    return found
