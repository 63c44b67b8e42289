"""Mail to a person, what they do not want, and old mail."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from hub.mail.forgetting import NOTHING, forget
from hub.models import OutgoingMail, Unsubscribed
from hub.privacy.person import Part, Person
from hub.privacy.rows import as_json

Status = OutgoingMail.Status
OVER = (Status.SENT, Status.UNSUBSCRIBED, Status.SET_ASIDE, Status.WITHDRAWN)


def purge() -> int:
    """What was sent long ago: the key stays, so that it is not sent again."""
    before = timezone.now() - timedelta(days=settings.HUB_MAIL_KEPT_DAYS)
    old = OutgoingMail.objects.filter(status__in=OVER, created__lt=before).exclude(to="")
    return old.update(**NOTHING)


def _export(person: Person) -> dict[str, Any]:
    unwanted = Unsubscribed.objects.filter(person.addressed("address"))
    return {
        "letters": as_json(_letters(person), "claim", "claimed_until"),
        "unsubscribed": as_json(unwanted),
    }


def _erase(person: Person) -> int:
    unwanted = Unsubscribed.objects.filter(person.addressed("address"))
    return forget(_letters(person)) + unwanted.delete()[0]


def _letters(person: Person) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(person.addressed("to"))


part = Part("mail", _export, _erase)
