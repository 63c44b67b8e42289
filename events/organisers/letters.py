"""What was written to people: one person's letters, and messages to many."""

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Event, GroupMessage, Registration
from hub.models import OutgoingMail

NAMES = {
    "confirm_address": _("Please confirm your address"),
    "submitted": _("Your registration has arrived"),
    "nominated": _("Your country has put you forward"),
    "waiting": _("You are on the waiting list"),
    "confirmed": _("You have a place"),
    "place_held": _("A place has come free"),
    "declined": _("There is no place for you"),
    "cancelled": _("Your registration is cancelled"),
    "replaced": _("Another person comes instead"),
    "already_registered": _("You are registered already"),
    "reminder": _("The event is near"),
    "event_changed": _("The event has changed"),
    "event_cancelled": _("The event is cancelled"),
    "please_complete": _("Please complete your registration"),
}
Letter = tuple[OutgoingMail, str | Promise]


def letters_about(registration: Registration) -> list[Letter]:
    """Those about this registration, the last first. Their texts are with the mail, for whoever
    may read it."""
    if not registration.email:
        return []
    rows = OutgoingMail.objects.filter(to=registration.email, template__startswith="events/")
    mine = f":{registration.public_id}"
    return [(row, _name(row)) for row in rows.defer("text") if mine in row.key]


def _name(row: OutgoingMail) -> str | Promise:
    kind = row.template.removeprefix("events/")
    return NAMES.get(kind) or row.context.get("subject") or kind


def messages_of(event: Event) -> QuerySet[GroupMessage]:
    return event.messages.select_related("sent_by")
