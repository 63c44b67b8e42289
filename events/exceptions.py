"""What registration refuses. The text of each is what the person who asked is told."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_CHECKED_IN = {
    "cancelled": _("Not checked in: the event is cancelled"),
    "early": _("Not checked in: the entrance opens the day before the event"),
    "over": _("Not checked in: the event is over"),
}


class RegistrationRefused(Exception):
    """Base of all refusals."""

    message: str | Promise = _("This is not possible.")

    def __init__(self, message: str | Promise = "") -> None:
        super().__init__(message)
        self.message = message or self.message

    def __str__(self) -> str:
        return str(self.message)


class RegistrationClosed(RegistrationRefused):
    message = _("Registration for this event is not open.")


class MembersOnly(RegistrationRefused):
    message = _("This event is for people from participating countries, not observers or partners.")


class NominationOnly(RegistrationRefused):
    message = _("People are nominated for this event by the focal point of their country.")


class NotFocalPoint(RegistrationRefused):
    message = _("Only a focal point of this country can do this.")


class Full(RegistrationRefused):
    message = _("No place is free.")


class AlreadyRegistered(RegistrationRefused):
    message = _("Somebody with this address is registered already.")

    def __init__(self, address: str = "") -> None:
        super().__init__()
        self.address = address


class TooLate(RegistrationRefused):
    message = _("It is too late for this.")


class EntranceClosed(RegistrationRefused):
    """`why`: cancelled, early or over."""

    def __init__(self, why: str) -> None:
        super().__init__(NOT_CHECKED_IN[why])
        self.why = why


class TooOften(RegistrationRefused):
    message = _("Too many requests. Please try again in an hour.")


class WrongStatus(RegistrationRefused):
    """What was asked makes no sense for a registration in its status."""

    message = _("The status of this registration does not allow this.")


class BadAnswers(RegistrationRefused):
    """`errors`: code of the question to message."""

    message = _("Please look at your answers again.")

    def __init__(self, errors: dict[str, str | Promise]) -> None:
        super().__init__()
        self.errors = errors


class NoSuchSession(Exception):
    """The agenda has no session with this key any more."""


class SessionHasCases(Exception):
    """A case was made from this session before."""
