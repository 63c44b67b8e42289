"""Search in Wagtail's admin: how it is, and why a page is found or not."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from search import projector, shipper
from search.engine import EngineUnavailable
from search.health import health
from search.models import EngineIndex, Outbox
from search.presence import explain, presence


def may_oversee(user: Any) -> bool:
    """Those who publish: the secretariat and administrators."""
    return page_permission_policy.user_has_permission(user, "publish")


def report(request: HttpRequest) -> HttpResponse:
    """Engine, lag, what was refused or set aside, and the last comparison."""
    if not may_oversee(request.user):
        raise PermissionDenied
    return render(request, "search/admin/report.html", {"health": health()})


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Let what was refused or set aside try again, at once: a worker need not be there."""
    if not may_oversee(request.user):
        raise PermissionDenied
    Outbox.objects.filter(attempts__gt=0).update(attempts=0, error="")
    projector.run()
    try:
        taken = sum(shipper.retry_refused(index) for index in EngineIndex.objects.all())
    except EngineUnavailable as error:
        messages.error(request, _("The search engine is away: %s") % error)
    else:
        messages.success(request, _("Tried again; taken this time: %s.") % taken)
    return redirect("search_report")


def page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Is this page in the index, with what, and if not, why."""
    found = get_object_or_404(Page, pk=page_id)
    if not found.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    context = {"page": found, "reasons": explain(found), "presence": presence(found)}
    return render(request, "search/admin/page.html", context)
