"""The events with registration, and the dashboard of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events import selectors
from events.organisers import calendar, figures
from events.organisers.access import crumbs, event_for
from events.organisers.acts import ACTS, OF_MANY
from events.organisers.people import FilterForm, people

PER_PAGE = 50


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    coming, over = calendar.events_with_registration(request.user)
    return render(request, "events/admin/events.html", {"coming": coming, "over": over})


@require_safe
def dashboard(request: HttpRequest, page_id: int) -> HttpResponse:
    event = event_for(request, page_id)
    found = selectors.figures(event)
    countries = [row.country for row in found.countries if row.statuses]
    form = FilterForm(request.GET, countries)
    paginator = Paginator(people(event, form.chosen()), PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    context = {
        "event": event,
        "breadcrumbs_items": crumbs(event),
        "overview": figures.overview(event, found),
        "released": event.is_released(timezone.now()),
        "answers": figures.answers(event),
        "form": form,
        "chosen": form.chosen(),
        "people": page,
        "pages": paginator.get_elided_page_range(page.number),
        "acts": [ACTS[key] for key in OF_MANY],
    }
    return render(request, "events/admin/dashboard.html", context)
