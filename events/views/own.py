"""A person's own registration, opened by the mailed link: how things stand, and giving it up."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import calendar, programme, selectors, services, subscriptions
from events.exceptions import RegistrationRefused
from events.models import Registration
from events.tickets import qr_svg, ticket_code, ticket_token
from events.views.link import context_of, for_holder_of_link, is_open, page_of


@for_holder_of_link
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, registration: Registration) -> HttpResponse:
    """A POST confirms the address."""
    if request.method == "POST":
        return _do(request, registration, services.confirm_address, _("Thank you: confirmed."))
    has_place = registration.holds_place and not registration.is_provisional
    ticket = has_place and not registration.event.cancelled
    context = context_of(registration) | {
        "position": selectors.waiting_position(registration),
        "ticket": ticket_token(registration) if ticket else "",
        "picture": mark_safe(qr_svg(registration)) if ticket else "",
        "code": ticket_code(registration) if ticket else "",
        "stopped": subscriptions.are_stopped(registration),
    }
    return render(request, "events/registration.html", context)


@for_holder_of_link
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, registration: Registration) -> HttpResponse:
    """A page that asks once more; only its button cancels."""
    if request.method == "POST":
        return _do(request, registration, services.cancel, _("Your registration is cancelled."))
    if not is_open(registration):
        return redirect("registration", token=registration.token)
    return render(request, "events/registration_cancel.html", context_of(registration))


@for_holder_of_link
@require_POST
def ticket_again(request: HttpRequest, registration: Registration) -> HttpResponse:
    return _do(request, registration, services.send_ticket_again, _("The ticket is on its way."))


@for_holder_of_link
@require_POST
def let_letters_come(request: HttpRequest, registration: Registration) -> HttpResponse:
    done = _("You will receive the organisers' letters again.")
    return _do(request, registration, subscriptions.let_come, done)


@for_holder_of_link
@require_safe
def calendar_file(request: HttpRequest, registration: Registration) -> HttpResponse:
    """With the online link, so only for whoever has a place."""
    if not registration.holds_place or registration.is_provisional:
        return redirect("registration", token=registration.token)
    page = page_of(registration)
    number = programme.calendar_numbers([page.code]).get(page.code, 0)
    content = calendar.personal_file(page, number)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.code}.ics"'
    return response


def _do(
    request: HttpRequest, registration: Registration, service: Callable[..., Any], done: str
) -> HttpResponse:
    try:
        service(registration=registration)
    except RegistrationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("registration", token=registration.token)
