"""For which countries a user may act, which addresses are theirs, and which pages are open."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from hub.models import Country, FocalPoint, Publication


def countries_of(user: Any, on: date | None = None) -> QuerySet[Country]:
    """The countries of which `user` is a focal point on a day: today, unless `on` says another."""
    if not user.is_authenticated or not user.is_active:
        return Country.objects.none()
    terms = FocalPoint.objects.filter(user=user).on(on or timezone.localdate())
    return Country.objects.filter(pk__in=terms.values("country"))


def is_focal_point(user: Any, country: Country) -> bool:
    """Whether `user` may act for `country` today. Being a superuser is no such office."""
    return countries_of(user).filter(pk=country.pk).exists()


def addresses_of(user: Any) -> QuerySet[EmailAddress, str]:
    """The addresses that `user` has proved to own, by a link that was sent there."""
    return EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)


def owns_address(user: Any, address: str) -> bool:
    """Whether `user` has proved to own this address."""
    if not user.is_authenticated or not user.is_active:
        return False
    return addresses_of(user).filter(email__iexact=address).exists()


def may_open(page: Page, request: HttpRequest) -> bool:
    """Whether the visitor passes every restriction of a page and of those above it."""
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())


def open_work(code: str, request: HttpRequest, language: str) -> Publication | None:
    """The page of a work that the visitor may open though not everybody may, so that search knows
    nothing of it: in a language, or else the first."""
    request.session.accessed = True  # headers tell no work that is closed from none
    models = [model for model in apps.get_models() if issubclass(model, Publication)]
    kind, code = code.upper().partition("-")[0], code.upper()
    for model in (model for model in models if model.code_prefix == kind):
        pages = model.objects.live().filter(code=code, alias_of=None).select_related("locale")
        found = [page for page in pages.order_by("pk") if _is_open(page, request)]
        in_language = (page for page in found if page.locale.language_code == language)
        return next(in_language, found[0] if found else None)
    return None


def _is_open(page: Publication, request: HttpRequest) -> bool:
    return page.is_public() and may_open(page, request)
