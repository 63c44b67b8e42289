"""Connections to the cluster. Passwords and keys go in here and nowhere else, never into a log."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from time import monotonic
from typing import Any

from django.conf import settings
from elastic_transport import ConnectionError, ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch
from elasticsearch.helpers import ScanError

from search.engine import EngineUnavailable

SHIPPING_TIMEOUT = 30.0  # seconds
TRIES = 3  # of a request, on as many nodes
THREADS = 100  # that ask at once; one more would wait for a connection, outside of any time budget


def _options() -> dict[str, Any]:
    config = settings.ELASTICSEARCH
    options: dict[str, Any] = {"hosts": config["hosts"]}
    if config["api_key"]:
        options["api_key"] = config["api_key"]
    elif config["user"]:
        options["basic_auth"] = (config["user"], config["password"])
    if config["ca_file"]:
        options["ca_certs"] = config["ca_file"]
    return options


@cache
def reader() -> Elasticsearch:
    """For visitors, by way of a Question, which knows how long to wait and when to try again."""
    return Elasticsearch(max_retries=0, connections_per_node=THREADS, **_options())


@cache
def writer() -> Elasticsearch:
    """For the worker: patient, and without retries of its own, since the worker tries again."""
    return Elasticsearch(
        request_timeout=SHIPPING_TIMEOUT,
        max_retries=2,
        retry_on_timeout=False,
        **_options(),
    )


class Question:
    """Requests that answer one question of a visitor, all of them within one time budget."""

    def __init__(self) -> None:
        self._until = monotonic() + settings.HUB_SEARCH_BUDGET

    def search(self, index: str, body: dict[str, Any], *, tries: int = TRIES) -> Any:
        """On to another node when one refuses, in what is left of the time."""
        try:
            with told_plainly():
                connection = reader().options(request_timeout=self._left())
                return connection.search(index=index, body=body).body
        except EngineUnavailable as error:
            if tries > 1 and _may_pass(error.__cause__):
                return self.search(index, body, tries=tries - 1)
            raise

    def _left(self) -> float:
        left = self._until - monotonic()
        if left <= 0:
            raise EngineUnavailable("no answer in time")
        return left


def _may_pass(error: BaseException | None) -> bool:
    """Whether another node may answer where this one did not."""
    if isinstance(error, ApiError):
        return error.status_code in (429, 502, 503, 504)
    return isinstance(error, ConnectionError)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Whatever goes wrong in the cluster or on the way, as EngineUnavailable in one line."""
    try:
        yield
    except ConnectionTimeout as error:
        raise EngineUnavailable("no answer in time") from _bare(error)
    except ApiError as error:
        reason = f"{error.status_code} {error.message}"
        raise EngineUnavailable(reason) from _bare(error)
    except (TransportError, ScanError) as error:
        raise EngineUnavailable(type(error).__name__) from _bare(error)


def _bare(error: Exception) -> Exception:
    """Without the functions that it came through: a variable of one is the request as it was sent,
    with what we sign in with, and pages for developers show variables."""
    found: BaseException | None = error
    while found:
        found.__traceback__ = None
        found = found.__cause__ or found.__context__
    return error
