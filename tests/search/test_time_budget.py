"""A server that is slow rather than away: one question of many requests waits but once."""

import socket
import threading
from contextlib import suppress
from time import monotonic, sleep

import pytest

from search.engine import get_embedded
from search.engines.elastic import client
from search.query import SearchQuery
from tests import factories
from tests.search.asking import ask
from tests.search.elastic import BUDGET

pytestmark = pytest.mark.django_db
MARGIN = 0.3  # seconds for the embedded engine's answer, on a machine that is busy


class Slow:
    """Passes on to a server what it is told, and the answers only after a while."""

    def __init__(self, url: str, seconds: float) -> None:
        self.seconds = seconds
        self.asked = 0
        self._target = ("127.0.0.1", int(url.rsplit(":", 1)[1]))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                visitor, _address = self._listener.accept()
                server = socket.create_connection(self._target)
                for ends in ((visitor, server, 0.0), (server, visitor, self.seconds)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, seconds: float) -> None:
        with source, suppress(OSError):
            while piece := source.recv(1 << 20):
                self.asked += not seconds
                sleep(seconds)
                target.sendall(piece)

    def close(self) -> None:
        self._listener.close()


@pytest.mark.parametrize(("seconds", "engine"), [(0.0, "elasticsearch"), (0.12, "database")])
def test_question_of_many_requests_has_one_time_budget(elastic, settings, seconds, engine):
    """Each request is answered in time, and all of them together are not."""
    for title in ("Digital queue", "Water council"):
        factories.case(title, themes="pay")
    elastic.settle()
    assert get_embedded().search(SearchQuery("digtal qeue concil")).loosened
    slow = Slow(elastic.cluster.urls[0], seconds)
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "hosts": [slow.url]}
    client.reader.cache_clear()
    budget = 0.3 if seconds else BUDGET
    settings.HUB_SEARCH_BUDGET = budget
    before = monotonic()
    results = ask("digtal qeue concil")
    took = monotonic() - before
    slow.close()
    assert (results.engine, results.corrected) == (engine, "digital queue council")
    assert (took < budget + MARGIN, elastic.engine.circuit._failures) == (True, bool(seconds))
    assert slow.asked >= 2
