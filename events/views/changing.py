"""Changing what one said when one registered, or saying it when a focal point nominated one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events import selectors, services
from events.exceptions import BadAnswers, RegistrationRefused
from events.forms import CONSENTS, CompletionForm, DetailsForm
from events.forms.questions import as_initial
from events.models import Registration
from events.views.link import context_of, for_holder_of_link, is_open
from events.views.registering import kept


@for_holder_of_link
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, registration: Registration) -> HttpResponse:
    if not is_open(registration):
        return redirect("registration", token=registration.token)
    form = _form(request, registration)
    if request.method == "POST":
        if form.is_valid() and _changed(registration, form):
            messages.success(request, _("Saved."))
            return redirect("registration", token=registration.token)
        form.ask_for_files_again()
    context = context_of(registration) | {"form": form}
    if not registration.complete:
        context |= kept(registration.event, form.questions)
    status = 422 if form.errors else 200
    return render(request, "events/registration_change.html", context, status=status)


def _form(request: HttpRequest, registration: Registration) -> DetailsForm:
    made = DetailsForm if registration.complete else CompletionForm
    values, files = selectors.answers_of(registration)
    asked = {
        "questions": list(registration.event.questions.all()),
        "event_format": registration.event.event_format,
        "stored_files": files,
    }
    if request.method == "POST":
        return made(request.POST, request.FILES, **asked)
    own = {name: getattr(registration, name) for name in DetailsForm.base_fields}
    return made(initial=own | as_initial(values), **asked)


def _changed(registration: Registration, form: DetailsForm) -> bool:
    try:
        services.change(
            registration=registration,
            details=form.details,
            answers=form.answers,
            consents=None if registration.complete else CONSENTS,
        )
    except BadAnswers as error:
        form.refuse_answers(error.errors)
    except RegistrationRefused as refusal:
        form.add_error(None, refusal.message)
    return form.is_valid()
