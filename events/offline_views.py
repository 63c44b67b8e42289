"""The entrance without a connection: the page that a phone keeps, and the worker that keeps it."""

import hashlib
import json

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events import entrance
from events.models import Event
from events.programme import page_in
from hub.languages import active_language
from hub.permissions_policy import allow_camera

FONTS = [
    f"hub/fonts/hub-{family}-{letters}.woff2"
    for family in ("sans", "serif")
    for letters in ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
]
FILES = (
    "hub/css/foundation.css",
    "hub/css/components.css",
    "hub/css/pages.css",
    "hub/css/print.css",
    "hub/css/forms.css",
    "hub/css/entrance.css",
    "hub/js/site.js",
    "hub/js/suggest.js",
    "hub/js/shelf.js",
    "hub/js/entrance.js",
    "hub/img/band.svg",
    "hub/img/favicon.svg",
    *FONTS,
)


@never_cache
@login_required
@require_safe
def worker(request: HttpRequest, code: str) -> HttpResponse:
    """Another text, and so another worker in the browser, whenever the kept page is another."""
    version = version_of(_event(request, code))
    kept = {
        "page": reverse("check_in_kept", args=[code, version]),
        "files": [static(name) for name in FILES],
    }
    script = static("hub/js/entrance-worker.js")
    text = f"self.KEPT = {json.dumps(kept)};\nimportScripts({json.dumps(script)});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@never_cache
@login_required
@allow_camera
@require_safe
def kept(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Not found when a release has come between the worker and this: it asks again later."""
    text = _page(_event(request, code))
    if version != _version(text):
        raise Http404
    return HttpResponse(text)


def version_of(event: Event) -> str:
    return _version(_page(event))


def _event(request: HttpRequest, code: str) -> Event:
    event = entrance.event_for(request.user, code)
    if event is None:
        raise Http404
    return event


def _page(event: Event) -> str:
    """Drawn without the request, so that nothing of whoever asks can be in it. It names its files
    by their hashes."""
    context = {"event": page_in(event, active_language())}
    return render_to_string("events/check_in_kept.html", context)


def _version(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
