"""What a country does with a proposal beside writing it, each behind a button of its page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hub.models import Proposal
from hub.proposals.exceptions import Closed, TooMany
from hub.proposals.forms import AnswerForm
from hub.proposals.responses import too_much
from hub.proposals.services import discard, take_back, write_message


def _answer(request: HttpRequest, found: Proposal) -> HttpResponse:
    form = AnswerForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            write_message(proposal=found, author=request.user, text=text, from_country=True)
        except TooMany:
            messages.error(request, too_much())
        else:
            messages.success(request, _("Your message is with the Secretariat."))
    else:
        messages.warning(request, _("Write something first."))
    return redirect("proposal", country=found.country.slug, public_id=found.public_id)


def _take_back(request: HttpRequest, found: Proposal) -> HttpResponse:
    try:
        take_back(proposal=found, author=request.user)
    except Closed:
        messages.warning(request, _("The Secretariat has decided meanwhile."))
    else:
        messages.success(request, _("You have it again. Change it and send it when it is ready."))
    return redirect("proposal", country=found.country.slug, public_id=found.public_id)


def _discard(request: HttpRequest, found: Proposal) -> HttpResponse:
    try:
        discard(proposal=found)
    except Closed as error:
        raise Http404 from error
    messages.success(request, _("Deleted: %(title)s") % {"title": found.title})
    return redirect("desk", country=found.country.slug)


Act = Callable[[HttpRequest, Proposal], HttpResponse]
ACTS: dict[str, Act] = {
    "answer": _answer,
    "take_back": _take_back,
    "discard": _discard,
}
