"""A person at the desk of an event: what is known of them, and their row."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from events.enums import RegistrationStatus, Role
from events.models import Event, Registration
from events.services.answers import day_of_purge
from events.services.places import Desk
from hub.languages import DEFAULT_LANGUAGE
from hub.models import Country


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a registration says of a person. Who and from where cannot be changed later."""

    name: str
    email: str
    country: Country | None
    organisation: str = ""
    post: str = ""
    phone: str = ""
    role: str = Role.DELEGATE
    access_needs: str = ""
    diet: str = ""
    language: str = DEFAULT_LANGUAGE

    @property
    def address(self) -> str:
        """The e-mail address by which a person is known: small letters, no spaces around."""
        return self.email.strip().lower()


def find_active(event: Event, address: str) -> Registration | None:
    found = Registration.objects.active().filter(event=event, email=address).first()
    if found:
        found.event = event
    return found


def create(opened: Desk, person: Person, status: RegistrationStatus, **more: Any) -> Registration:
    details = {field.name: getattr(person, field.name) for field in fields(person)}
    return Registration.objects.create(
        **{**details, "email": person.address},
        event=opened.event,
        status=status,
        asked_at=opened.next_number(),
        purge_after=day_of_purge(opened.event),
        **more,
    )


def agreed(consents: Mapping[str, str], moment: datetime) -> list[dict[str, str]]:
    """As a registration keeps what somebody agreed to: name of a text, its version, when."""
    at = moment.isoformat()
    return [{"text": text, "version": version, "at": at} for text, version in consents.items()]


def letter_for(registration: Registration) -> str:
    """Which letter tells the person how things stand."""
    return "confirm_address" if registration.is_provisional else str(registration.status)
