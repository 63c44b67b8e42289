"""Closed lists of registration."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegistrationPolicy(TextChoices):
    NONE = "none", _("No registration here")
    OPEN = "open", _("Open to all")
    MEMBERS = "members", _("Members only")
    NOMINATION = "nomination", _("By nomination of a focal point")


class RegistrationStatus(TextChoices):
    NOMINATED = "nominated", _("Nominated")
    SUBMITTED = "submitted", _("Submitted")
    WAITING = "waiting", _("On the waiting list")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")
    ATTENDED = "attended", _("Attended")
    ABSENT = "absent", _("Absent")


# Who has a place; and whose registration is still in force, with a place or without.
HOLDING = (
    RegistrationStatus.CONFIRMED,
    RegistrationStatus.ATTENDED,
    RegistrationStatus.ABSENT,
)
ACTIVE = (
    RegistrationStatus.NOMINATED,
    RegistrationStatus.SUBMITTED,
    RegistrationStatus.WAITING,
    *HOLDING,
)


class Role(TextChoices):
    HEAD = "head", _("Head of delegation")
    DELEGATE = "delegate", _("Delegate")
    SPEAKER = "speaker", _("Speaker")
    EXPERT = "expert", _("Expert")
    OBSERVER = "observer", _("Observer")
    INTERPRETER = "interpreter", _("Interpreter")
    PRESS = "press", _("Press")


class QuestionKind(TextChoices):
    TEXT = "text", _("Text")
    CHOICE = "choice", _("One of a list")
    MANY = "many", _("Several of a list")
    YES_NO = "yes_no", _("Yes or no")
    FILE = "file", _("File")


class Interval(TextChoices):
    WEEK = "week", _("Every week")
    MONTH = "month", _("Every month")


class Action(TextChoices):
    """What the log of a registration can say."""

    REGISTERED = "registered", _("Registered")
    NOMINATED = "nominated", _("Nominated")
    ADDRESS_CONFIRMED = "address_confirmed", _("Address confirmed")
    CHANGED = "changed", _("Details changed")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    PLACE_GIVEN = "place_given", _("Place given")
    PROMOTED = "promoted", _("Taken from the waiting list by hand")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")
    EXPIRED = "expired", _("Address not confirmed in time")
    SUBSTITUTED = "substituted", _("Replaced by another person")
    CHECKED_IN = "checked_in", _("Checked in")
    ABSENT = "absent", _("Marked as absent")
    PURGED = "purged", _("Personal data erased")
    ROLE_CHANGED = "role_changed", _("Role changed")
    LINKED = "linked", _("Linked with an account")
    ANSWERS_PURGED = "answers_purged", _("Answers erased")
    TICKET_SENT = "ticket_sent", _("Ticket sent again")
    COMPLETED = "completed", _("Answers and consent given")
