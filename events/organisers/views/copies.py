"""An event once more: one copy, or a series of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.organisers.access import crumbs, event_for
from events.organisers.forms import SeriesForm, copy_form
from events.programme import parts_of_series
from events.services.copying import duplicate, make_series


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, page_id: int) -> HttpResponse:
    event = event_for(request, page_id)
    form = copy_form(event, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = duplicate(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, _("This is the copy, a draft. Look it through and publish it."))
        return redirect("wagtailadmin_pages:edit", made.pk)
    context = {
        "event": event,
        "form": form,
        "breadcrumbs_items": crumbs(event, (request.path, _("Duplicate"))),
    }
    return render(request, "events/admin/copy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def series(request: HttpRequest, page_id: int) -> HttpResponse:
    event = event_for(request, page_id)
    part, pages = parts_of_series(event.code)
    initial = {"name": part.series.name if part else event.title}
    form = SeriesForm(request.POST or None, initial=initial)
    form.fields["name"].disabled = part is not None
    if request.method == "POST" and form.is_valid():
        made = make_series(event=event, by=request.user, **form.cleaned_data)
        text = ngettext("%(number)s draft made.", "%(number)s drafts made.", len(made))
        messages.success(request, text % {"number": len(made)})
        return redirect(request.path)
    context = {
        "event": event,
        "form": form,
        "part": part,
        "pages": pages,
        "breadcrumbs_items": crumbs(event, (request.path, _("Series"))),
    }
    return render(request, "events/admin/series.html", context)
