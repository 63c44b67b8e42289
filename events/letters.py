"""Every letter about a registration: its template, and what it is called."""

from django.utils.translation import gettext_lazy as _

LETTERS = {
    "confirm_address": _("Please confirm your address"),  # with what is held until when
    "submitted": _("Your registration has arrived"),  # the secretariat decides
    "nominated": _("Your country has put you forward"),  # the same, by a focal point
    "waiting": _("You are on the waiting list"),
    "confirmed": _("You have a place"),
    "place_held": _("A place has come free"),  # for whose address is not confirmed yet
    "declined": _("We could not give you a place"),
    "cancelled": _("Your registration is cancelled"),
    "replaced": _("Another person comes instead"),  # of the delegation
    "already_registered": _("You are registered already"),  # somebody asked with this address
    "reminder": _("The event is near"),
    "message": _("Message from the organisers"),  # to many
    "event_changed": _("The event has changed"),  # another time, place, title or link
    "event_cancelled": _("The event is cancelled"),
    "please_complete": _("Please complete your registration"),  # of somebody nominated
}
TO_COUNTRY = "delegation_changed"  # to the focal point: events.country_mail
NAMES = {f"events/{letter}": name for letter, name in LETTERS.items()} | {
    f"events/{TO_COUNTRY}": _("Your delegation has changed"),
}
