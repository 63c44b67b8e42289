"""Handing out and erasing everything of one person, and purging what is old."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.module_loading import import_string

from hub.privacy.mentions import mentions, sweep_addresses, sweep_names
from hub.privacy.person import Part, find_person

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Erasure:
    """`rows` erased or made anonymous, by part. `named`: columns in which the person's full name
    still stands, or a namesake's, with the number of rows: for somebody to read and decide."""

    rows: dict[str, int]
    named: dict[str, int]


def export_person(*, address: str) -> dict[str, Any]:
    """JSON values, by the part of the site that keeps them."""
    person = find_person(address)
    found: dict[str, Any] = {"addresses": list(person.addresses)}
    return found | {part.name: part.export(person) for part in _parts()}


def files_of_person(*, address: str) -> Iterator[FieldFile]:
    """What the person uploaded, under the names that `export_person` gives."""
    person = find_person(address)
    for part in _parts():
        yield from part.files(person)


@transaction.atomic
def erase_person(*, address: str) -> Erasure:
    """Again does no harm."""
    person = find_person(address)
    names = set().union(*(part.names(person) for part in _parts()))
    rows = {part.name: part.erase(person) for part in _parts()}
    rows["mentions"] = sweep_addresses(person.addresses) + sweep_names(names, person.users)
    log.info("A person was erased: %s", rows)
    return Erasure(rows, dict(mentions(names)))


def purge() -> int:
    """Whatever may not be kept longer, in every application."""
    return sum(import_string(path)() for path in settings.HUB_PURGES)


def _parts() -> list[Part]:
    return [import_string(path) for path in settings.HUB_PERSONAL_DATA]
