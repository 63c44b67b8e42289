"""What an organiser writes to many."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from events import mail
from events.models import Event, GroupMessage, Registration

BATCH = 500


@transaction.atomic
def send_message(
    *,
    event: Event,
    key: UUID,
    words: Mapping[str, str],
    receivers: QuerySet[Registration],
    audience: str,
    by: AbstractBaseUser,
) -> GroupMessage:
    """`words`: subject_en, text_en and so on; `audience` says who the receivers are.

    With a key that is known nothing is sent: the message that was sent with it is returned.
    """
    message, is_new = GroupMessage.objects.get_or_create(
        event=event, key=key, defaults={**words, "audience": audience, "sent_by": by}
    )
    if is_new:
        message.receivers = mail.notify_all(
            of_event(event, receivers),
            "message",
            occasion=str(message.pk),
            context=lambda one: message.in_language(one.language),
        )
        message.save(update_fields=["receivers"])
    return message


def of_event(event: Event, rows: QuerySet[Registration]) -> Iterator[Registration]:
    """Many, without asking for the event of each."""
    for row in rows.order_by("asked_at").iterator(BATCH):
        row.event = event
        yield row
