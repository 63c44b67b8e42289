"""Writing to many: a text, a look at it and at the number of receivers, and off it goes."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event, Registration
from events.organisers.access import crumbs, event_for
from events.organisers.forms import MessageForm
from events.organisers.letters import messages_of
from events.organisers.people import (
    FilterForm,
    by_name,
    countries_in,
    in_words,
    meant,
    one_each,
    reachable,
    ticked,
)
from events.services.messaging import send_message
from events.subscriptions import split
from hub.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Audience:
    receivers: QuerySet[Registration]
    stopped: QuerySet[Registration]  # they belong to it, and want no letters to many
    keys: str
    words: str


def _audience(request: HttpRequest, event: Event) -> Audience:
    """Who was ticked, or else whom the filters of the list mean."""
    if public_ids := request.POST.getlist("people"):
        receivers, stopped = _split(event, ticked(event, public_ids))
        keys = by_name(receivers.count() + stopped.count())
        return Audience(receivers, stopped, keys, in_words(keys, {}))
    filters = FilterForm(request.GET, countries_in(event))
    found = _split(event, meant(event, filters.chosen()))
    return Audience(*found, filters.in_keys(), filters.in_words())


def _split(
    event: Event, rows: QuerySet[Registration]
) -> tuple[QuerySet[Registration], QuerySet[Registration]]:
    receivers, stopped = split(event, reachable(rows))
    return one_each(receivers), one_each(stopped)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, page_id: int) -> HttpResponse:
    """`step` of a POST: none opens the form for people who were ticked; look shows the message;
    back returns to the form; send sends it."""
    event = event_for(request, page_id)
    audience = _audience(request, event)
    step = request.POST.get("step", "")
    form = MessageForm(request.POST if step else None)
    looks = step in ("look", "send") and form.is_valid()
    if looks and step == "send":
        message = send_message(
            event=event,
            key=form.cleaned_data["key"],
            words=form.words,
            receivers=audience.receivers,
            audience=audience.keys,
            by=request.user,
        )
        text = _("The message is on its way. Receivers: %(number)s.") % {
            "number": message.receivers
        }
        messages.success(request, text)
        return redirect("event_messages", event.pk)
    context = {
        "event": event,
        "form": form,
        "receivers": audience.receivers.count(),
        "stopped": audience.stopped.count(),
        "audience": audience.words,
        "people": request.POST.getlist("people"),
        "texts": _texts(form) if looks else [],
        "breadcrumbs_items": crumbs(event, (request.path, _("Write to people"))),
    }
    name = "look" if looks else "write"
    return render(request, f"events/admin/message_{name}.html", context)


def _texts(form: MessageForm) -> list[tuple[str, str, str]]:
    """Language, subject and text of each that was written."""
    words = form.words
    return [
        (language.endonym, words[f"subject_{code}"], words[f"text_{code}"])
        for code, language in LANGUAGES.items()
        if words[f"text_{code}"]
    ]


@require_safe
def sent(request: HttpRequest, page_id: int) -> HttpResponse:
    event = event_for(request, page_id)
    context = {
        "event": event,
        "sent": messages_of(event),
        "breadcrumbs_items": crumbs(event, (request.path, _("Messages"))),
    }
    return render(request, "events/admin/messages.html", context)
