"""Works as an index is to have them: made once in the engine's words, kept for the next index."""

from collections.abc import Collection

from search.engine import Shipment, need_remote
from search.models import ReadyWork, SearchDocument


def of(works: Collection[int], upto: int | None = None) -> list[Shipment]:
    """Works as they are now, without those that are to come later than `upto`.

    The version of a work is that of its latest row, visible or not.
    """
    latest: dict[int, int] = {}
    visible: set[int] = set()
    rows = SearchDocument.objects.filter(work__in=works).order_by("version")
    for work, version, shown in rows.values_list("work", "version", "visible"):
        latest[work] = version
        if shown:
            visible.add(work)
    due = {work: v for work, v in latest.items() if upto is None or v <= upto}
    sources = _sources({work: due[work] for work in due.keys() & visible})
    if gone := due.keys() - visible:
        ReadyWork.objects.filter(work__in=gone).delete()
    return [Shipment(work, version, sources.get(work)) for work, version in due.items()]


def _sources(versions: dict[int, int]) -> dict[int, str]:
    """Works in the engine's words: as they were made before, or made now and kept."""
    kept = ReadyWork.objects.filter(work__in=versions, recipe=need_remote().recipe())
    rows = kept.values_list("work", "version", "source")
    found = {work: source for work, version, source in rows if version == versions[work]}
    if missing := versions.keys() - found.keys():
        found |= _make(missing)
    return found


def _make(works: Collection[int]) -> dict[int, str]:
    engine = need_remote()
    recipe = engine.recipe()
    found: dict[int, list[SearchDocument]] = {}
    rows = SearchDocument.objects.filter(work__in=works).order_by("version")
    for row in rows.defer("cover", "details", "references", "url", "fingerprint"):
        found.setdefault(row.work, []).append(row)
    made = []
    for work, documents in found.items():
        version = documents[-1].version
        if visible := [document for document in documents if document.visible]:
            source = engine.source(work, version, visible)
            made.append(ReadyWork(work=work, version=version, recipe=recipe, source=source))
    ReadyWork.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["work"],
        update_fields=["version", "recipe", "source"],
    )
    return {ready.work: ready.source for ready in made}
