"""A new index with no downtime: broken off and gone on with, kept up to date, switched in one step,
and a way back."""

import threading
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch

from search import indexes, projector, shipper
from search.engine import EngineUnavailable
from search.engines.elastic import mapping, writing
from search.models import EngineIndex
from tests import factories
from tests.search.asking import ask, titles
from tests.search.elastic import queues

pytestmark = pytest.mark.django_db


class Broken(Exception):
    """Raised by tests only."""


def break_off(*_progress) -> None:
    raise Broken


def roles() -> dict[str, str]:
    return {index.role: index.name for index in EngineIndex.objects.all()}


def searched(elastic) -> list[str]:
    return list(elastic.client.indices.get_alias(name=elastic.alias))


def shipped(monkeypatch, elastic) -> list[int]:
    """The sizes of all bulk requests from here on."""
    sizes: list[int] = []
    ship = type(elastic.remote).ship

    def counting(self, index, shipments):
        sizes.append(len(shipments))
        return ship(self, index, shipments)

    monkeypatch.setattr(type(elastic.remote), "ship", counting)
    return sizes


def test_new_index_whose_copies_do_not_come_does_not_take_over(elastic, monkeypatch):
    queues(1)
    elastic.settle()
    old = elastic.index.name
    monkeypatch.setattr(writing, "COPIES_WITHIN", 0.0)
    never = {"auto_expand_replicas": "false", "number_of_replicas": 1}  # there is one node
    monkeypatch.setattr(mapping, "SETTINGS", mapping.SETTINGS | never)
    with pytest.raises(CommandError, match="not every copy"):
        call_command("search_rebuild", stdout=StringIO())
    assert searched(elastic) == [old]


def test_rebuild_makes_a_new_index_that_takes_over_and_keeps_the_old_one(elastic):
    queues(3)
    elastic.settle()
    old = elastic.index.name
    said = StringIO()
    call_command("search_rebuild", stdout=said)
    new = elastic.index.name
    assert new != old
    assert roles() == {"active": new, "old": old}
    assert searched(elastic) == [new]
    assert f"\r3 of 3\nSearched now: {elastic.index}" in said.getvalue()
    assert elastic.agrees()
    indexes.rebuild()
    assert roles() == {"active": elastic.index.name, "old": new}
    assert elastic.indexes() == {elastic.index.name, new}


def test_rebuild_that_was_broken_off_goes_on_where_it_was(elastic, monkeypatch):
    queues(7)
    elastic.settle()
    old = elastic.index.name
    monkeypatch.setattr(shipper, "BATCH", 3)
    with pytest.raises(Broken):
        indexes.rebuild(break_off)
    begun = roles()["building"]
    assert len(elastic.versions(begun)) == 6  # a second batch was under way
    assert EngineIndex.objects.get(name=begun).cursor == 3
    assert searched(elastic) == [roles()["active"]] == [old]
    assert ask().count == 7
    sizes = shipped(monkeypatch, elastic)
    indexes.rebuild()
    assert sizes == [3, 1]
    assert roles() == {"active": begun, "old": old}
    assert elastic.agrees()


def test_index_that_was_begun_for_another_mapping_is_begun_anew(elastic, monkeypatch):
    queues(2)
    elastic.settle()
    with pytest.raises(Broken):
        indexes.rebuild(break_off)
    begun = roles()["building"]
    monkeypatch.setattr(mapping, "ANALYSIS_VERSION", 99)
    indexes.rebuild()
    assert begun not in elastic.indexes()
    assert elastic.agrees()


def test_index_that_was_begun_and_then_deleted_by_hand_is_filled_from_the_start(elastic):
    queues(2)
    elastic.settle()
    with pytest.raises(Broken):
        indexes.rebuild(break_off)
    elastic.client.indices.delete(index=roles()["building"])
    assert elastic.settle() == 0
    indexes.rebuild()
    assert elastic.agrees()


def test_writes_during_a_rebuild_are_in_both_indexes(elastic, monkeypatch):
    pages = queues(6)
    elastic.settle()
    old = elastic.index.name
    monkeypatch.setattr(shipper, "BATCH", 2)
    steps = []

    def write(done, _total):
        """What editors and the worker do meanwhile, after the first batch and after the last."""
        steps.append(done)
        if len(steps) in (1, 3):
            factories.case(f"Written {len(steps)}")
            pages[len(steps)].delete()
            pages[0].title = f"Renamed {len(steps)}"
            pages[0].save()
            projector.run()
            indexes.ship_all()

    indexes.rebuild(write)
    assert len(steps) > 3
    assert elastic.index.name != old
    assert elastic.agrees()
    elastic.settle()
    assert elastic.agrees(old)
    expected = ["Queue 2", "Queue 4", "Queue 5", "Renamed 3", "Written 1", "Written 3"]
    assert titles(sort="title") == expected


def test_switch_is_one_step_for_those_who_search_meanwhile(elastic):
    """Never none of the works, never all of them twice."""
    queues(4)
    elastic.settle()
    seen: list[object] = []
    stop = threading.Event()

    def read() -> None:
        with Elasticsearch(elastic.cluster.urls, request_timeout=30) as client:
            while not stop.is_set():
                try:
                    seen.append(client.count(index=elastic.alias)["count"])
                except Exception as error:
                    seen.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for _time in range(4):
            before = len(seen)
            indexes.rebuild()
            assert len(seen) > before
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert set(seen) == {4}


def test_way_back_leads_to_the_index_before_with_all_that_was_written_since(elastic):
    pages = queues(2)
    elastic.settle()
    old = elastic.index.name
    indexes.rebuild()
    new = elastic.index.name
    pages[0].delete()
    factories.case("Written since")
    projector.run()
    call_command("search_rebuild", "--back", stdout=StringIO())
    elastic.refresh()
    assert roles() == {"active": old, "old": new}
    assert searched(elastic) == [old]
    assert sorted(titles()) == ["Queue 1", "Written since"]
    assert elastic.agrees()
    elastic.settle()
    assert elastic.agrees(new)
    assert indexes.go_back().name == new
    assert searched(elastic) == [new]


def test_there_is_no_way_back_before_the_first_rebuild_or_to_a_deleted_index(elastic, caplog):
    queues(1)
    elastic.settle()
    with pytest.raises(CommandError, match="no older index"):
        call_command("search_rebuild", "--back")
    indexes.rebuild()
    new = elastic.index.name
    elastic.client.indices.delete(index=roles()["old"])
    with pytest.raises(EngineUnavailable):
        indexes.go_back()
    assert searched(elastic) == [new]
    factories.case("Written since")
    assert elastic.settle() == 1
    assert roles() == {"active": new}
    assert elastic.indexes() == {new}
    assert [record.message for record in caplog.records if "is gone" in record.message] != []


def test_other_mapping_asks_for_a_rebuild_and_searches_go_on(elastic, monkeypatch):
    queues(1)
    elastic.settle()

    def warnings() -> list[str]:
        found = run_checks(databases=["default"])
        return [f"{w.id} {w.msg}" for w in found if w.id.startswith("search.W")]

    def outdated() -> bool:
        status = StringIO()
        call_command("search_status", stdout=status)
        return "outdated  its mapping is not the code's" in status.getvalue()

    assert (warnings(), outdated()) == ([], False)
    with monkeypatch.context() as changed:
        changed.setitem(mapping.SETTINGS, "refresh_interval", "2s")
        assert warnings() == [
            f"search.W001 The index {elastic.index.name} was made for another mapping."
        ]
    monkeypatch.setattr(mapping, "ANALYSIS_VERSION", 99)
    assert (len(warnings()), outdated()) == (1, True)
    elastic.only()
    factories.case("Written since")
    elastic.settle()
    assert ask().count == 2
    indexes.rebuild()
    # The index before has the other mapping, and only the active one is warned of.
    assert warnings() == []
