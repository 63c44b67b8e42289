"""What is said after asking for a place to somebody who has not proved to own the address."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.models import Event
from events.programme import open_event
from hub.languages import in_language

COOKIE = "registered"  # the address that was given, in the browser that gave it
COOKIE_SECONDS = 3600


def to_registered(request: HttpRequest, event: Event, address: str) -> HttpResponse:
    response = redirect("registered", code=event.code)
    response.set_cookie(
        COOKIE,
        signing.dumps(address, salt=COOKIE),
        max_age=COOKIE_SECONDS,
        path=reverse("registered", args=[event.code]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


@never_cache
@require_safe
def registered(request: HttpRequest, code: str) -> HttpResponse:
    """The same words whether or not the address was registered before."""
    event = open_event(request, code, get_language() or "")
    if event is None:
        raise Http404
    try:
        sealed = request.COOKIES.get(COOKIE, "")
        address = signing.loads(sealed, salt=COOKIE, max_age=COOKIE_SECONDS)
    except signing.BadSignature:
        return redirect(in_language(event.url, get_language() or ""))
    hours = settings.HUB_REGISTRATION_HOLD_HOURS
    context = {
        "event": event,
        "address": address,
        "hours": hours,
        "until": (timezone.now() + timedelta(hours=hours)).isoformat(),
        "approval": event.original.approval,
    }
    return render(request, "events/registered.html", context)
