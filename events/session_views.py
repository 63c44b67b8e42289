"""The admin page on which a session of an event becomes a draft case."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from events import agenda
from events.exceptions import NoSuchSession, SessionHasCases
from events.models import Event
from events.services.cases import draft_case
from hub.models import LibraryPage
from hub.vocabulary import Kind


def may_add_cases(user: AbstractBaseUser, event: Page) -> bool:
    """In the language of the event."""
    library = LibraryPage.objects.filter(kind=Kind.CASE_STUDY, locale=event.locale_id).first()
    return bool(library and library.permissions_for_user(user).can_add_subpage())


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest, pk: int) -> HttpResponse:
    event = _visible(request.user, get_object_or_404(Event, pk=pk))
    warned = ""
    if request.method == "POST":
        key, again = request.POST.get("session", ""), "again" in request.POST
        try:
            case = draft_case(event=event, key=key, user=request.user, again=again)
        except SessionHasCases:
            warned = key
        except NoSuchSession:
            messages.error(request, _("The agenda does not have this session any more."))
        else:
            return redirect("wagtailadmin_pages:edit", case.pk)
    return render(request, "events/admin/sessions.html", _context(event, warned))


def _visible(user: Any, page: Event) -> Event:
    """The agenda as its editors see it; for others, as it is published."""
    if not may_add_cases(user, page):
        raise PermissionDenied
    if page.permissions_for_user(user).can_edit():
        return page.get_latest_revision_as_object()
    if page.live and not page.get_view_restrictions().exists():
        return page
    raise PermissionDenied


def _context(event: Event, warned: str) -> dict[str, Any]:
    cases = import_string(settings.HUB_CASES_OF_SESSIONS)(event)
    rows = [
        {"session": session, "day": day.day, "cases": cases.get(session.key, [])}
        for day in agenda.days(event)
        for session in day.sessions
    ]
    return {"event": event, "rows": rows, "warned": warned}
