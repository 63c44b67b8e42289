"""The indexes that the worker fills: made, filled by version, opened for readers, switched."""

import json
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch, NotFoundError

from search.engine import EngineUnavailable, Refusal, Shipment
from search.engines.elastic import mapping
from search.engines.elastic.client import told_plainly, writer
from search.models import SearchDocument

PAGE = 5_000  # versions in one answer
LARGEST = 10_000_000  # bytes in one bulk request: a server refuses what is a tenth of its memory
LARGEST_WORK = 20_000_000  # bytes; it is a request of its own
PATIENCE = 1.0  # seconds, of somebody who looks at a page of the admin
COPIES_WITHIN = 600.0  # seconds, for every copy of a new index to be there


class Writing:
    """What ElasticEngine does for the worker."""

    def __init__(self) -> None:
        self._fields: dict[str, set[str]] = {}

    @property
    def alias(self) -> str:
        return f"{settings.ELASTICSEARCH['prefix']}-works"

    def mapping_hash(self) -> str:
        return mapping.body_hash()

    def recipe(self) -> str:
        return mapping.recipe()

    def source(self, work: int, version: int, documents: Sequence[SearchDocument]) -> str:
        content = mapping.source(work, version, documents)
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    def create(self, index: str) -> None:
        body = mapping.body()
        body["settings"] = {**body["settings"], **mapping.FILLING}
        with told_plainly():
            writer().indices.create(index=index, aliases={_door(index): {}}, **body)

    def open(self, index: str, hold: Callable[[], object]) -> None:
        usual = {name: mapping.SETTINGS.get(name) for name in mapping.FILLING}
        until = monotonic() + COPIES_WITHIN
        with told_plainly():
            writer().indices.put_settings(index=index, settings=usual)
            writer().indices.refresh(index=index)
            while self._lacks_copies(index):
                hold()
                if monotonic() > until:
                    raise EngineUnavailable(f"not every copy of {index} is there")

    @staticmethod
    def _lacks_copies(index: str) -> bool:
        patient = writer().options(ignore_status=408)  # which is the answer when it is not yet
        health = patient.cluster.health(index=index, wait_for_status="green", timeout="5s")
        return health["status"] != "green"

    def drop(self, index: str) -> None:
        with told_plainly():
            writer().indices.delete(index=index, ignore_unavailable=True)

    def exists(self, index: str) -> bool:
        with told_plainly():
            return bool(writer().indices.exists_alias(name=_door(index)))

    def ship(self, index: str, shipments: Sequence[Shipment]) -> list[Refusal]:
        """Write by version. A version that is older than the index's is done, not an error."""
        unknown = mapping.paths(mapping.body()["mappings"]) - self._paths(index)
        refusals = [_too_large(x) for x in shipments if _size(x) > LARGEST_WORK]
        for part in _parts([x for x in shipments if _size(x) <= LARGEST_WORK]):
            lines = [line for shipment in part for line in _lines(shipment, unknown)]
            with told_plainly():
                answer = writer().bulk(index=_door(index), operations=lines, require_alias=True)
            for shipment, item in zip(part, answer["items"], strict=True):
                refusals += _refusals(shipment, next(iter(item.values())))
        return refusals

    def _paths(self, index: str) -> set[str]:
        """Fields that the index was made with; it may be older than the code."""
        if index not in self._fields:
            with told_plainly():
                try:
                    found = writer().indices.get_mapping(index=index).body
                except NotFoundError as error:
                    raise EngineUnavailable("the index is gone") from error
            self._fields[index] = mapping.paths(found[index]["mappings"])
        return self._fields[index]

    def refresh(self, index: str) -> None:
        with told_plainly():
            writer().indices.refresh(index=index)

    def versions(self, index: str, above: int, upto: int | None) -> Iterator[tuple[int, int]]:
        within: dict[str, Any] = {"range": {"work": {"gt": above, "lte": upto}}}
        if upto is None:  # what is not ours has no number of a work
            unnumbered = {"bool": {"must_not": {"exists": {"field": "work"}}}}
            within = {"bool": {"should": [within, unnumbered]}}
        body: dict[str, Any] = {"query": within, "sort": [{"work": "asc"}], "size": PAGE}
        body |= {"version": True, "_source": False, "track_total_hits": False}
        hits: list[Any] = [None] * PAGE
        while len(hits) == PAGE:
            with told_plainly():
                hits = writer().search(index=index, body=body)["hits"]["hits"]
            for hit in hits:
                body["search_after"] = hit["sort"]
                if hit["_id"].isdecimal():
                    yield int(hit["_id"]), hit["_version"]
                else:
                    self._drop_foreign(index, hit["_id"])

    @staticmethod
    def _drop_foreign(index: str, name: str) -> None:
        """What is called so was written by somebody else."""
        with told_plainly():
            writer().options(ignore_status=404).delete(index=_door(index), id=name)

    def count(self, index: str) -> int:
        with told_plainly():
            writer().indices.refresh(index=index)
            return int(writer().count(index=index)["count"])

    def read(self, index: str, work: int) -> dict[str, Any] | None:
        with told_plainly():
            try:
                return dict(_hasty().get(index=index, id=str(work)).body["_source"])
            except NotFoundError:
                return None

    def switch(self, index: str) -> None:
        every = {"index": f"{self.alias}-*", "alias": self.alias, "must_exist": False}
        one = {"index": index, "alias": self.alias}
        actions: list[dict[str, Any]] = [{"remove": every}, {"add": one}]
        with told_plainly():
            writer().indices.refresh(index=index)
            writer().indices.update_aliases(actions=actions)

    def switched(self) -> str | None:
        return self._switched(writer())

    def ping(self) -> str | None:
        return self._switched(_hasty())

    def _switched(self, client: Any) -> str | None:
        with told_plainly():
            try:
                found = client.indices.get_alias(name=self.alias)
            except NotFoundError:
                return None
        return ", ".join(sorted(found))  # of several, which is wrong, all are told


def _hasty() -> Elasticsearch:
    return writer().options(request_timeout=PATIENCE)


def _door(index: str) -> str:
    """The alias through which an index is written: what is sent to an index that somebody deleted
    must fail, not make a new one without its mapping."""
    return f"{index}-writing"


def _size(shipment: Shipment) -> int:
    """Bytes."""
    return len((shipment.source or "").encode())


def _too_large(shipment: Shipment) -> Refusal:
    """Sent again and again to a server without room for it, it would stop all that follow."""
    reason = f"too large: {_size(shipment)} bytes, at most {LARGEST_WORK}"
    return Refusal(shipment.work, shipment.version, reason)


def _parts(shipments: Sequence[Shipment]) -> Iterator[list[Shipment]]:
    """What goes into one bulk request each."""
    part: list[Shipment] = []
    room = LARGEST
    for shipment in shipments:
        size = _size(shipment)
        if part and size > room:
            yield part
            part, room = [], LARGEST
        part.append(shipment)
        room -= size
    if part:
        yield part


def _lines(shipment: Shipment, unknown: set[str]) -> list[Any]:
    """In a bulk request; the client sends text as it is."""
    target = {
        "_id": str(shipment.work),
        "version": shipment.version,
        "version_type": "external_gte",
    }
    if shipment.source is None:
        return [{"delete": target}]
    return [{"index": target}, mapping.without(shipment.source, unknown)]


def _refusals(shipment: Shipment, result: dict[str, Any]) -> list[Refusal]:
    """A work is at fault for a 400 alone; for anything else the index or the site's rights are, and
    what was sent is to be sent again."""
    status, error = result["status"], result.get("error", {})
    kind = error.get("type", "")
    if kind == "index_not_found_exception":
        raise EngineUnavailable("the index is gone")
    if status < 300 or status in (404, 409):  # gone already, or newer there
        return []
    if status != 400 or kind == "index_closed_exception":
        raise EngineUnavailable(f"{status} {kind} in a bulk request")
    cause = error.get("caused_by", {}).get("reason", "")
    reason = f"{kind}: {error.get('reason', '')} {cause}".strip()
    return [Refusal(shipment.work, shipment.version, reason[:500])]
