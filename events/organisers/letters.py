"""What was written to people: one person's letters, and messages to many."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from events.letters import NAMES
from events.models import Event, GroupMessage, Registration
from events.organisers.people import NO_COUNTRY, in_words
from hub.models import Country, OutgoingMail

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
    """A message to many is known by its subject, as long as that is kept."""
    return row.context.get("subject") or NAMES.get(row.template, row.template)


def messages_of(event: Event) -> list[tuple[GroupMessage, str]]:
    """Each with its receivers in words."""
    countries = {str(one.pk): one.name for one in Country.objects.all()} | {NO_COUNTRY: _("None")}
    sent = event.messages.select_related("sent_by")
    return [(one, in_words(one.audience, countries)) for one in sent]
