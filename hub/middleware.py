"""The language of a request."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_path


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
