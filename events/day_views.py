"""The day of an event: a ticket on a phone, and the entrance."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import entrance
from events.entrance import Outcome
from events.models import Event, Registration
from events.programme import page_in
from events.tickets import qr_svg, read_ticket, ticket_code
from hub.languages import active_language
from hub.permissions_policy import allow_camera


@never_cache
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """For the screen of a phone. Whoever may check in finds the way to the entrance from here."""
    rows = Registration.objects.select_related("event__locale", "country")
    found = rows.filter(public_id=read_ticket(token), purged_at=None).first()
    if found is None:
        raise Http404
    context = {
        "registration": found,
        "event": page_in(found.event, active_language()),
        "code": ticket_code(found),
        "certified": found.certificate_number and found.event.ends_at <= timezone.now(),
        "invited": found.event.takes_place(timezone.now()),
        "picture": mark_safe(qr_svg(found)),
        "entry": token if entrance.may_check_in(request.user, found.event) else "",
    }
    return render(request, "events/ticket.html", context)


@never_cache
@login_required
@allow_camera
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    event = entrance.event_for(request.user, code)
    if event is None:
        raise Http404
    outcome = _admit(request, event) if request.method == "POST" else None
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse(_as_json(outcome, event) if outcome else _now(request, event))
    words = request.GET.get("q", "")[:100]
    context = {
        "event": page_in(event, active_language()),
        "outcome": outcome,
        "when": _local(outcome, event),
        "entry": request.GET.get("entry", "")[:200],
        "words": words,
        "people": entrance.people(event, words),
        **_numbers(event),
        "organiser": entrance.may_organise(request.user, event),
    }
    return render(request, "events/check_in.html", context)


def _admit(request: HttpRequest, event: Event) -> Outcome:
    entry, scan = request.POST.get("entry", ""), request.POST.get("scan", "")
    return entrance.admit(event=event, entry=entry[:300], by=request.user, scan=scan[:40])


def _now(request: HttpRequest, event: Event) -> dict[str, Any]:
    """For a page that was kept, or has been open for long: what it needs to send."""
    return {"token": get_token(request), **_numbers(event)}


def _numbers(event: Event) -> dict[str, int]:
    here, expected = entrance.numbers(event)
    return {"here": here, "expected": expected}


def _as_json(outcome: Outcome, event: Event) -> dict[str, Any]:
    found = outcome.registration if outcome.state != "elsewhere" else None
    return {
        "state": outcome.state,
        "why": outcome.why,
        "name": found.name if found else "",
        "about": _about(found) if found else "",
        "at": _local(outcome, event),
        "by": outcome.by,
        **_numbers(event),
    }


def _about(registration: Registration) -> str:
    country = str(registration.country) if registration.country else ""
    role = registration.get_role_display()
    return ", ".join(filter(None, [country, registration.organisation, role]))


def _local(outcome: Outcome | None, event: Event) -> str:
    """When somebody was let in, in the event's zone; with the day unless it is today."""
    if outcome is None or outcome.at is None:
        return ""
    at, now = outcome.at.astimezone(event.zone), timezone.now().astimezone(event.zone)
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%d.%m.%Y %H:%M}"
