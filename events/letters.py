"""Every letter about a registration: its template, and what it is."""

from django.utils.translation import gettext_lazy as _

LETTERS = {
    "confirm_address": _("Question whether the address is right"),  # says what is held until when
    "submitted": _("Registration submitted"),  # the secretariat decides
    "nominated": _("Nominated by a country"),  # the same, for whom a focal point put forward
    "waiting": _("On the waiting list"),
    "confirmed": _("Place confirmed, with the ticket"),
    "place_held": _("Place held until the address is confirmed"),  # a place that came free
    "declined": _("Registration declined"),
    "cancelled": _("Registration cancelled"),
    "replaced": _("Replaced by another person"),  # of the delegation
    "already_registered": _("Registered already"),  # somebody asked again with this address
    "reminder": _("Reminder"),  # the event is near
    "message": _("Message of the organisers"),  # to many
    "event_changed": _("The event has changed"),  # another time, place, title or link
    "event_cancelled": _("The event is cancelled"),
    "please_complete": _("Request to complete the registration"),  # nominated, not yet answered
}
TO_COUNTRY = "delegation_changed"  # to the focal point: events.country_mail
NAMES = {f"events/{letter}": name for letter, name in LETTERS.items()} | {
    f"events/{TO_COUNTRY}": _("Change in a delegation"),
}
