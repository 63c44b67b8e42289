"""Asking for a place."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events import services
from events.exceptions import BadAnswers, RegistrationRefused
from events.forms import CONSENTS, RegistrationForm
from events.models import Event, Question
from events.offer import Offer, offer_for
from events.programme import open_event
from events.views.registered import to_registered
from events.visitors import user_of
from hub.accounts.language import language_of
from hub.limits import allows, network_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, code: str) -> HttpResponse:
    event, offer = _event_and_offer(request, code)
    if request.method != "POST" or not offer.takes:
        form = _form(event, offer, initial=_preset(user_of(request)))
        return _page(request, event, offer, form)
    if request.POST.get("website"):  # only a robot sees that field
        return redirect("registered", code=code)
    form = _form(event, offer, request.POST, request.FILES)
    if not _complete(form, event):
        form.ask_for_files_again()
        return _page(request, event, offer, form, status=422)
    if not _is_allowed(request, event, form.cleaned_data["email"]):
        form.add_error(None, _("Too many requests. Please try again in an hour."))
        form.ask_for_files_again()
        return _page(request, event, offer, form, status=429)
    return _ask(request, event, offer, form)


def _ask(request: HttpRequest, event: Event, offer: Offer, form: RegistrationForm) -> HttpResponse:
    user = user_of(request)
    try:
        asked = services.register(
            event=event,
            person=services.Person(**form.details),
            answers=form.answers,
            consents=CONSENTS,
            user=user,
        )
    except RegistrationRefused as refusal:
        form.add_error(None, refusal.message)
        form.ask_for_files_again()
        return _page(request, event, offer, form, status=409)
    if user and asked.registration.user_id == user.pk:
        return redirect("registration", token=asked.registration.token)
    return to_registered(request, event, asked.registration.email)


def _is_allowed(request: HttpRequest, event: Event, address: str) -> bool:
    """One network cannot hold a whole event with addresses that nobody confirms."""
    network = network_of(request)
    return allows(
        registering=network,
        registering_event=f"{event.code} {network}",
        registering_address=address,
    )


def _event_and_offer(request: HttpRequest, code: str) -> tuple[Event, Offer]:
    event = open_event(request, code, get_language() or "")
    offer = offer_for(event, user_of(request)) if event else None
    if event is None or offer is None:
        raise Http404
    return event, offer


def _form(event: Event, offer: Offer, *data: Any, **more: Any) -> RegistrationForm:
    questions = list(event.original.questions.all())
    return RegistrationForm(
        *data, event=event, members_only=offer.members_only, questions=questions, **more
    )


def _preset(user: Any) -> dict[str, Any]:
    if user is None:
        return {"language": get_language()}
    return {"name": user.get_full_name(), "email": user.email, "language": language_of(user)}


def _complete(form: RegistrationForm, event: Event) -> bool:
    """Everything that is wrong is said at once, the answers included."""
    form.full_clean()
    try:
        services.check_answers(event.original, form.answers)
    except BadAnswers as error:
        form.refuse_answers(error.errors)
    return form.is_valid()


def _page(
    request: HttpRequest, event: Event, offer: Offer, form: RegistrationForm, status: int = 200
) -> HttpResponse:
    context = {
        "event": event,
        "offer": offer,
        "form": form,
        **kept(event.original, form.questions),
    }
    return render(request, "events/register.html", context, status=status)


def kept(event: Event, questions: list[Question]) -> dict[str, Any]:
    """Until when what is written is kept, for the words of consent."""
    return {
        "kept_until": services.day_of_purge(event),
        "kept_shorter": [
            (question.label, services.day_of_purge(event, question.keep_days))
            for question in questions
            if question.keep_days is not None
        ],
    }
