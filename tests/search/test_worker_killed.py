"""Real workers in processes of their own, on a database of their own, killed between two steps."""

import signal

import pytest

from tests.processes import said_within
from tests.search.processes import PUBLISH, Site, until

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
WORKS = 5
# Publishes, then works until its batch number {batch} has been taken, and is gone in that moment:
# before what was refused is noted, and before the cursor is moved.
KILLED = """
import os, signal
import django
django.setup()
from django.core.management import call_command
from search import shipper
from tests import factories

for number in range({works}):
    factories.case(f"Queue {{number}}")
batches = []

def settle(*args, settle=shipper._settle):
    batches.append(args)
    if len(batches) == {batch}:
        os.kill(os.getpid(), signal.SIGKILL)
    settle(*args)

shipper.BATCH = 2
call_command("search_sync", "--once") if {shipped} else None
shipper._settle = settle
call_command(*{command})
"""


def killed(own: Site, batch: int, *command: str, shipped: bool = False) -> None:
    script = KILLED.format(works=WORKS, batch=batch, command=command, shipped=shipped)
    with own.start("-c", script) as process:
        said = process.stdout.read().decode()
    assert process.returncode == -signal.SIGKILL, said


def test_worker_killed_between_bulk_and_cursor(own):
    """Another waits for its lease to run out, sends again, and ends in order when told to."""
    killed(own, 2, "search_sync")
    name, cursor = own.indexes()["building"]
    there = own.elastic.versions(name)
    assert cursor == 2
    assert sorted(there.values()) in ([1, 2, 3, 4], [1, 2, 3, 4, 5])  # a third was under way
    assert len(own.rows("SELECT name FROM hub_workerlease")) == 2  # its own, and of its rebuild
    own.rows("UPDATE hub_workerlease SET until = datetime('now', '+1 hour')")
    own.run("-c", PUBLISH, "Written since")
    with own.start("manage.py", "search_sync") as second:
        said_within(second, "Another worker is active; waiting to take over.")
        assert own.elastic.versions(name) == there
        own.rows("UPDATE hub_workerlease SET until = datetime('now', '-1 second')")
        until(lambda: "active" in own.indexes())
        second.send_signal(signal.SIGTERM)
    assert second.returncode == 0
    assert own.indexes() == {"active": (name, 6)}
    assert own.agrees(name)
    assert own.rows("SELECT holder FROM hub_workerlease") == []


def test_worker_killed_in_a_rebuild(own):
    killed(own, 2, "search_rebuild", shipped=True)
    old, begun = own.indexes()["active"][0], own.indexes()["building"]
    assert begun[1] == 2
    there = sorted(own.elastic.versions(begun[0]).values())
    assert there in ([1, 2, 3, 4], [1, 2, 3, 4, 5])  # a third batch was under way
    assert list(own.elastic.client.indices.get_alias(name=own.elastic.alias)) == [old]
    own.run("-c", PUBLISH, "Written since")
    own.rows("UPDATE hub_workerlease SET until = datetime('now', '-1 second')")
    said = own.run("manage.py", "search_rebuild")
    assert f"Searched now: {begun[0]} (active, version 6)" in said
    own.run("manage.py", "search_sync", "--once")
    assert own.indexes() == {"active": (begun[0], 6), "old": (old, 6)}
    assert list(own.elastic.client.indices.get_alias(name=own.elastic.alias)) == [begun[0]]
    assert own.agrees(begun[0])
    assert own.agrees(old)
