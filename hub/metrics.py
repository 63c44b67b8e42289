"""Prometheus metrics on a private port, one port for each process of the server."""

import logging

from prometheus_client import start_http_server

PORTS = 32  # processes on one machine
log = logging.getLogger(__name__)


def serve(first_port: int, address: str = "127.0.0.1") -> int | None:
    """Listen on the first free port from `first_port`. Returns it; none when all are taken."""
    for port in range(first_port, first_port + PORTS):
        try:
            start_http_server(port, addr=address)
        except OSError:
            continue
        log.info("Metrics on %s:%s", address, port)
        return port
    log.warning("No port for metrics from %s on", first_port)
    return None
