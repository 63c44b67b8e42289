"""Which index may take over: whole, ready for readers, and by one rebuild at a time."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hub.lease import Lease
from hub.models import WorkerLease
from search import indexes, shipper
from search.management.commands import search_rebuild
from search.models import EngineIndex
from tests.search.asking import ask
from tests.search.elastic import queues, taint

pytestmark = pytest.mark.django_db


def roles() -> dict[str, str]:
    return {index.role: index.name for index in EngineIndex.objects.all()}


def searched(elastic) -> list[str]:
    return list(elastic.client.indices.get_alias(name=elastic.alias))


def test_index_that_refuses_more_than_the_one_before_does_not_take_over(elastic):
    queues(3)
    elastic.settle()
    old = elastic.index.name
    taint("Queue 0", "Queue 1", "Queue 2")
    with pytest.raises(CommandError, match="3 works were refused by .* 0 by the index before"):
        call_command("search_rebuild", stdout=StringIO())
    assert searched(elastic) == [elastic.index.name] == [old]
    assert ask().count == 3
    call_command("search_rebuild", "--force", stdout=StringIO())
    assert roles()["old"] == old
    assert elastic.versions() == {}
    call_command("search_rebuild", "--back", stdout=StringIO())
    assert searched(elastic) == [old]
    assert ask().count == 3


def test_index_that_lacks_works_does_not_take_over(elastic, monkeypatch):
    queues(3)
    elastic.settle()
    old = elastic.index.name
    with monkeypatch.context() as lossy:
        lossy.setattr(type(elastic.remote), "ship", lambda self, index, shipments: [])
        with pytest.raises(indexes.Incomplete, match="has 0 works of 3"):
            indexes.rebuild()
    assert searched(elastic) == [old]
    indexes.rebuild()
    assert elastic.agrees()


def test_rebuild_that_ends_twice_keeps_the_way_back(elastic):
    """As when one was stopped for longer than its lease, and another went on with its index."""
    queues(2)
    elastic.settle()
    old = elastic.index.name
    index = indexes.build(elastic.remote)
    same = EngineIndex.objects.get(pk=index.pk)
    shipper.ship(index)
    indexes.finish(index)
    indexes.finish(same)
    assert indexes._take_over(same) == []
    assert roles() == {"active": index.name, "old": old}
    assert elastic.indexes() == {index.name, old}
    assert indexes.go_back().name == old


def test_one_rebuild_at_a_time(elastic):
    queues(1)
    elastic.settle()
    other = Lease(indexes.REBUILD)
    other.holder = "another"
    other.take()
    with pytest.raises(CommandError, match="another rebuild is under way"):
        call_command("search_rebuild", stdout=StringIO())
    other.give_up()
    indexes.rebuild()


def test_nobody_goes_back_while_an_index_is_built(elastic):
    """Its end drops the index that is gone back to."""
    queues(1)
    elastic.settle()
    indexes.rebuild()
    before, now = roles(), searched(elastic)
    other = Lease(indexes.REBUILD)
    other.holder = "another"
    other.take()
    with pytest.raises(CommandError, match="another rebuild is under way"):
        call_command("search_rebuild", "--back", stdout=StringIO())
    assert (roles(), searched(elastic)) == (before, now)
    other.give_up()
    assert indexes.go_back().name == before["old"]
    assert not WorkerLease.objects.exists()


@pytest.mark.parametrize("elastic", ["8.19.3", "9.2.4"], indirect=True)
def test_two_indexes_that_are_searched_at_once_are_one_again_with_the_next_pass(elastic):
    """As after two who switched at the same moment: each work would be found twice."""
    queues(2)
    elastic.settle()
    indexes.rebuild()
    found = roles()
    elastic.client.indices.put_alias(index=found["old"], name=elastic.alias)
    assert elastic.client.count(index=elastic.alias)["count"] == 4
    assert elastic.remote.ping() == ", ".join(sorted(found.values()))
    elastic.settle()
    assert searched(elastic) == [found["active"]]
    assert ask().count == 2


def test_rebuild_stops_when_another_has_taken_over(elastic, monkeypatch):
    queues(6)
    elastic.settle()
    monkeypatch.setattr(shipper, "BATCH", 2)
    steps = []

    def lose(*_progress) -> None:
        steps.append(None)
        WorkerLease.objects.filter(name=indexes.REBUILD).update(holder="another")

    with pytest.raises(CommandError, match="Another rebuild has taken over"):
        call_command_with(lose)
    assert len(steps) == 1
    assert WorkerLease.objects.get().holder == "another"


def call_command_with(progress) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_rebuild.Command, "_progress", progress)
        call_command("search_rebuild", stdout=StringIO())


def test_new_index_is_opened_for_readers_before_it_takes_over(elastic):
    queues(1)
    elastic.settle()
    index = indexes.build(elastic.remote)
    assert settings_of(elastic, index.name) == {"refresh_interval": "-1", "replicas": "false"}
    shipper.ship(index)
    indexes.finish(index)
    assert settings_of(elastic, index.name) == {"refresh_interval": "1s", "replicas": "0-1"}


def settings_of(elastic, name: str) -> dict[str, str]:
    found = elastic.client.indices.get_settings(index=name)[name]["settings"]["index"]
    return {
        "refresh_interval": found["refresh_interval"],
        "replicas": found["auto_expand_replicas"],
    }
