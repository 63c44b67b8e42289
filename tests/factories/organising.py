"""Who organises an event, in Wagtail's admin."""

from typing import Any

from django.test import Client
from django.urls import reverse

from events.models import Event
from tests import factories
from tests.factories import registering


def client(email: str = "organiser@example.org", group: str = "Secretariat") -> Client:
    user = registering.user(email)
    user.groups.add(factories.group(group))
    found = Client()
    found.force_login(user)
    return found


def editor_of(page: Event, email: str = "editor@example.org") -> Client:
    """A country editor, whose page it is."""
    found = client(email, "Country editors")
    Event.objects.filter(pk=page.pk).update(owner=registering.user(email))
    return found


def address(name: str, page: Event, *more: Any) -> str:
    return reverse(name, args=[page.pk, *more])
