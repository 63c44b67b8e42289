"""Letters without anybody in them: their keys stay, so that they are not sent again."""

from typing import Any

from django.db.models import QuerySet

from hub.models import OutgoingMail

Status = OutgoingMail.Status
NOTHING: dict[str, Any] = {
    "to": "",
    "context": {},
    "attachments": [],
    "subject": "",
    "text": "",
    "error": "",
}


def forget(letters: QuerySet[OutgoingMail]) -> int:
    """What still waits is not sent; a worker that has it in hand marks nothing any more."""
    pending = [Status.WAITING, Status.SET_ASIDE]
    letters.filter(status__in=pending).update(status=Status.WITHDRAWN)
    return letters.update(**NOTHING, claim="", claimed_until=None)
