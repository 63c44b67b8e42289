"""One decision for several people who were ticked in the list."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from events.exceptions import RegistrationRefused
from events.models import Registration
from events.organisers.access import crumbs, event_for
from events.organisers.acts import ACTS, OF_MANY, Act, form_for
from events.organisers.people import ticked

MOST = 500


@require_POST
def act_on_many(request: HttpRequest, page_id: int, key: str) -> HttpResponse:
    """The list posts here and is asked; the answer posts here too, and it is done."""
    event = event_for(request, page_id)
    if key not in OF_MANY:
        raise Http404
    act = ACTS[key]
    people = list(ticked(event, request.POST.getlist("people"))[:MOST])
    if not people:
        messages.warning(request, _("Tick somebody in the list first."))
        return redirect("event_registrations", event.pk)
    form = form_for(act, request.POST if "sure" in request.POST else None)
    if form.is_valid():
        _run(request, act, people, form.cleaned_data)
        return redirect("event_registrations", event.pk)
    context = {
        "event": event,
        "act": act,
        "form": form,
        "people": people,
        "breadcrumbs_items": crumbs(event, (request.path, str(act.label))),
    }
    return render(request, "events/admin/confirm.html", context)


def _run(request: HttpRequest, act: Act, people: list[Registration], said: dict[str, str]) -> None:
    """Each for itself: what cannot be done with one is done with the others."""
    refused: Counter[str] = Counter()
    for registration in people:
        try:
            act.run(registration=registration, by=request.user, **said)
        except RegistrationRefused as refusal:
            refused[str(refusal)] += 1
    if number := len(people) - refused.total():
        messages.success(request, f"{act.done}: {number}")
    for reason, number in refused.items():
        text = ngettext("%(number)s person: %(reason)s", "%(number)s people: %(reason)s", number)
        messages.warning(request, text % {"number": number, "reason": reason})
