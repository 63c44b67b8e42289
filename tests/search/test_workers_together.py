"""Real processes that work at the same time: a worker beside a rebuild, one that was stopped beside
the one that took over, visitors beside a node that dies."""

import re
import shutil
import signal
from time import sleep

import pytest

from tests.processes import said_within
from tests.search.elastic import Elastic, site
from tests.search.processes import PUBLISH, Site, until

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
# Publishes a page after the first batch of a rebuild, and goes on when it is told to.
SLOW_REBUILD = """
import select
import sys
import django
import pytest
django.setup()
from django.core.management import call_command
from hub.lease import Lease
from search import indexes, projector, shipper
from tests import factories
from tests.search.offline import no_network

for number in range(12):
    factories.case(f"Queue {number}")
call_command("search_sync", "--once")
print("Shipped.", flush=True)
steps = []

def slowly(done, total):
    steps.append(done)
    if len(steps) == 1:
        with pytest.MonkeyPatch.context() as patch, no_network(patch):
            factories.case("Written meanwhile")
            projector.run()
        print("Published.", flush=True)
        while not select.select([sys.stdin], [], [], 1)[0]:
            Lease(indexes.REBUILD).hold()

shipper.BATCH = 1
sys.stdin.buffer.raw.read(1)
indexes.rebuild(slowly)
"""
# Sends work by work, slowly, and says when it does.
SLOW_WORKER = """
import time
import django
django.setup()
from django.core.management import call_command
from search import shipper
from search.engines.elastic import ElasticEngine
from tests import factories

for number in range(12):
    factories.case(f"Queue {number}")

def slowly(self, index, works, ship=ElasticEngine.ship):
    print("Sending.", flush=True)
    time.sleep(3)
    return ship(self, index, works)

ElasticEngine.ship = slowly
shipper.BATCH = 1
call_command("search_sync")
"""
# Searches all the time, as visitors do, in the time that production gives.
VISITOR = """
import django
django.setup()
from search import services
from search.query import SearchQuery
from tests.search.asking import counted

chosen = {"kind": ("case_study",)}
questions = [SearchQuery("queue"), SearchQuery("queue", filters=chosen), SearchQuery()]
while True:
    for question in questions:
        try:
            found = services.search(question)
            assert counted(found, "kind") == {"case_study": found.count}
            assert len(found.results) == found.count
            print(found.engine, found.count, flush=True)
        except Exception as error:
            print("FAILED", repr(error), flush=True)
"""


def works_of(elastic: Elastic, index: str) -> int:
    elastic.client.indices.refresh(index=index)
    return elastic.client.count(index=index)["count"]


def test_page_published_during_a_rebuild_is_in_the_active_index_before_it_ends(own: Site):
    with own.start("-c", SLOW_REBUILD) as rebuild:
        said_within(rebuild, "Shipped.")
        old = own.indexes()["active"][0]
        with own.start("manage.py", "search_sync") as worker:
            until(lambda: own.rows("SELECT 1 FROM hub_workerlease WHERE name = 'search'"))
            rebuild.stdin.write(b"\n")
            said_within(rebuild, "Published.")
            until(lambda: works_of(own.elastic, old) == 13)
            begun, cursor = own.indexes()["building"]
            assert cursor < 12
            assert own.indexes()["active"][0] == old
            rebuild.stdin.write(b"\n")
            until(lambda: own.indexes()["active"][0] == begun)
            until(lambda: own.indexes()["old"] == (old, own.indexes()["active"][1]))
            worker.send_signal(signal.SIGTERM)
        assert rebuild.wait(60) == 0
    assert own.agrees(begun)
    assert own.agrees(old)


def test_rebuild_that_was_killed_is_filled_by_the_worker_and_ended_by_the_next(own: Site):
    with own.start("-c", SLOW_REBUILD) as rebuild:
        said_within(rebuild, "Shipped.")
        rebuild.stdin.write(b"\n")
        said_within(rebuild, "Published.")
        rebuild.kill()
    begun, cursor = own.indexes()["building"]
    assert cursor < 12
    own.run("manage.py", "search_sync", "--once")
    assert own.indexes()["building"] == (begun, cursor)  # its lease has not run out
    own.rows("UPDATE hub_workerlease SET until = datetime('now', '-1 second')")
    own.run("manage.py", "search_sync", "--once")
    assert own.indexes()["building"] == (begun, 13)
    assert own.agrees(begun)
    own.run("manage.py", "search_rebuild")
    assert own.indexes()["active"] == (begun, 13)


def test_worker_that_was_stopped_past_its_lease_stops_writing(own: Site):
    with own.start("-c", SLOW_WORKER) as first:
        said_within(first, "Sending.\nSending.\nSending.\nSending.")
        sleep(1)  # it waits for an answer now, and holds no lock of the database
        first.send_signal(signal.SIGSTOP)
        own.rows("UPDATE hub_workerlease SET until = datetime('now', '-1 second')")
        with own.start("manage.py", "search_sync") as second:
            until(lambda: "active" in own.indexes())
            active = own.indexes()["active"]
            assert own.agrees(active[0])
            first.send_signal(signal.SIGCONT)
            said = said_within(first, "Another worker is active; waiting to take over.")
            assert said.count("Sending.") <= 3  # what was under way, or about to be
            own.run("-c", PUBLISH, "Written since")
            until(lambda: own.indexes()["active"][1] > active[1])
            first.kill()
            second.send_signal(signal.SIGTERM)
    assert second.returncode == 0
    assert own.agrees(active[0])
    assert list(own.indexes()) == ["active"]


@pytest.fixture
def own_on_three(settings, tmp_path, contents, three_nodes):
    with site(settings, three_nodes) as elastic:
        yield Site(shutil.copy(contents, tmp_path), elastic)


def test_visitors_see_nothing_of_a_node_that_is_killed(own_on_three: Site):
    own = own_on_three
    own.run("-c", PUBLISH, "Queue 0")
    with own.start("manage.py", "search_sync") as worker, own.start("-c", VISITOR) as visitor:
        until(lambda: "active" in own.indexes())
        said = said_within(visitor, "elasticsearch 1\n")
        for number in range(1, 7):
            own.run("-c", PUBLISH, f"Queue {number}")
            if number == 3:
                own.elastic.cluster.kill(node_with_primary(own))
        said += said_within(visitor, "elasticsearch 7\n")
        visitor.kill()
        worker.send_signal(signal.SIGTERM)
    assert "FAILED" not in said
    counts = [int(found) for found in re.findall(r"^(?:elasticsearch|database) (\d+)$", said, re.M)]
    assert set(counts) <= set(range(1, 8))
    assert own.agrees(own.indexes()["active"][0])


def node_with_primary(own: Site) -> int:
    name = own.indexes()["active"][0]
    shards = own.elastic.client.cat.shards(index=name, format="json")
    primary = next(shard for shard in shards if shard["prirep"] == "p")
    return int(primary["node"].removeprefix("node-"))
