"""Mail that waits to be sent."""

from itertools import count
from typing import Any

from hub.mail import enqueue
from hub.models import OutgoingMail

_numbers = count(1)


def mail(to: str = "aigul@example.org", **fields: Any) -> OutgoingMail:
    values: dict[str, Any] = {
        "key": f"tests/news:{next(_numbers)}",
        "language": "en",
        "template": "tests/news",
        "context": {"title": "Tom & Jerry"},
    }
    return enqueue(to=to, **{**values, **fields})
