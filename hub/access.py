"""For which countries a user may act, which addresses are theirs, and which pages are open."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from hub.models import Country, FocalPoint


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
