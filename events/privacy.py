"""What this application keeps of a person: registrations, answers and files, what was done."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from events import services
from events.models import Answer, Delegation, EventHelper, Registration, RegistrationLog
from hub.privacy.person import Part, Person
from hub.privacy.rows import as_json


def _registrations(person: Person) -> QuerySet[Registration]:
    mine = person.addressed("email") | Q(user__in=person.users)
    return Registration.objects.filter(mine, purged_at=None).select_related("event")


def _names(person: Person) -> set[str]:
    return set(_registrations(person).values_list("name", flat=True)) - {""}


def _export(person: Person) -> dict[str, Any]:
    registrations = _registrations(person)
    mine = {"registration__in": registrations}
    return {
        "registrations": as_json(registrations),
        "answers": as_json(Answer.objects.filter(**mine)),
        "log": as_json(RegistrationLog.objects.filter(**mine), "actor", "actor_label"),
        "done": as_json(RegistrationLog.objects.filter(actor__in=person.users)),
        "helper": as_json(EventHelper.objects.filter(person.addressed("email"))),
        "delegations": as_json(Delegation.objects.filter(focal_point__in=person.users)),
    }


def _files(person: Person) -> list[FieldFile]:
    answers = Answer.objects.filter(registration__in=_registrations(person)).exclude(file="")
    return [answer.file for answer in answers]


def _erase(person: Person) -> int:
    """That somebody came, from where and as what, is still counted. Of an event to come the place
    is free again: whoever has it now is told, and the focal point who sent the person."""
    found = list(_registrations(person))
    for registration in found:
        services.erase(registration)
        coming = registration.event.ends_at > timezone.now() and not registration.checked_in_at
        if registration.is_active and coming:
            services.cancel(registration=registration, actor=services.SYSTEM)
    return len(found) + EventHelper.objects.filter(person.addressed("email")).delete()[0]


part = Part("events", _export, _erase, _names, _files)
