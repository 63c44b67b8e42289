"""The life of the indexes: built beside the one that is searched, switched to, gone back from.

While a rebuild holds its lease it alone sends to the index that it builds.
"""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from hub.lease import Lease
from hub.page_cache import changes
from search.comparison import compare
from search.engine import EngineUnavailable, RemoteEngine, need_remote
from search.models import EngineIndex, SearchDocument
from search.shipper import UNDER_WAY, Progress, ship

REBUILD = "search-rebuild"  # the lease
TRIES = 3  # to see index and projection equal while pages are published
Role = EngineIndex.Role
log = logging.getLogger(__name__)


class Incomplete(EngineUnavailable):
    """An index may not take over: it lacks works."""


def ship_all(progress: Progress | None = None) -> int:
    """Bring every index up to date, the active one before each batch of another.

    Returns works sent; raises EngineUnavailable.
    """
    active = ensure_index(progress)
    if active is None:
        return 0
    sent = ship(active, progress)
    for index in EngineIndex.objects.exclude(pk=active.pk):
        if index.role == Role.BUILDING and Lease(REBUILD).is_taken():
            continue
        if need_remote().exists(index.name):
            sent += _ship_in_turns(index, active, progress)
        elif index.role == Role.OLD:
            log.warning("The index %s is gone; nothing can go back to it.", index.name)
            index.delete()
    return sent


def _ship_in_turns(index: EngineIndex, active: EngineIndex, progress: Progress | None) -> int:
    sent, before = 0, -1
    while index.cursor != before:
        before = index.cursor
        sent += ship(index, progress, batches=UNDER_WAY) + ship(active, progress)
    return sent


def ensure_index(progress: Progress | None = None) -> EngineIndex | None:
    """The active index; built when there is none, or when somebody deleted it. None while a rebuild
    elsewhere is building the first.

    It is searched only once it is whole; until then the embedded engine answers.
    """
    engine = need_remote()
    index = EngineIndex.objects.filter(role=Role.ACTIVE).first()
    if index is not None and not engine.exists(index.name):
        log.warning("The index %s is gone; building another.", index.name)
        index.delete()
        index = None
    if index is None:
        return None if Lease(REBUILD).is_taken() else rebuild(progress)
    if engine.switched() != index.name:
        ship(index, progress)
        engine.switch(index.name)
        changes.note()
    return index


def rebuild(progress: Progress | None = None, *, force: bool = False) -> EngineIndex:
    """Fill a new index from the projection and let it take over; goes on with one begun before.

    The worker keeps the active index up to date meanwhile.
    """
    with _alone() as lease:

        def held(done: int, total: int) -> None:
            lease.hold()
            if progress:
                progress(done, total)

        index = build(need_remote())
        ship(index, held)
        finish(index, held, force=force)
    return index


@contextmanager
def _alone() -> Iterator[Lease]:
    lease = Lease(REBUILD)
    if not lease.take():
        raise EngineUnavailable("another rebuild is under way")
    try:
        yield lease
    finally:
        lease.give_up()


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


def finish(index: EngineIndex, progress: Progress | None = None, *, force: bool = False) -> None:
    """Let `index` take over: it is made ready for readers, compared, checked, then switched to."""
    index.refresh_from_db()
    if index.role != Role.BUILDING:
        return  # another rebuild has finished it

    def hold() -> None:
        if progress:
            progress(index.cursor, index.cursor)

    engine = need_remote()
    engine.open(index.name, hold)
    ship(index, progress)
    compare(index, hold)
    if not force:
        _check_refusals(index)
        _check_count(index)
    engine.switch(index.name)
    for old in _take_over(index):
        engine.drop(old.name)
        old.delete()


def _check_refusals(index: EngineIndex) -> None:
    active = EngineIndex.objects.filter(role=Role.ACTIVE).first()
    allowed = active.refused.count() if active else 0
    refused = list(index.refused.all())
    if len(refused) > allowed:
        raise Incomplete(
            f"{len(refused)} works were refused by {index.name}, {allowed} by the index before; "
            f"one of them: {refused[0]}. search_rebuild --force switches all the same"
        )


def _check_count(index: EngineIndex) -> None:
    for _try in range(TRIES):
        ship(index)
        wanted = SearchDocument.objects.filter(visible=True).values("work").distinct().count()
        there = need_remote().count(index.name)
        if wanted - index.refused.count() <= there <= wanted:
            return
    raise Incomplete(f"{index.name} has {there} works of {wanted}")


@transaction.atomic
def _take_over(index: EngineIndex) -> list[EngineIndex]:
    """Make `index` the active one, once. Returns those that nothing goes back to any more."""
    rows = {row.pk: row for row in EngineIndex.objects.select_for_update()}
    index.refresh_from_db()
    if index.role != Role.BUILDING:
        return []
    EngineIndex.objects.filter(role=Role.ACTIVE).update(role=Role.OLD)
    EngineIndex.objects.filter(pk=index.pk).update(role=Role.ACTIVE)
    changes.note()
    index.refresh_from_db()
    return [row for row in rows.values() if row.role == Role.OLD]


def go_back() -> EngineIndex:
    """The index before the last rebuild is searched again."""
    with _alone():
        old = EngineIndex.objects.filter(role=Role.OLD).first()
        if old is None:
            raise EngineUnavailable("there is no older index to go back to")
        ship(old)
        need_remote().switch(old.name)
        with transaction.atomic():
            EngineIndex.objects.filter(role=Role.ACTIVE).update(role=Role.OLD)
            EngineIndex.objects.filter(pk=old.pk).update(role=Role.ACTIVE)
            changes.note()
    old.refresh_from_db()
    return old
