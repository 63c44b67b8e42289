"""The one door to what belongs to a country."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from hub.access import countries_of


def for_focal_points(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets a `Country` for which the visitor acts today, in place of its code in the
    address. For everybody else the address does not exist; visitors are asked to sign in."""

    @never_cache
    @login_required
    @wraps(view)
    def inner(request: HttpRequest, country: str, **kwargs: Any) -> HttpResponse:
        own = get_object_or_404(countries_of(request.user), slug=country)
        return view(request, country=own, **kwargs)

    return inner
