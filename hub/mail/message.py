"""From a row of the outbox to the message that is sent."""

import hashlib
from dataclasses import dataclass
from email.mime.image import MIMEImage
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine
from django.utils import translation
from django.utils.module_loading import import_string

from hub.mail.unsubscribing import unsubscribe_url
from hub.models import OutgoingMail


@dataclass(frozen=True, slots=True)
class Attachment:
    """What a builder returns. With a `cid` it is an image that body.html shows as "cid:<cid>"."""

    name: str
    content: bytes
    content_type: str
    cid: str = ""


def build(row: OutgoingMail) -> EmailMultiAlternatives:
    """The whole message, in the person's language. The same row has the same Message-ID always."""
    with translation.override(row.language):
        subject, text, html = render(row)
        message = EmailMultiAlternatives(subject, text, to=[row.to], headers=_headers(row))
        message.attach_alternative(html, "text/html")
        for path, arguments in row.attachments:
            _attach(message, import_string(path)(**arguments))
    return message


def render(row: OutgoingMail) -> tuple[str, str, str]:
    """Subject, plain text and HTML, in the language that is active."""
    context = {
        **row.context,
        "language": row.language,
        "base_url": settings.HUB_BASE_URL.rstrip("/"),
        "unsubscribe_url": unsubscribe_url(row.to, row.subscription, row.language),
    }
    subject = _render(row, "subject.txt", context, autoescape=False)
    text = _render(row, "body.txt", context, autoescape=False)
    return " ".join(subject.split()), text.strip() + "\n", _render(row, "body.html", context)


def message_id(key: str) -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.HUB_BASE_URL).hostname}>"


def _render(
    row: OutgoingMail, name: str, context: dict[str, Any], *, autoescape: bool = True
) -> str:
    template = Engine.get_default().get_template(f"mail/{row.template}/{name}")
    return template.render(Context(context, autoescape=autoescape))


def _headers(row: OutgoingMail) -> dict[str, str]:
    headers = {"Message-ID": message_id(row.key), "Auto-Submitted": "auto-generated"}
    if row.subscription:
        address = unsubscribe_url(row.to, row.subscription, row.language)
        headers["List-Unsubscribe"] = f"<{address}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _attach(message: EmailMultiAlternatives, attachment: Attachment) -> None:
    if not attachment.cid:
        message.attach(attachment.name, attachment.content, attachment.content_type)
        return
    image = MIMEImage(attachment.content, attachment.content_type.removeprefix("image/"))
    image.add_header("Content-ID", f"<{attachment.cid}>")
    image.add_header("Content-Disposition", "inline", filename=attachment.name)
    message.attach(image)
