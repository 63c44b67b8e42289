"""Who is meant, and what an application must say and do about them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.db.models.fields.files import FieldFile

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


class NoAddress(ValueError):
    """What was given names nobody: a word would be taken out of every text, and nothing stands
    for everybody without an address."""


@dataclass(frozen=True, slots=True)
class Person:
    """An address in small letters, the accounts behind it and all addresses of those."""

    addresses: tuple[str, ...]
    users: tuple[int, ...]

    def addressed(self, field: str) -> Q:
        """Rows whose field is one of the addresses, however written."""
        found = Q(pk__in=[])
        for address in self.addresses:
            found |= Q(**{f"{field}__iexact": address})
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """What one application keeps of a person.

    `export` returns JSON values, `files` what the person uploaded. `names` are the names by which
    it knows the person. `erase` leaves nothing personal and keeps what is only counted; it returns
    the number of rows.
    """

    name: str
    export: Callable[[Person], Any]
    erase: Callable[[Person], int]
    names: Callable[[Person], set[str]] = lambda _person: set()
    files: Callable[[Person], Iterable[FieldFile]] = lambda _person: ()


def find_person(address: str) -> Person:
    """By the address of an account or any that its owner has proved to have: anybody can give
    somebody else's as one more of theirs. Without an account, the address alone. Raises NoAddress.
    """
    wanted = address.strip().lower()
    if not ADDRESS.fullmatch(wanted):
        raise NoAddress(address)
    users = set(get_user_model().objects.filter(email__iexact=wanted).values_list("pk", flat=True))
    proved = EmailAddress.objects.filter(email__iexact=wanted, verified=True)
    users |= set(proved.values_list("user", flat=True))
    addresses = {wanted}
    for model, field in ((get_user_model(), "pk__in"), (EmailAddress, "user__in")):
        rows = model.objects.filter(**{field: users}).exclude(email="")
        addresses |= {row.lower() for row in rows.values_list("email", flat=True)}
    return Person(tuple(sorted(addresses)), tuple(sorted(users)))
