"""Writes what a person says of themselves."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from hub.accounts.language import remember_language


@transaction.atomic
def describe_person(*, user: Any, first_name: str, last_name: str, language: str) -> None:
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])
    remember_language(user, language)


def confirm_address(*, user: Any) -> None:
    """For accounts that no letter reaches, such as those of the demonstration."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": True}
    )
