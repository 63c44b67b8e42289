"""What changes for those who have signed in. A request without a session is let through untouched:
looking at the session would make every anonymous page vary with cookies."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

OPEN_TO_ALL = ("/static/", "/media/", "/healthz/")


def has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def has_admin_role(user: Any) -> bool:
    """Whoever can open the admin: superusers, the secretariat, editors."""
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


class SignedInMiddleware:
    """Keeps pages of signed-in people out of shared caches, and asks admin roles for a second
    factor where HUB_SECOND_FACTOR_FOR_ADMINS says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not has_session(request):
            return self.get_response(request)
        response = self._second_factor(request) or self.get_response(request)
        response.headers.setdefault("Cache-Control", "private")
        return response

    def _second_factor(self, request: HttpRequest) -> HttpResponse | None:
        if not settings.HUB_SECOND_FACTOR_FOR_ADMINS or request.path.startswith(OPEN_TO_ALL):
            return None
        if request.path.startswith(reverse("account")) or not request.user.is_authenticated:
            return None
        if not has_admin_role(request.user) or is_mfa_enabled(request.user):
            return None
        messages.warning(request, _("Your role asks for a second step at sign-in. Set it up here."))
        return redirect("mfa_activate_totp")
