"""Handing out and erasing everything of one person, and purging what is old."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from hub.privacy.mentions import sweep
from hub.privacy.person import Part, find_person

log = logging.getLogger(__name__)


def export_person(*, address: str) -> dict[str, Any]:
    """JSON values, by the part of the site that keeps them."""
    person = find_person(address)
    found: dict[str, Any] = {"addresses": list(person.addresses)}
    return found | {part.name: part.export(person) for part in _parts()}


@transaction.atomic
def erase_person(*, address: str) -> dict[str, int]:
    """Rows erased or made anonymous, by part. Again does no harm."""
    person = find_person(address)
    names = set().union(*(part.names(person) for part in _parts()))
    erased = {part.name: part.erase(person) for part in _parts()}
    erased["mentions"] = sweep(person.addresses, names)
    log.info("A person was erased: %s", erased)
    return erased


def purge() -> int:
    """Whatever may not be kept longer, in every application."""
    return sum(import_string(path)() for path in settings.HUB_PURGES)


def _parts() -> list[Part]:
    return [import_string(path) for path in settings.HUB_PERSONAL_DATA]
