"""The language of a request, and what an editor asks for that cannot be."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_path
from django.utils.translation import gettext as _

from hub.models.publication import Incomplete


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but an address that exists without a language, such as /api/v1/items/CS-0001, may
    say 404: Django would lead it to /en/api/… and so to a page of the site."""

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponse:
        known = getattr(request, "resolver_match", None)
        if response.status_code != 404 or not known or get_language_from_path(request.path_info):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", get_language() or "")
        return response


class IncompleteMiddleware:
    """Publishing many at once and approving without opening the page show no form: say what a
    draft lacks on its own page of the editor. What was begun has been rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Incomplete):
            return None
        words = " ".join(exception.messages)
        messages.warning(request, f"{exception.page.title}: {words}")
        return redirect("wagtailadmin_pages:edit", exception.page.pk)


class ProtectedMiddleware:
    """Wagtail deletes a page without asking whether records hold on to it. Nothing was deleted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        in_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if not (in_admin and isinstance(exception, ProtectedError)):
            return None
        words = _("This cannot be deleted: other records belong to it, such as registrations.")
        messages.warning(request, words)
        return redirect(request.get_full_path())
