"""Django's door to the outbox: what Django and Wagtail send by themselves, such as notices of the
workflow, is written down like the rest, so that no request waits for a mail server."""

import uuid
from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from hub.mail.outbox import enqueue


class OutboxBackend(BaseEmailBackend):
    """One row for each receiver. The plain text is what is sent; there are no attachments."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise ValueError("Mail with attachments goes through hub.mail.outbox.enqueue.")
            for receiver in message.recipients():
                enqueue(
                    key=f"django/{uuid.uuid4().hex}",
                    to=parseaddr(receiver)[1],
                    language=get_language() or settings.LANGUAGE_CODE,
                    template="plain",
                    context={"title": str(message.subject), "text": str(message.body)},
                )
        return len(email_messages)
