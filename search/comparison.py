"""Whether an index has what the projection says, and mending it when it has not."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from search import projector
from search.engine import Shipment, need_remote
from search.models import EngineIndex, SearchDocument, SearchState
from search.shipper import BATCH, ship, show

RANGE = 5_000  # rows of the projection that are held at a time
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Range:
    """Works past `above`, up to `upto` or to the last: latest versions, and who is visible."""

    above: int
    upto: int | None
    versions: dict[int, int]
    visible: set[int]


def compare(index: EngineIndex, hold: Callable[[], object] = lambda: None) -> int:
    """Compare (work, version) of projection and index, and repair what differs. Returns how many.

    Goes through the works in ranges, so that memory does not grow with their number.
    """
    need_remote().refresh(index.name)
    refused = set(index.refused.values_list("work", flat=True))
    repaired = wrong = 0
    upto: int | None = 0
    while upto is not None:
        found = _range(upto)
        mended, strays = _repair(index, found, refused)
        wrong, repaired = wrong + mended, repaired + mended + strays
        upto = found.upto
        hold()
    if wrong:
        log.warning("%s works of the index %s are not as they should be.", wrong, index.name)
        ship(index, lambda _done, _total: hold())
    if repaired > wrong:
        show(index)
    EngineIndex.objects.filter(pk=index.pk).update(compared=timezone.now(), repaired=repaired)
    return repaired


def _range(above: int) -> Range:
    rows = SearchDocument.objects.filter(work__gt=above).order_by("work")
    found = list(rows.values_list("work", "version", "visible")[:RANGE])
    upto = found[-1][0] - 1 if len(found) == RANGE else None  # rows of the last may be missing
    versions: dict[int, int] = {}
    visible: set[int] = set()
    for work, version, shown in found:
        if upto is None or work <= upto:
            versions[work] = max(version, versions.get(work, 0))
            if shown:
                visible.add(work)
    return Range(above, upto, versions, visible)


def _repair(index: EngineIndex, here: Range, refused: set[int]) -> tuple[int, int]:
    """(works that get a new version, works that are taken out).

    What is missing gets a new version: the index may remember that it was deleted in a later one.
    What is taken out may be published again: versions go on past that of its deletion.
    """
    there = dict(need_remote().versions(index.name, here.above, here.upto))
    # What changed since the cursor is sent by the next `ship`; until then the index is not wrong.
    pending = {work for work, version in here.versions.items() if version > index.cursor}
    known = here.visible - pending - refused
    wrong = [work for work in known if there.get(work) != here.versions[work]]
    stray = [
        Shipment(work, max(version + 1, here.versions.get(work, 0)), None)
        for work, version in there.items()
        if work not in here.visible and work not in pending
    ]
    for start in range(0, len(stray), BATCH):
        need_remote().ship(index.name, stray[start : start + BATCH])
    past = max([*there.values(), *(shipment.version for shipment in stray)], default=0)
    if wrong or past > SearchState.current()[0]:
        projector.renew(wrong, above=past)
    return len(wrong), len(stray)


def due_for_comparison(index: EngineIndex) -> bool:
    return index.compared is None or timezone.now() - index.compared > timedelta(days=1)
