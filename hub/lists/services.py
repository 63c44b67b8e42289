"""What the owner of a list can do with it. Each takes the owner: nobody else's list is found."""

import re
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from hub.languages import LANGUAGES
from hub.models import Collection, CollectionItem
from hub.models.collection import new_token

CODE = re.compile(r"[A-Z]{2,4}-[0-9]{1,7}")
MOST_LISTS = 50
MOST_WORKS = 100


class Full(Exception):
    """There are as many lists, or works in one, as there may be."""


def lists_of(owner: AbstractBaseUser) -> QuerySet[Collection]:
    return Collection.objects.filter(owner=owner).annotate(number=Count("items"))


@transaction.atomic
def make(*, owner: AbstractBaseUser, title: str, note: str = "") -> Collection:
    _owner_waits(owner)
    if Collection.objects.filter(owner=owner).count() >= MOST_LISTS:
        raise Full
    return Collection.objects.create(owner=owner, title=title, note=note)


@transaction.atomic
def take_over(*, owner: AbstractBaseUser, codes: Iterable[str]) -> Collection:
    """What a browser keeps goes into one list of that name, in whichever language it was made;
    again does no harm."""
    _owner_waits(owner)
    found = Collection.objects.filter(owner=owner, title__in=_names()).order_by("pk").first()
    found = found or make(owner=owner, title=_("Reading list"))
    add(collection=found, codes=codes)
    return found


def _names() -> list[str]:
    names = []
    for language in LANGUAGES:
        with translation.override(language):
            names.append(_("Reading list"))
    return names


@transaction.atomic
def add(*, collection: Collection, codes: Iterable[str]) -> int:
    """At the end, what is no code or there already left out. Returns how many were added."""
    locked = Collection.objects.select_for_update().get(pk=collection.pk)
    there = set(locked.codes())
    wanted = dict.fromkeys(code.strip().upper() for code in codes)
    fresh = [code for code in wanted if CODE.fullmatch(code) and code not in there]
    if len(there) + len(fresh) > MOST_WORKS:
        raise Full
    last = locked.items.aggregate(last=Max("position"))["last"] or 0
    CollectionItem.objects.bulk_create(
        CollectionItem(collection=locked, code=code, position=last + n)
        for n, code in enumerate(fresh, 1)
    )
    return len(fresh)


def remove(*, collection: Collection, code: str) -> None:
    collection.items.filter(code=code).delete()


def describe(*, collection: Collection, code: str, note: str) -> None:
    collection.items.filter(code=code).update(note=note[:300])


@transaction.atomic
def move(*, collection: Collection, code: str, by: int) -> None:
    """One place up (-1) or down (1)."""
    locked = Collection.objects.select_for_update().get(pk=collection.pk)
    items = list(locked.items.all())
    at = next((n for n, item in enumerate(items) if item.code == code), None)
    if at is None or not 0 <= at + by < len(items):
        return
    items[at], items[at + by] = items[at + by], items[at]
    for position, item in enumerate(items, 1):
        item.position = position
    CollectionItem.objects.bulk_update(items, ["position"])


def share(*, collection: Collection, shared: bool) -> None:
    """Sharing anew gives a new address: the old one stays shut."""
    if shared != collection.shared:
        collection.shared = shared
        collection.token = new_token() if shared else collection.token
        collection.save(update_fields=["shared", "token"])


def _owner_waits(owner: AbstractBaseUser) -> None:
    """Two requests of one person at once make their lists one after the other."""
    get_user_model().objects.select_for_update().get(pk=owner.pk)
