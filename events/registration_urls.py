"""Addresses of registration: for everybody, for whoever has a mailed link, for focal points."""

from django.urls import include, path

from events.views import changing, delegates, delegations, own, registered, registering

OWN = [
    path("", own.show, name="registration"),
    path("change/", changing.change, name="change_registration"),
    path("cancel/", own.cancel, name="cancel_registration"),
    path("ticket/", own.ticket_again, name="ticket_again"),
    path("letters/", own.let_letters_come, name="let_letters_come"),
    path("event.ics", own.calendar_file, name="registration_calendar"),
]
DELEGATION = [
    path("", delegations.delegation, name="delegation"),
    path("<uuid:person>/replace/", delegates.replace, name="replace_delegate"),
    path("<uuid:person>/withdraw/", delegates.withdraw, name="withdraw_delegate"),
]

urlpatterns = [
    path("events/<slug:code>/register/", registering.register, name="register"),
    path("events/<slug:code>/registered/", registered.registered, name="registered"),
    path("registrations/<str:token>/", include(OWN)),
    path("desk/<slug:country>/events/<slug:code>/delegation/", include(DELEGATION)),
]
