"""Events that take registrations, people who ask, and letters that were written to them."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.utils import timezone

from events import services
from events.models import CountryPlaces, Event, Registration
from hub.models import Country, FocalPoint, OutgoingMail
from tests import factories


def country(slug: str) -> Country:
    return Country.objects.get(slug=slug)


def event(
    capacity: int | None = 10, *, quotas: dict[str, int] | None = None, **fields: Any
) -> Event:
    """Open to all since yesterday; `quotas`: slug of a country to the places kept for it."""
    values = {
        "registration_policy": "open",
        "registration_opens": timezone.now() - timedelta(days=1),
        "capacity": capacity,
    }
    page = factories.event(**(values | fields))
    for slug, places in (quotas or {}).items():
        CountryPlaces.objects.create(event=page, country=country(slug), places=places)
    return page


def person(email: str, slug: str = "kz", **fields: Any) -> services.Person:
    values = {"name": "Somebody", "email": email, "country": country(slug) if slug else None}
    return services.Person(**(values | fields))


def register(page: Event, email: str, slug: str = "kz", **more: Any) -> Registration:
    """Asks with an address that is known to be the person's own, so that nothing is provisional."""
    more = {"user": owner(email)} | more
    asked = services.register(event=page, person=person(email, slug), **more)
    asked.registration.refresh_from_db()
    return asked.registration


def register_as(page: Event, email: str, slug: str = "kz", **fields: Any) -> Registration:
    """The same, with more said of the person."""
    who = person(email, slug, **fields)
    asked = services.register(event=page, person=who, user=owner(email))
    asked.registration.refresh_from_db()
    return asked.registration


def stranger(page: Event, email: str, slug: str = "kz", **more: Any) -> Registration:
    """Asks without an account."""
    return register(page, email, slug, user=None, **more)


def user(email: str) -> Any:
    return get_user_model().objects.get_or_create(username=email, email=email)[0]


def owner(email: str) -> Any:
    """A user who has proved to own the address."""
    who = user(email)
    EmailAddress.objects.get_or_create(user=who, email=who.email, verified=True)
    return who


def focal_point(slug: str) -> Any:
    who = user(f"focal-{slug}@example.org")
    since = timezone.localdate() - timedelta(days=30)
    FocalPoint.objects.get_or_create(user=who, country=country(slug), defaults={"from_date": since})
    return who


def statuses(page: Event) -> dict[str, str]:
    """Address to status, in the order of asking."""
    rows = Registration.objects.filter(event=page).order_by("asked_at")
    return dict(rows.values_list("email", "status"))


def letters(email: str) -> list[str]:
    """Kinds of letters written to an address, in order."""
    rows = OutgoingMail.objects.filter(to=email).order_by("pk")
    return [
        template.removeprefix("events/") for template in rows.values_list("template", flat=True)
    ]


def log(registration: Registration) -> list[str]:
    return list(registration.log.values_list("action", flat=True))


def register_delegation(page: Event, slug: str, *names: str, substitutes: str = "") -> None:
    """Sent by the focal point of a country; each name is that of an address too."""
    services.nominate_delegation(
        event=page,
        country=country(slug),
        by=focal_point(slug),
        people=[person(f"{name}@example.org", slug, name=name) for name in names],
        substitutes=[person(f"{n}@example.org", slug, name=n) for n in substitutes.split()],
    )
