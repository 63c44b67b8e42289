"""The desk of a country, and the choice among several."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.access import countries_of
from hub.collation import by_name
from hub.desk.clock import zone_of
from hub.desk.doors import for_focal_points
from hub.desk.selectors import sections_of, waiting
from hub.models import Country


@never_cache
@login_required
@require_safe
def desks(request: HttpRequest) -> HttpResponse:
    """Leads to the one desk of most focal points; a list for those with several, or with none."""
    countries = by_name(countries_of(request.user))
    if len(countries) == 1:
        return redirect("desk", country=countries[0].slug)
    return render(request, "hub/desk/desks.html", {"countries": countries})


@for_focal_points
@require_safe
def desk(request: HttpRequest, *, country: Country) -> HttpResponse:
    with timezone.override(zone_of(request.user)):
        sections = sections_of(country)
        context = {"country": country, "sections": sections, "waiting": waiting(sections)}
        return render(request, "hub/desk/desk.html", context)
