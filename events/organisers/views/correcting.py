"""Putting right what a registration says."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events import selectors, services
from events.exceptions import BadAnswers
from events.forms.questions import as_initial
from events.models import Registration
from events.organisers.access import address_of, context_of, event_for, registration_for
from events.organisers.forms import DetailsForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, page_id: int, public_id: UUID) -> HttpResponse:
    event = event_for(request, page_id)
    found = registration_for(event, public_id)
    if found.purged_at:
        raise Http404
    values, files = selectors.answers_of(found)
    form = DetailsForm(
        request.POST or None,
        request.FILES or None,
        instance=found,
        initial=as_initial(values),
        questions=list(event.questions.all()),
        stored_files=files,
    )
    if request.method == "POST" and form.is_valid() and _corrected(request, found, form):
        messages.success(request, _("Stored."))
        return redirect(address_of(found))
    context = {**context_of(event, found, (request.path, _("Correct the data"))), "form": form}
    return render(request, "events/admin/correct.html", context)


def _corrected(request: HttpRequest, found: Registration, form: DetailsForm) -> bool:
    try:
        services.correct(
            registration=found, details=form.details, answers=form.other_answers, by=request.user
        )
    except BadAnswers as error:
        form.refuse_answers(error.errors)
    return form.is_valid()
