"""The delegation of a country: its places, its people, and more of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events import services
from events.delegates import delegates
from events.enums import Role
from events.exceptions import AlreadyRegistered, MembersOnly, RegistrationRefused
from events.forms import nominees, typed_rows
from events.forms.delegation import SUBSTITUTE, BaseNominees
from events.models import Event
from events.views.delegates import event_of
from hub.desk.doors import for_focal_points
from hub.models import Country


@for_focal_points
@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: HttpRequest, *, country: Country, code: str) -> HttpResponse:
    event = event_of(request, code)
    language = get_language() or ""
    if request.method != "POST":
        return _page(request, event, country, nominees(language=language))
    if request.POST.get("action") == "add":
        rows = nominees(language=language, typed=typed_rows(request.POST))
        return _page(request, event, country, rows)
    rows = nominees(request.POST, language=language)
    if rows.is_valid() and _sent(rows, event, country, request.user):
        messages.success(request, _("Sent. Each person gets a letter."))
        return redirect("delegation", country=country.slug, code=code)
    return _page(request, event, country, rows, status=422)


def _sent(rows: BaseNominees, event: Event, country: Country, user: Any) -> bool:
    people, substitutes, head = [], [], None
    for form in rows.filled:
        person = services.Person(country=country, **form.person)
        sent_as = form.cleaned_data["sent_as"]
        (substitutes if sent_as == SUBSTITUTE else people).append(person)
        head = person if sent_as == Role.HEAD else head
    try:
        services.nominate_delegation(
            event=event, country=country, by=user, people=people, head=head, substitutes=substitutes
        )
    except AlreadyRegistered as refusal:
        rows.refuse(refusal.message, refusal.address)
        return False
    except RegistrationRefused as refusal:
        rows.refuse(refusal.message)
        return False
    return True


def _page(
    request: HttpRequest, event: Event, country: Country, rows: BaseNominees, status: int = 200
) -> HttpResponse:
    now, original = timezone.now(), event.original
    places = original.places_at(now)
    may_send = original.may_send(country, original.given_places().get(country.pk))
    context = {
        "event": event,
        "country": country,
        "rows": rows,
        "people": delegates(original, country, places.kept),
        "kept": places.kept.get(country.pk),
        "held": places.held[country.pk],
        "takes": may_send and original.takes_registrations(now),
        "refusal": "" if may_send else MembersOnly.message,
        "swaps": original.takes_substitutes(now),
        "swap_until": original.substitutions_until or original.starts_at,
        "released_at": original.unused_places_released_at,
    }
    return render(request, "events/delegation.html", context, status=status)
