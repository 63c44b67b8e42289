"""One person of a delegation: somebody else instead, or nobody."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events import services
from events.delegates import delegation_of
from events.enums import RegistrationPolicy
from events.exceptions import RegistrationRefused
from events.forms import ReplacementForm
from events.models import Event, Registration
from events.programme import open_event
from hub.desk.doors import for_focal_points
from hub.models import Country


def event_of(request: HttpRequest, code: str) -> Event:
    """Of an event that takes no registrations here there is no delegation."""
    event = open_event(request, code, get_language() or "")
    if event is None or event.original.registration_policy == RegistrationPolicy.NONE:
        raise Http404
    return event


@for_focal_points
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, *, country: Country, code: str, person: UUID) -> HttpResponse:
    event, leaving = event_of(request, code), _delegate(country, code, person)
    others = delegation_of(event.original, country)
    substitutes = [one for one in others if one.substitute and one.is_active]
    form = ReplacementForm(
        request.POST if request.method == "POST" else None,
        substitutes=substitutes,
        initial={"language": get_language()},
    )
    if request.method == "POST" and form.is_valid():
        new = form.substitute or services.Person(country=country, **form.person)
        try:
            services.substitute(out=leaving, replacement=new, by=request.user)
        except RegistrationRefused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Done. Both get a letter."))
            return redirect("delegation", country=country.slug, code=code)
    context = {"event": event, "country": country, "leaving": leaving, "form": form}
    status = 422 if form.errors else 200
    return render(request, "events/delegate_replace.html", context, status=status)


@for_focal_points
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, *, country: Country, code: str, person: UUID) -> HttpResponse:
    event, leaving = event_of(request, code), _delegate(country, code, person)
    if request.method == "POST":
        try:
            services.cancel(registration=leaving, by=request.user)
        except RegistrationRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Done. The person gets a letter."))
        return redirect("delegation", country=country.slug, code=code)
    context = {"event": event, "country": country, "leaving": leaving}
    return render(request, "events/delegate_withdraw.html", context)


def _delegate(country: Country, code: str, person: UUID) -> Registration:
    rows = Registration.objects.filter(delegation__country=country, event__code=code)
    return get_object_or_404(rows.select_related("event"), public_id=person, purged_at=None)
