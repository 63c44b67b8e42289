"""Lists of works that a person keeps with the account; they go with it."""

from typing import Any

from hub.models import Collection, CollectionItem
from hub.privacy.person import Part, Person
from hub.privacy.rows import as_json


def _export(person: Person) -> dict[str, Any]:
    mine = {"owner__in": person.users}
    works = CollectionItem.objects.filter(collection__owner__in=person.users)
    return {"lists": as_json(Collection.objects.filter(**mine)), "works": as_json(works)}


def _erase(person: Person) -> int:
    return Collection.objects.filter(owner__in=person.users).delete()[0]


part = Part("lists of works", _export, _erase)
