"""Projection -> an index of a remote engine.

An index's cursor says up to which version of the projection it is complete. What is past it is sent
by version, so that sending twice, or late, or from a stale worker, does no harm.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils import timezone

from hub.page_cache import changes
from search import shipments
from search.engine import EngineUnavailable, Refusal, Shipment, need_remote
from search.models import EngineIndex, RefusedWork, SearchDocument, SearchState

BATCH = 500  # rows of the projection behind a bulk request
UNDER_WAY = 2  # bulk requests
Progress = Callable[[int, int], object]  # versions done, versions in all


@dataclass(frozen=True, slots=True)
class Batch:
    """Works that are under way, and the version up to which the index is whole with them."""

    works: list[Shipment]
    upto: int
    answer: Future[list[Refusal]]


def ship(index: EngineIndex, progress: Progress | None = None, batches: int | None = None) -> int:
    """Send what is past the cursor of `index`, at most so many batches. Returns works sent.

    While one batch is answered the next is made; the cursor follows in their order.
    """
    sent = 0
    under_way: deque[Batch] = deque()
    with ThreadPoolExecutor(UNDER_WAY) as senders:
        for works, upto in islice(_batches(index.cursor), batches):
            under_way.append(Batch(works, upto, senders.submit(_send, index.name, works)))
            if len(under_way) == UNDER_WAY:
                sent += _take(index, under_way.popleft(), progress)
        while under_way:
            sent += _take(index, under_way.popleft(), progress)
    return sent


def _send(name: str, works: list[Shipment]) -> list[Refusal]:
    return need_remote().ship(name, works) if works else []


def _batches(cursor: int) -> Iterator[tuple[list[Shipment], int]]:
    """Works of the next versions as they are now, and the version up to which that is all."""
    while True:
        rows = SearchDocument.objects.filter(version__gt=cursor).order_by("version")
        changed = list(rows.values_list("version", "work")[:BATCH])
        if not changed:
            return
        cursor = changed[-1][0]
        yield shipments.of({work for _version, work in changed}, cursor), cursor


def _take(index: EngineIndex, batch: Batch, progress: Progress | None) -> int:
    """Wait for the answer and move the cursor, unless somebody else has moved it meanwhile.

    What is last is shown before: when a worker is killed in between, the next one shows it.
    """
    refused = {refusal.work: refusal.reason for refusal in batch.answer.result()}
    if not SearchDocument.objects.filter(version__gt=batch.upto).exists():
        show(index)
    with transaction.atomic():
        own = EngineIndex.objects.filter(pk=index.pk, cursor=index.cursor)
        if not own.update(cursor=batch.upto, shipped=timezone.now()):
            raise EngineUnavailable(f"somebody else ships to the index {index.name}")
        _settle(index, batch.works, refused)
    index.cursor = batch.upto
    if progress:
        progress(batch.upto, SearchState.current()[0])
    return len(batch.works)


def show(index: EngineIndex) -> None:
    """Let readers find what was sent to the index that is searched, and have pages drawn anew that
    were kept before. Too dear to be done for each batch."""
    if index.role == EngineIndex.Role.ACTIVE:
        need_remote().refresh(index.name)
        changes.note()


@transaction.atomic
def _settle(index: EngineIndex, sent: list[Shipment], refused: dict[int, str]) -> None:
    """Note what was refused, and forget refusals of what has now been taken."""
    taken = [shipment.work for shipment in sent if shipment.work not in refused]
    RefusedWork.objects.filter(index=index, work__in=taken).delete()
    for shipment in sent:
        if shipment.work in refused:
            RefusedWork.objects.update_or_create(
                index=index,
                work=shipment.work,
                defaults={"version": shipment.version, "reason": refused[shipment.work]},
            )


def retry_refused(index: EngineIndex) -> int:
    """Send again what was refused. Returns how many were taken this time."""
    works = set(index.refused.values_list("work", flat=True))
    sent = shipments.of(works)
    refusals = need_remote().ship(index.name, sent) if sent else []
    taken = len(sent) - len(refusals)
    if taken:
        show(index)
    _settle(index, sent, {r.work: r.reason for r in refusals})
    return taken
