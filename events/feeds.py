"""Calendar files at addresses: one event, and any search of events to subscribe to."""

import hashlib
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import calendar, programme
from events.models import Event
from hub.vocabulary import Kind
from search import services
from search.forms import read_query
from search.query import Hit

FEED_SIZE = 500  # events: what comes soonest and, after that, what was last
PRESET = {"kind": (str(Kind.EVENT),)}


@require_safe
def event(request: HttpRequest, code: str) -> HttpResponse:
    """/en/events/EV-0001.ics"""
    hit = services.item(code, request.LANGUAGE_CODE)
    public = _events([hit] if hit else [])
    found = public[0] if public else programme.open_event(request, code, request.LANGUAGE_CODE)
    if found is None:
        raise Http404(_("No published event has this code."))
    numbers = programme.calendar_numbers([found.code])
    content = calendar.public_file(found, numbers.get(found.code, 0))
    response = _answer(request, content, found.code)
    if not public:
        response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """/en/events/feed.ics, with the parameters of a search: a search that calendars follow."""
    query, ignored = read_query(request.GET, request.LANGUAGE_CODE, preset=PRESET)
    query = replace(query, sort="soonest", page=1, page_size=FEED_SIZE)
    results = services.search(query, preset=PRESET, ignored=ignored)
    found = _events(results.results)
    numbers = programme.calendar_numbers(page.code for page in found)
    chosen = [value.label for facet in results.facets for value in facet.selected]
    words = [f"“{query.text}”"] if query.text else []
    content = calendar.feed(
        found,
        numbers,
        name=": ".join(filter(None, [_("Events"), ", ".join([*words, *chosen])])),
        about=_("Not understood and left out: %s") % ", ".join(ignored) if ignored else "",
    )
    return _answer(request, content, "events")


def _events(hits: list[Hit]) -> list[Event]:
    """The events of hits, each in the language in which the hit is shown."""
    keys = [(hit.id, hit.language) for hit in hits if hit.kind == Kind.EVENT]
    pages = programme.in_languages(keys)
    return [pages[key] for key in keys if key in pages]


def _answer(request: HttpRequest, content: bytes, name: str) -> HttpResponse:
    """The file, or 304 for whoever has it. It may be kept, and is asked about each time: an event
    that is withdrawn is gone at once."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=response["ETag"], response=response)
