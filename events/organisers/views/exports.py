"""The list of people as a file. Who took it, when and how many is in the history of the page."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from events.organisers import tables
from events.organisers.access import event_for
from events.organisers.people import FilterForm, countries_in, people
from hub.spreadsheets import as_csv

EXPORTED = "events.export_registrations"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_POST
def export(request: HttpRequest, page_id: int, form: str) -> HttpResponseBase:
    """Those whom the filters of the list leave."""
    event = event_for(request, page_id)
    if form not in ("csv", "xlsx"):
        raise Http404
    filters = FilterForm(request.GET, countries_in(event))
    found = people(event, filters.chosen())
    table = tables.rows(event, found, get_language() or "en")
    data = {"number": found.count(), "form": form, "people": filters.in_words()}
    log(instance=event, action=EXPORTED, user=request.user, data=data)
    name = f"{event.code}-{timezone.localdate():%Y-%m-%d}.{form}"
    if form == "xlsx":
        file = tables.as_xlsx(table)
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    response = StreamingHttpResponse(as_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
