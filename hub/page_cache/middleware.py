"""Answers anonymous readers from memory while nothing has changed. One query for a hit."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_path

from hub.accounts.middleware import has_session
from hub.page_cache import changes

MOST_BYTES = 400_000  # of a page that is kept
OWN = {"no-store", "no-cache", "private"}  # of a Cache-Control that forbids it


class PageCacheMiddleware:
    """Only pages of a language, asked for by GET without a session, whose answer sets no cookie,
    has no form of its own and does not forbid it. Kept for HUB_PAGE_SECONDS at most, since the
    passing of time changes pages too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_kept(request):
            return self.get_response(request)
        cache, key = caches["pages"], _key(request)
        kept = cache.get(key)
        if kept is not None:
            return kept
        response = self.get_response(request)
        if _is_for_all(request, response):
            cache.set(key, response, settings.HUB_PAGE_SECONDS)
        return response


def _may_be_kept(request: HttpRequest) -> bool:
    return bool(
        settings.HUB_PAGE_SECONDS
        and request.method == "GET"
        and not has_session(request)
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        and get_language_from_path(request.path_info)
    )


def _key(request: HttpRequest) -> str:
    """Read before the page is drawn: a commit meanwhile makes it a page of the past."""
    address = f"{changes.generation()} {request.build_absolute_uri()}"
    return hashlib.sha256(address.encode()).hexdigest()


def _is_for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
    forbidden = {part.strip() for part in response.get("Cache-Control", "").split(",")} & OWN
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not forbidden
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and len(response.content) <= MOST_BYTES
    )
