"""What the servers of the registration benchmark serve: the site with its form as it is, the
service behind it alone, and a bare INSERT."""

import os
from datetime import date
from uuid import uuid4

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()
settings.ROOT_URLCONF = __name__
application = WSGIHandler()

from events import services  # noqa: E402
from events.models import Event, Registration  # noqa: E402
from hub.models import Country  # noqa: E402
from hub.urls import urlpatterns as site  # noqa: E402


@csrf_exempt
def register(request: HttpRequest, event: int, country: str) -> HttpResponse:
    person = services.Person(
        name="Somebody",
        email=f"{uuid4().hex}@example.org",
        country=Country.objects.get(slug=country),
    )
    services.register(event=Event.objects.get(pk=event), person=person)
    return HttpResponse("registered")


@csrf_exempt
def insert(request: HttpRequest, event: int, country: str) -> HttpResponse:
    place = Country.objects.get(slug=country)
    with transaction.atomic():
        Registration.objects.create(
            event_id=event,
            country=place,
            name="Somebody",
            email=f"{uuid4().hex}@example.org",
            status="waiting",
            asked_at=uuid4().int % 2**31,
            purge_after=date(2100, 1, 1),
        )
    return HttpResponse("inserted")


urlpatterns = [
    path("register/<int:event>/<slug:country>", register),
    path("insert/<int:event>/<slug:country>", insert),
    *site,
]
