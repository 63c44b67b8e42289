"""For which countries a user may act, and which addresses are theirs."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils import timezone

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
