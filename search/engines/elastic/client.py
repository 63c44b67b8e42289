"""Connections to the cluster. Passwords and keys go in here and nowhere else, never into a log."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch
from elasticsearch.helpers import ScanError

from search.engine import EngineUnavailable

SHIPPING_TIMEOUT = 30.0  # seconds


def _options() -> dict[str, Any]:
    config = settings.ELASTICSEARCH
    options: dict[str, Any] = {}
    if config["api_key"]:
        options["api_key"] = config["api_key"]
    elif config["user"]:
        options["basic_auth"] = (config["user"], config["password"])
    if config["ca_file"]:
        options["ca_certs"] = config["ca_file"]
    return options


@cache
def reader() -> Elasticsearch:
    """For visitors: within the time budget, and on to another node when one refuses."""
    return Elasticsearch(
        settings.ELASTICSEARCH["hosts"],
        request_timeout=settings.HUB_SEARCH_BUDGET,
        max_retries=2,
        retry_on_timeout=False,
        **_options(),
    )


@cache
def writer() -> Elasticsearch:
    """For the worker: patient, and without retries of its own, since the worker tries again."""
    return Elasticsearch(
        settings.ELASTICSEARCH["hosts"],
        request_timeout=SHIPPING_TIMEOUT,
        max_retries=2,
        retry_on_timeout=False,
        **_options(),
    )


@contextmanager
def told_plainly() -> Iterator[None]:
    """Whatever goes wrong in the cluster or on the way, as EngineUnavailable in one line."""
    try:
        yield
    except ConnectionTimeout as error:
        raise EngineUnavailable("no answer in time") from error
    except ApiError as error:
        reason = f"{error.status_code} {error.message}"
        raise EngineUnavailable(reason) from error
    except (TransportError, ScanError) as error:
        raise EngineUnavailable(type(error).__name__) from error
