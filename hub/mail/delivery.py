"""Claiming a row, sending it, marking it: each a transaction of its own or none."""

import logging
import random
import smtplib
import uuid
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hub.mail.message import build
from hub.mail.unsubscribing import is_unsubscribed
from hub.models import OutgoingMail

CLAIM = timedelta(minutes=10)  # longer than the longest send: EMAIL_TIMEOUT holds for each step
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
GIVE_UP = timedelta(days=4)  # as mail servers do
FAULTS = 5  # tries of a message that cannot be put together
Status = OutgoingMail.Status
log = logging.getLogger(__name__)


def claim() -> OutgoingMail | None:
    """The next row that is due, for this process alone while the claim holds.

    PostgreSQL passes over rows that another worker has locked; on SQLite the transaction is
    IMMEDIATE, so that one worker looks at a time.
    """
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    with transaction.atomic():
        waiting = OutgoingMail.objects.select_for_update(skip_locked=True)
        due = waiting.filter(free, status=Status.WAITING, send_after__lte=now)
        row = due.order_by("send_after", "id").first()
        if row is None:
            return None
        row.claim, row.claimed_until = uuid.uuid4().hex, now + CLAIM
        row.attempts += 1
        row.save(update_fields=["claim", "claimed_until", "attempts"])
    return row


def deliver(row: OutgoingMail, connection: BaseEmailBackend) -> None:
    """Send a claimed row and mark what came of it. Raises nothing that a message may cause."""
    if is_unsubscribed(row.to, row.subscription):
        _mark(row, status=Status.UNSUBSCRIBED)
        return
    try:
        message = build(row)
    except Exception as error:
        _postpone(row, error, for_ever=row.attempts >= FAULTS)
        return
    try:
        message.connection = connection
        message.send()
    except Exception as error:
        close(connection)
        _postpone(row, error, for_ever=is_permanent(error) or _has_failed_enough(row, error))
    else:
        _mark(row, status=Status.SENT, sent=timezone.now(), error="", **_kept(row, message))


def _kept(row: OutgoingMail, message: EmailMultiAlternatives) -> dict[str, Any]:
    """What is still known of a message that was sent."""
    if row.secret:
        return {"subject": message.subject, "text": "", "context": {}, "attachments": []}
    return {"subject": message.subject, "text": message.body}


def release(row: OutgoingMail) -> None:
    """Not tried after all."""
    _mark(row, attempts=row.attempts - 1)


def is_permanent(error: Exception) -> bool:
    """Whether the server refused this address or this message for good.

    A 5xx answer to our own name or password is a fault of ours: everything waits until it is
    mended.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _answer in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def pause(attempts: int) -> timedelta:
    """Before the next try: doubling up to four hours, with jitter."""
    longest = min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1.0)


def close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as error:
        log.info("The mail server did not say goodbye: %s", error)


def _has_failed_enough(row: OutgoingMail, error: Exception) -> bool:
    """What the network or the server says may pass; what our own code says hardly."""
    if isinstance(error, OSError):
        return timezone.now() - row.created > GIVE_UP
    return row.attempts >= FAULTS


def _postpone(row: OutgoingMail, error: Exception, *, for_ever: bool) -> None:
    _mark(
        row,
        status=Status.SET_ASIDE if for_ever else Status.WAITING,
        error=f"{type(error).__name__}: {error}"[:2000],
        send_after=timezone.now() + pause(row.attempts),
    )


def _mark(row: OutgoingMail, **fields: object) -> None:
    """Nothing, when the claim ran out and another worker has taken the row since."""
    mine = OutgoingMail.objects.filter(pk=row.pk, claim=row.claim)
    mine.update(claim="", claimed_until=None, **fields)


def try_again(*, pk: int) -> None:
    """Let a message that was set aside, or that waits for its next try, be sent at once."""
    rows = OutgoingMail.objects.filter(pk=pk, status__in=[Status.SET_ASIDE, Status.WAITING])
    now = timezone.now()
    rows.update(status=Status.WAITING, attempts=0, send_after=now, created=now)
