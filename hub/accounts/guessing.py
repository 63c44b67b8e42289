"""What django-axes asks: who is being guessed at, from where, and what the guesser sees."""

from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def name_guessed(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The address or name with which somebody tries to sign in, folded."""
    given = credentials or {}
    posted = request.POST.get("login", "") if request else ""
    return str(given.get("email") or given.get("username") or posted).strip().lower()[:255]


def address_of(request: HttpRequest) -> str:
    return get_client_ip(request) or ""


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    return render(request, "account/locked_out.html", status=429)
