"""The worker's loop. Any number may run: each claims one row after the other."""

import logging
import random
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError, close_old_connections

from hub.mail.delivery import claim, close, deliver, release

PAUSE = 1.0  # seconds between two looks when there was nothing to do
LONGEST_BACKOFF = 60.0
log = logging.getLogger(__name__)


class MailServerUnavailable(Exception):
    """No connection, or it does not let us in. Nothing was tried; everything waits."""


def run(stop: threading.Event, tell: Callable[[str], object]) -> None:
    """Send until `stop` is set; the message at hand is brought to an end first."""
    failures = 0
    while not stop.is_set():
        close_old_connections()
        try:
            done = once(stop)
            failures = 0
        except (MailServerUnavailable, OperationalError) as error:
            failures += 1
            log.warning("Mail waits: %s", error)
            stop.wait(backoff(failures))
            continue
        if done:
            tell(f"{done} messages")
        else:
            stop.wait(PAUSE)


def once(stop: threading.Event | None = None) -> int:
    """Everything that is due. Returns messages tried. Raises MailServerUnavailable."""
    connection, done = get_connection(settings.HUB_MAIL_BACKEND), 0
    try:
        while not (stop and stop.is_set()) and (row := claim()):
            try:
                _open(connection)
            except MailServerUnavailable:
                release(row)
                raise
            deliver(row, connection)
            done += 1
    finally:
        close(connection)
    return done


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: doubling, with jitter."""
    longest = min(2.0 ** min(failures, 10), LONGEST_BACKOFF)
    return random.uniform(longest / 2, longest)


def _open(connection: BaseEmailBackend) -> None:
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors too
        raise MailServerUnavailable(f"the mail server is away: {error}") from error
