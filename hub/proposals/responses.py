"""What a proposal's page answers, to a browser or to the script that saves while one types."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.desk.clock import zone_of
from hub.models import Country, Proposal, ProposalState
from hub.proposals.exceptions import Closed, Foreign, Overtaken, ProposalError, Stands
from hub.proposals.forms import AnswerForm, ProposalForm

UNSENT = 422  # saved, but something is missing before it can be sent
OVERTAKEN, TOO_MUCH = UNSAVED = 409, 429


def by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def too_much() -> str:
    return _("That is too much for one day. Go on tomorrow, or write to the Secretariat.")


def page(
    request: HttpRequest,
    country: Country,
    kind: str,
    form: ProposalForm,
    found: Proposal | None = None,
    status: int = 200,
) -> HttpResponse:
    draft: Any = found.page.specific if found and found.page else None
    context = {
        "country": country,
        "kind": kind,
        "form": form,
        "proposal": found,
        "draft": draft and draft.get_latest_revision_as_object(),
        "own_address": found and reverse("proposal", args=[country.slug, found.public_id]),
        "public_id": found.public_id if found else request.POST.get("public_id") or uuid4(),
        "version": found.version if found else 0,
        "thread": found.messages.select_related("author") if found else [],
        "answer": AnswerForm(),
        "unsent": status == UNSENT,
        "unsaved": status in UNSAVED,
    }
    with timezone.override(zone_of(request.user)):
        return render(request, "hub/proposals/proposal.html", context, status=status)


def refused(
    request: HttpRequest, country: Country, kind: str, form: ProposalForm, error: ProposalError
) -> HttpResponse:
    """Says why nothing was stored; a browser gets the form back with what was typed."""
    if isinstance(error, Foreign):
        raise Http404
    stored = error.proposal if isinstance(error, Stands) else None
    status = OVERTAKEN if stored else TOO_MUCH
    said = _reason(error)
    if by_script(request):
        return JsonResponse({"message": said}, status=status)
    if isinstance(error, Closed) and stored and stored.typed == form.typed:  # pressed twice
        messages.info(request, _where(stored))
        return redirect("proposal", country=country.slug, public_id=stored.public_id)
    messages.warning(request, said)
    return page(request, country, kind, form, stored, status)


def _reason(error: ProposalError) -> str:
    if isinstance(error, Closed):
        kept = _("Your changes are not stored: your text is still in the form.")
        return f"{_where(error.proposal)} {kept}"
    if isinstance(error, Overtaken):
        return _(
            "Somebody saved another version meanwhile. Nothing of yours is stored yet: your text "
            "is in the form. Save again to put it in place of the other, or open the other one."
        )
    return too_much()


def _where(proposal: Proposal) -> str:
    if proposal.state == ProposalState.PUBLISHED:
        return _("It has been published meanwhile.")
    return _("The Secretariat has it now.")
