"""Views that belong to no page: the choice of language, health, robots, 404."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language_from_path, get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from hub.languages import DEFAULT_LANGUAGE


@require_safe
@vary_on_headers("Accept-Language", "Cookie")
def choose_language(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the reader's language; no other address does so."""
    return HttpResponseRedirect(f"/{get_language_from_request(request)}/")


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers too: send visitors here."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return JsonResponse({"status": "database unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/search/?", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    language = get_language_from_path(request.path_info) or DEFAULT_LANGUAGE
    with translation.override(language):
        return render(request, "404.html", status=404)


def demonstration(request: HttpRequest) -> dict[str, bool]:
    """For templates: whether the records of this site are for demonstration."""
    return {"demonstration": getattr(settings, "HUB_DEMONSTRATION", False)}
