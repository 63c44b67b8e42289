"""How often one may ask: counted in the cache, for so many seconds from the first time."""

import hashlib
import re
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from hub.accounts.guessing import address_of

FILES = re.compile(r"\.(?:ics|csv|xlsx|pdf|zip)$|/export/")
API = re.compile(r"^/api/")


def allows(**keys: str) -> bool:
    """Counts one more for each of HUB_LIMITS that is named. False once any is over its number."""
    counted = [_counted(name, value) for name, value in keys.items()]
    return all(counted)


def network_of(request: HttpRequest) -> str:
    """The address of the visitor; of IPv6 the network, for one person has all of its addresses."""
    address = address_of(request)
    try:
        is_v6 = ip_address(address).version == 6
    except ValueError:
        return address
    return str(ip_network(f"{address}/64", strict=False)) if is_v6 else address


def _counted(name: str, value: str) -> bool:
    most, seconds = settings.HUB_LIMITS[name]
    digest = hashlib.sha256(value.strip().lower().encode()).hexdigest()[:32]
    key = f"limit:{name}:{digest}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True


class LimitMiddleware:
    """Answers 429 to a network that asks for too much of what has to be worked out: questions of
    the search and the API, files, what is written. It stands after the kept pages: they are free.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = _limit_of(request)
        if name is None or allows(**{name: network_of(request)}):
            return self.get_response(request)
        return _refused(request, settings.HUB_LIMITS[name][1])


def _limit_of(request: HttpRequest) -> str | None:
    if request.method == "POST":
        return "writing"
    if API.match(request.path_info):
        return "api"
    if FILES.search(request.path_info):
        return "files"
    return "search" if request.GET and not request.path_info.startswith("/admin/") else None


def _refused(request: HttpRequest, seconds: int) -> HttpResponseBase:
    response: HttpResponseBase
    if API.match(request.path_info):
        response = JsonResponse({"detail": "Too many requests."}, status=429)
    else:
        response = render(request, "429.html", {"seconds": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    return response
