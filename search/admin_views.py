"""Search in Wagtail's admin: how it is, and why a page is found or not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from search import shipper
from search.engine import EngineUnavailable
from search.health import explain, health, indexed
from search.models import EngineIndex, Outbox


def report(request: HttpRequest) -> HttpResponse:
    """Engine, lag, what was refused or set aside, and the last comparison."""
    if not request.user.has_perm("wagtailcore.publish_page") and not request.user.is_superuser:
        raise PermissionDenied
    return render(request, "search/admin/report.html", {"health": health()})


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Let what was refused or set aside try again."""
    if not request.user.is_superuser:
        raise PermissionDenied
    Outbox.objects.filter(attempts__gt=0).update(attempts=0, error="")
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
    context = {"page": found, "reasons": explain(found), **indexed(found)}
    return render(request, "search/admin/page.html", context)
