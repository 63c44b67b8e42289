"""Writing a message down, in the transaction of what it tells about."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from hub.models import OutgoingMail

BATCH = 500


def enqueue(
    *,
    key: str,
    to: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    attachments: Sequence[tuple[str, dict[str, Any]]] = (),
    send_after: datetime | None = None,
    subscription: str = "",
    secret: bool = False,
) -> OutgoingMail:
    """A row of the outbox; with a key that is known already, the row that is there.

    `template` is a folder of templates/mail, such as "events/confirmed". `context` and the
    arguments of `attachments` (the dotted path of a function that returns an Attachment, and its
    keyword arguments) are JSON values: the message is put together when it is sent, in `language`.
    `subscription` names what can be unsubscribed from; transactions leave it empty. `secret`: for
    what opens an account, such as a link to a new password; editors do not see it.
    """
    row, _made = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "language": language,
            "template": template,
            "context": dict(context),
            "attachments": [list(attachment) for attachment in attachments],
            "send_after": send_after or timezone.now(),
            "subscription": subscription,
            "secret": secret,
        },
    )
    return row


def enqueue_all(messages: Iterable[Mapping[str, Any]]) -> None:
    """Many at once, each with the arguments of `enqueue`; keys that are known are passed over."""
    rows = (OutgoingMail(**message) for message in messages)
    OutgoingMail.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
