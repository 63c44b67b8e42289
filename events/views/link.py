"""The door of a mailed link.

The link is the permission, so that a form posted behind it needs no other token: nobody who does
not have the link can forge one. The pages send no referrer, without which browsers do not say
where a form comes from, and Django would refuse it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from events import selectors
from events.models import Event, Registration
from events.programme import page_in

View = Callable[..., HttpResponse]


def for_holder_of_link(view: View) -> View:
    """The view gets a Registration in place of the token in the address."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, token: str) -> HttpResponse:
        found = selectors.registration_by_token(token)
        if found is None:
            response = render(request, "events/link_unknown.html", status=404)
        else:
            response = view(request, found)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return inner


def is_open(registration: Registration) -> bool:
    """Whether anything can still be changed."""
    over = registration.event.ends_at <= timezone.now()
    return registration.is_active and not registration.checked_in_at and not over


def page_of(registration: Registration) -> Event:
    """In the reader's language here; letters are in the person's."""
    return page_in(registration.event, get_language() or "")


def context_of(registration: Registration) -> dict[str, Any]:
    return {
        "registration": registration,
        "event": page_of(registration),
        "token": registration.token,
        "open": is_open(registration),
    }
