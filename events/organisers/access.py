"""Whose registrations a user may see: those of events whose page the user may edit."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

from events.entrance import may_organise
from events.models import Event, Registration

Crumb = dict[str, str]


def event_for(request: HttpRequest, page_id: int) -> Event:
    """The original of the page with this number; the right to edit that one counts."""
    work = Event.objects.filter(pk=page_id).values("translation_key")
    pages = Event.objects.filter(translation_key__in=work).select_related("locale")
    event = pages.order_by("pk").first()
    if event is None:
        raise Http404
    event.original = event
    if not may_organise(request.user, event):
        raise PermissionDenied
    return event


def registration_for(event: Event, public_id: Any) -> Registration:
    rows = Registration.objects.select_related("country", "delegation", "user")
    found = get_object_or_404(rows, event=event, public_id=public_id)
    found.event = event
    return found


def events_of(user: Any) -> QuerySet[Event]:
    """Pages of events that the user may edit, in all languages."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return Event.objects.filter(pk__in=pages.order_by().values("pk"))


def crumbs(event: Event, *further: tuple[str, str]) -> list[Crumb]:
    """Registrations, the event, and (address, label) of what is below it; the last is here."""
    start = [
        (reverse("events_registrations"), _("Registrations")),
        (reverse("event_registrations", args=[event.pk]), event.title),
    ]
    return [{"url": url, "label": label} for url, label in [*start, *further]]


def address_of(registration: Registration) -> str:
    return reverse("event_person", args=[registration.event_id, registration.public_id])


def context_of(
    event: Event, registration: Registration, *further: tuple[str, str]
) -> dict[str, Any]:
    name = registration.name or _("Personal data erased")
    trail = crumbs(event, (address_of(registration), name), *further)
    return {"event": event, "registration": registration, "breadcrumbs_items": trail}
