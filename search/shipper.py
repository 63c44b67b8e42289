"""Projection -> the indexes of a remote engine. Only the worker calls this.

An index's cursor says up to which version of the projection it is complete. What is past it is sent
by version, so that sending twice, or late, or from a stale worker, does no harm.
"""

import logging
import uuid
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from search import projector
from search.engine import EngineUnavailable, Refusal, RemoteEngine, Shipment, get_remote
from search.models import EngineIndex, RefusedWork, SearchDocument, SearchState

BATCH = 500  # works in a bulk request
UNDER_WAY = 2  # bulk requests
Role = EngineIndex.Role
log = logging.getLogger(__name__)


def remote() -> RemoteEngine:
    engine = get_remote()
    if engine is None:
        raise EngineUnavailable("no remote engine is configured: set ELASTICSEARCH_URL")
    return engine


Progress = Callable[[int, int], object]  # versions done, versions in all


def ship_all(progress: Progress | None = None) -> int:
    """Bring every index up to date. Returns works sent; raises EngineUnavailable."""
    active = ensure_index(progress)
    sent = ship(active, progress)
    for index in EngineIndex.objects.exclude(pk=active.pk):
        if remote().exists(index.name):
            sent += ship(index, progress)
        elif index.role == Role.OLD:
            log.warning("The index %s is gone; nothing can go back to it.", index.name)
            index.delete()
    return sent


def ensure_index(progress: Progress | None = None) -> EngineIndex:
    """The active index; made when there is none, made again when somebody deleted it.

    It is searched only once it is whole; until then the embedded engine answers.
    """
    engine = remote()
    index = EngineIndex.objects.filter(role=Role.ACTIVE).first()
    if index is None:
        index = build(engine)
        finish(index, progress)
    if not engine.exists(index.name):
        log.warning("The index %s is gone; making it again.", index.name)
        engine.create(index.name)
        EngineIndex.objects.filter(pk=index.pk).update(cursor=0)
        index.refresh_from_db()
    if engine.switched() != index.name:
        ship(index, progress)
        engine.switch(index.name)
    return index


def ship(index: EngineIndex, progress: Progress | None = None) -> int:
    """Send what is past the cursor of `index`, batch by batch. Returns works sent.

    While one batch is answered the next is made; the cursor follows in their order.
    """
    sent, cursor = 0, index.cursor
    under_way: deque[tuple[list[Shipment], int, Future[list[Refusal]]]] = deque()
    with ThreadPoolExecutor(UNDER_WAY) as senders:
        while True:
            batch, upto = _next(cursor)
            if upto > cursor:
                under_way.append((batch, upto, senders.submit(_send, index.name, batch)))
                cursor = upto
                if len(under_way) < UNDER_WAY:
                    continue
            if not under_way:
                return sent
            batch, upto, answer = under_way.popleft()
            _settle(index, batch, {r.work: r.reason for r in answer.result()})
            index.cursor = upto
            EngineIndex.objects.filter(pk=index.pk, cursor__lte=upto).update(
                cursor=upto, shipped=timezone.now()
            )
            sent += len(batch)
            if progress:
                progress(upto, SearchState.current()[0])


def _send(name: str, batch: list[Shipment]) -> list[Refusal]:
    return remote().ship(name, batch) if batch else []


def _next(cursor: int) -> tuple[list[Shipment], int]:
    """The works of the next versions, as they are now, and the version up to which that is all."""
    rows = SearchDocument.objects.filter(version__gt=cursor).order_by("version")
    changed = list(rows.values_list("version", "work")[:BATCH])
    if not changed:
        return [], cursor
    works = dict.fromkeys(work for _version, work in changed)
    return shipments(works), changed[-1][0]


def shipments(works: dict[int, None] | set[int]) -> list[Shipment]:
    """Works as they are now. The version of a work is that of its latest row, visible or not."""
    found: dict[int, list[SearchDocument]] = {}
    for row in SearchDocument.objects.filter(work__in=list(works)).order_by("version"):
        found.setdefault(row.work, []).append(row)
    return [
        Shipment(work, rows[-1].version, [row for row in rows if row.visible])
        for work, rows in found.items()
    ]


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
    sent = shipments(works)
    refusals = remote().ship(index.name, sent) if sent else []
    _settle(index, sent, {r.work: r.reason for r in refusals})
    return len(sent) - len(refusals)


def build(engine: RemoteEngine) -> EngineIndex:
    """The index that is being built: the one that was begun, or a new one."""
    index = EngineIndex.objects.filter(role=Role.BUILDING).first()
    if index is not None and index.mapping != engine.mapping_hash():
        engine.drop(index.name)
        index.delete()
        index = None
    if index is None:
        name = f"{engine.alias}-{timezone.now():%Y%m%d%H%M%S}-{uuid.uuid4().hex[:6]}"
        index = EngineIndex.objects.create(name=name, mapping=engine.mapping_hash())
    if not engine.exists(index.name):
        engine.create(index.name)
        EngineIndex.objects.filter(pk=index.pk).update(cursor=0)
        index.refresh_from_db()
    return index


def rebuild(progress: Progress | None = None) -> EngineIndex:
    """Fill a new index from the projection and let it take over; goes on with one begun before.

    The worker keeps both indexes up to date meanwhile; writes made during it are in both.
    """
    index = build(remote())
    ship(index, progress)
    finish(index, progress)
    return index


def finish(index: EngineIndex, progress: Progress | None = None) -> None:
    """Let `index` take over: what is missing is sent, versions are compared, then one switch."""
    ship(index, progress)
    compare(index)
    engine = remote()
    engine.switch(index.name)
    with transaction.atomic():
        for old in EngineIndex.objects.filter(role=Role.OLD):
            engine.drop(old.name)
            old.delete()
        EngineIndex.objects.filter(role=Role.ACTIVE).update(role=Role.OLD)
        EngineIndex.objects.filter(pk=index.pk).update(role=Role.ACTIVE)
    index.refresh_from_db()


def go_back() -> EngineIndex:
    """The index before the last rebuild is searched again."""
    old = EngineIndex.objects.filter(role=Role.OLD).first()
    if old is None:
        raise EngineUnavailable("there is no older index to go back to")
    ship(old)
    remote().switch(old.name)
    with transaction.atomic():
        EngineIndex.objects.filter(role=Role.ACTIVE).update(role=Role.OLD)
        EngineIndex.objects.filter(pk=old.pk).update(role=Role.ACTIVE)
    old.refresh_from_db()
    return old


def compare(index: EngineIndex) -> int:
    """Compare (work, version) of projection and index, and repair what differs. Returns how many.

    What is missing gets a new version: the index may remember that it was deleted in a later one.
    """
    there = dict(remote().versions(index.name))
    here: dict[int, int] = {}
    visible: set[int] = set()
    rows = SearchDocument.objects.values_list("work", "version", "visible")
    for work, version, shown in rows.iterator():
        here[work] = max(version, here.get(work, 0))
        if shown:
            visible.add(work)
    # What changed since the cursor is sent by the next `ship`; until then the index is not wrong.
    pending = {work for work, version in here.items() if version > index.cursor}
    refused = set(index.refused.values_list("work", flat=True))
    wrong = [work for work in visible - pending - refused if there.get(work) != here[work]]
    stray = [
        Shipment(work, max(version + 1, here.get(work, 0)), [])
        for work, version in there.items()
        if work not in visible and work not in pending
    ]
    for start in range(0, len(stray), BATCH):
        remote().ship(index.name, stray[start : start + BATCH])
    if wrong:
        log.warning("%s works of the index %s are not as they should be.", len(wrong), index.name)
        projector.renew(wrong, above=max(there.values(), default=0))
        ship(index)
    repaired = len(wrong) + len(stray)
    EngineIndex.objects.filter(pk=index.pk).update(compared=timezone.now(), repaired=repaired)
    return repaired


def due_for_comparison(index: EngineIndex) -> bool:
    return index.compared is None or timezone.now() - index.compared > timedelta(days=1)
