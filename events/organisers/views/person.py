"""One person's registration: everything about it, and what can be done with it."""

from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import selectors
from events.exceptions import RegistrationRefused
from events.models import Answer
from events.organisers.access import address_of, context_of, event_for, registration_for
from events.organisers.acts import ACTS, acts_for, form_for
from events.organisers.letters import letters_about
from events.organisers.tables import shown
from events.tickets import ticket_code


@never_cache
@require_safe
def person(request: HttpRequest, page_id: int, public_id: UUID) -> HttpResponse:
    event = event_for(request, page_id)
    found = registration_for(event, public_id)
    answers = found.answers.select_related("question")
    context = {
        **context_of(event, found),
        "acts": acts_for(found, timezone.now()),
        "position": selectors.waiting_position(found),
        "ticket": ticket_code(found),
        "answers": [(answer, shown(answer.question, answer)) for answer in answers],
        "history": selectors.history(found),
        "letters": letters_about(found),
    }
    return render(request, "events/admin/person.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, page_id: int, public_id: UUID, key: str) -> HttpResponse:
    """Asks first; a POST of what it asks does it."""
    event = event_for(request, page_id)
    found = registration_for(event, public_id)
    if key not in ACTS:
        raise Http404
    chosen = ACTS[key]
    form = form_for(chosen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.run(registration=found, by=request.user, **form.cleaned_data)
        except RegistrationRefused as refusal:
            messages.warning(request, refusal)
        else:
            messages.success(request, f"{found.name}: {chosen.done}")
        return redirect(address_of(found))
    here = (request.path, str(chosen.label))
    context = {**context_of(event, found, here), "act": chosen, "form": form, "people": [found]}
    return render(request, "events/admin/confirm.html", context)


@never_cache
@require_safe
def file(request: HttpRequest, page_id: int, public_id: UUID, answer_id: int) -> FileResponse:
    """Always to be stored, never shown: nobody knows what a stranger put into it."""
    event = event_for(request, page_id)
    found = registration_for(event, public_id)
    answer = get_object_or_404(Answer.objects.exclude(file=""), pk=answer_id, registration=found)
    name = f"{event.code}-{ticket_code(found)}-{answer.code}{Path(answer.file.name).suffix}"
    try:
        content = answer.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
