"""The form of a proposal, and its page on the desk."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.desk.doors import for_focal_points
from hub.models import Country, Proposal
from hub.proposals.acts import ACTS
from hub.proposals.drafts import save_draft
from hub.proposals.exceptions import Lacking, ProposalError
from hub.proposals.forms import ProposalForm, form_of
from hub.proposals.responses import UNSENT, by_script, page, refused
from hub.proposals.services import send


@for_focal_points
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, *, country: Country, kind: str) -> HttpResponse:
    form_class = form_of(kind)
    if form_class is None:
        raise Http404
    if request.method == "POST":
        return _save(request, country, kind, form_class(request.POST, country=country))
    return page(request, country, kind, form_class(country=country))


@for_focal_points
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, *, country: Country, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(Proposal, public_id=public_id, country=country)
    form_class = form_of(found.kind)
    if form_class is None:
        raise Http404
    if request.method != "POST":
        form = form_class(initial=found.typed, country=country)
        return page(request, country, found.kind, form, found)
    if act := ACTS.get(request.POST.get("action", "")):
        return act(request, found)
    return _save(request, country, found.kind, form_class(request.POST, country=country))


def _save(request: HttpRequest, country: Country, kind: str, form: ProposalForm) -> HttpResponse:
    if request.POST.get("website"):  # only a robot sees that field
        return redirect("desk", country=country.slug)
    try:
        saved = save_draft(
            public_id=_uuid(request.POST.get("public_id")),
            kind=kind,
            country=country,
            author=request.user,
            language=get_language() or "",
            form=form,
            version=_number(request.POST.get("version")),
        )
    except ProposalError as error:
        return refused(request, country, kind, form, error)
    address = reverse("proposal", args=[country.slug, saved.public_id])
    if by_script(request):
        return JsonResponse({"version": saved.version, "address": address})
    if request.POST.get("action") == "send":
        return _send(request, country, saved, form)
    messages.success(request, _("Saved."))
    return redirect(address)


def _send(
    request: HttpRequest, country: Country, saved: Proposal, form: ProposalForm
) -> HttpResponse:
    try:
        send(proposal=saved, author=request.user, form=form)
    except Lacking as error:
        for field, message in error.missing.items():
            known = form.field_for(field)
            if not known or not form.has_error(known):
                form.add_error(known, message)
        return page(request, country, saved.kind, form, saved, UNSENT)
    except ProposalError as error:
        return refused(request, country, saved.kind, form, error)
    messages.success(request, _("Sent. The Secretariat reads it and answers here and by mail."))
    return redirect("desk", country=country.slug)


def _uuid(value: str | None) -> UUID:
    try:
        return UUID(value or "")
    except ValueError as error:
        raise Http404 from error


def _number(value: str | None) -> int:
    return int(value) if value and re.fullmatch(r"[0-9]{1,9}", value) else -1
