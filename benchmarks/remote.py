"""The site as it is with ELASTICSEARCH_URL, for a while: a process starts without."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.test import override_settings

from search.engine import get_engine, get_remote
from search.engines.elastic.client import reader, writer

PATIENCE = 60.0  # seconds: this is about answers and what they cost, not about giving up


@contextmanager
def with_elasticsearch(purpose: str, hosts: Sequence[str] = ()) -> Iterator[None]:
    """Asks `hosts`, by default those of ELASTICSEARCH_URL. Indexes are named after `purpose` and
    this process; who makes them drops them."""
    with override_settings(
        HUB_SEARCH_REMOTE="search.engines.elastic.ElasticEngine",
        HUB_SEARCH_BUDGET=PATIENCE,
        ELASTICSEARCH={
            **settings.ELASTICSEARCH,
            "hosts": hosts or settings.ELASTICSEARCH["hosts"],
            "prefix": f"{purpose}-{os.getpid()}",
        },
    ):
        _forget()
        yield
    _forget()


def _forget() -> None:
    for kept in (get_remote, get_engine, reader, writer):
        kept.cache_clear()
