"""What search has read of a person's address is read again, once the pages are without it."""

from typing import Any

from django.db.models import Q

from hub.privacy.person import Part, Person
from search import outbox
from search.models import SearchDocument

TEXTS = ("title", "summary", "body", "keywords", "details", "references")


def _export(person: Person) -> list[dict[str, Any]]:
    rows = SearchDocument.objects.filter(_mentions(person))
    return [dict(row) for row in rows.values("page_id", "language", "code", "title")]


def _erase(person: Person) -> int:
    rows = SearchDocument.objects.filter(_mentions(person))
    ids = list(rows.values_list("page_id", flat=True))
    outbox.pages_changed(ids)
    return len(ids)


def _mentions(person: Person) -> Q:
    found = Q(pk__in=[])
    for address in person.addresses:
        for name in TEXTS:
            found |= Q(**{f"{name}__icontains": address})
    return found


part = Part("mentions in search", _export, _erase)
