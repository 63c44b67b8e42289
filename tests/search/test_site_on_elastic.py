"""The site as people run it, in processes of its own, beside a real server."""

import json
import os
import signal
import socket
from urllib.request import urlopen

import pytest

from tests.processes import said_within, start
from tests.search.processes import Site, until

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
# Asks again and again, as a web process does that was there before.
VISITOR = """
import time
import django
django.setup()
from tests.search.asking import ask

while True:
    found = ask("recruitment")
    print(found.engine, [hit.title for hit in found.results], flush=True)
    time.sleep(0.1)
"""
# An editor's save of a theme: the projector runs in the process of the editor alone.
THEME = """
import sys
import django
django.setup()
from hub.models import ReformTheme

theme = ReformTheme.objects.get(slug="recruitment")
theme.synonyms = sys.argv[1]
theme.save()
"""
CASE = """
import django
django.setup()
from tests import factories

factories.case("Talent funnel", themes="ethics")
"""


def test_synonyms_are_in_force_in_processes_that_were_there_before(own: Site):
    own.run("-c", CASE)
    own.run("manage.py", "search_sync", "--once")
    with own.start("-c", VISITOR) as visitor:
        said_within(visitor, "elasticsearch []")
        own.run("-c", THEME, "talent funnel")
        said_within(visitor, "elasticsearch ['Talent funnel']")
        own.run("-c", THEME, "")
        said_within(visitor, "elasticsearch []")
        visitor.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def test_demonstration_starts_the_worker_and_ends_it(own: Site):
    port = free_port()
    environment = {**own.environment, "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
    own.run("-c", CASE)
    with start("manage.py", "demo", "--port", str(port), **environment) as demo:
        until(lambda: _answers(port))
        until(lambda: "active" in own.indexes())
        until(lambda: _found(port) == ("elasticsearch", 1))  # a busy machine may be late at first
        holder = own.rows("SELECT holder FROM hub_workerlease WHERE name = 'search'")[0][0]
        worker = int(holder.rsplit(":", 1)[1])
        os.kill(worker, 0)
        demo.send_signal(signal.SIGTERM)
    assert own.rows("SELECT holder FROM hub_workerlease WHERE name = 'search'") == []
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    assert own.agrees(own.indexes()["active"][0])


def _found(port: int) -> tuple[str, int]:
    with urlopen(f"http://127.0.0.1:{port}/api/v1/search?q=talent") as response:
        answer = json.load(response)
    return answer["engine"], answer["count"]


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
