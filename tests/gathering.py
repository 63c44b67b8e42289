"""python -m tests.gathering: fills events of the demonstration with people, before pictures are
taken of them. Prints where everything is found, as JSON: addresses by the names of pages."""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone, translation
from django.views.defaults import server_error
from wagtail.users.models import UserProfile

from events import services
from events.letters import LETTERS
from events.mail import notify
from events.models import CountryPlaces, Event, GroupMessage, Question, Registration
from events.services.messaging import send_message
from events.tickets import ticket_code, ticket_token
from hub.accounts.services import confirm_address
from hub.languages import LANGUAGES
from hub.models import OutgoingMail
from tests.factories import registering

EDITOR = "editor"  # of manage.py demo
NOW, OVER = "EV-0007", "EV-0003"  # of events in the demonstration
POST = "Head of the department of service standards"
ORGANISATION = "Agency for Civil Service Affairs"
AUDIENCE = "status=confirmed"
REASON = "Одному ведомству – одно место."
HELD = datetime(2026, 12, 1, 9, tzinfo=UTC)
PLACES = {"was": "Hall 1, Astana", "now": "Hall 2, Astana"}
PEOPLE = (
    ("Айгүл Нұрланқызы Сәрсенбаева", "kz", "kk"),
    ("Темирлан Осмонов", "kg", "ru"),
    ("Maria Gonçalves da Silva-Teixeira", "ge", "en"),
    ("Бахтиёр Рахмонзода", "tj", "ru"),
    ("Дана Серікқызы", "kz", "kk"),
    ("Отгонбаяр Ганбаатар", "mn", "en"),
    ("Ерлан Әбенов", "kz", "kk"),
    ("Нилуфар Каримова", "uz", "ru"),
    ("Сара Ахметова", "kz", "ru"),
)
QUESTION = {
    "code": "bus",
    "kind": "choice",
    "label_en": "Where will you take the bus?",
    "label_ru": "Где вы сядете в автобус?",
    "label_kk": "Автобусқа қай жерден отырасыз?",
    "choices_en": "At the airport\nAt the hotel",
    "choices_ru": "В аэропорту\nУ гостиницы",
    "choices_kk": "Әуежайдан\nҚонақүйден",
}
WORDS = {
    "subject_en": "The bus to the service centre",
    "text_en": "It leaves at nine from the main entrance.\n\nPlease bring your ticket.",
    "subject_ru": "Автобус в центр обслуживания",
    "text_ru": "Он отправляется в девять от главного входа.\n\nПожалуйста, возьмите билет.",
    "subject_kk": "Қызмет көрсету орталығына баратын автобус",
    "text_kk": "Автобус сағат тоғызда бас кіреберістен шығады.\n\nБилетіңізді ала келіңіз.",
}


def gather() -> dict[str, Any]:
    editor = get_user_model().objects.get(username=EDITOR)
    page = _open(NOW, capacity=18)
    for slug, places in {"kz": 2, "kg": 2}.items():
        CountryPlaces.objects.create(event=page, country=registering.country(slug), places=places)
    Question.objects.create(event=page, **QUESTION)
    people = [_ask(page, number) for number in range(24)]
    services.check_in(registration=people[1], by=editor)
    services.cancel(registration=people[2])
    services.decline(registration=people[6], reason=REASON, by=editor)
    confirmed = Registration.objects.filter(event=page, status="confirmed")
    _write(page, confirmed, editor)
    Event.objects.filter(code=NOW).update(registration_closes=timezone.now())
    _editors()
    came, stayed_away = _at_what_is_over(editor)
    return {
        "visitor": {
            "ticket-void": f"tickets/{ticket_token(people[2])}/",
            "certificate": f"certificates/{came.certificate_number}/",
        },
        "entrance": {
            "check-in-welcome": (NOW, [ticket_code(one) for one in confirmed]),
            "check-in-again": (NOW, [ticket_code(people[1])]),
            "check-in-refused": (NOW, [ticket_code(people[2])]),
            "check-in-elsewhere": (NOW, [ticket_token(came)]),
            "check-in-unknown": (NOW, ["FFFF-FFFF"]),
            "check-in-closed": (OVER, [ticket_code(stayed_away)]),
        },
        "office": _office(page, people[0]),
        "letters": _letters(people[3]),
        "answers": {language: _answers(language) for language in LANGUAGES},
    }


def _write(page: Event, receivers: Any, editor: Any) -> None:
    key = uuid4()
    send_message(
        event=page, key=key, words=WORDS, receivers=receivers, audience=AUDIENCE, by=editor
    )


def _open(code: str, **fields: Any) -> Event:
    values = {
        "registration_policy": "open",
        "registration_opens": timezone.now() - timedelta(days=1),
        "registration_closes": None,
    }
    found = Event.objects.filter(code=code)
    found.update(**(values | fields))
    return found[0].original


def _ask(page: Event, number: int) -> Registration:
    name, country, language = PEOPLE[number % len(PEOPLE)]
    email = f"guest-{number}@example.org"
    who = registering.person(
        email, country, name=name, language=language, post=POST, organisation=ORGANISATION
    )
    asked = page.questions.exists()
    answers = {QUESTION["code"]: "At the airport"} if asked else {}
    user = registering.owner(email)
    return services.register(event=page, person=who, answers=answers, user=user).registration


def _at_what_is_over(editor: Any) -> list[Registration]:
    """One who came and one who did not, at an event that is held now for a moment."""
    was = Event.objects.filter(code=OVER).values("starts_at", "ends_at", "registration_policy")[0]
    page = _open(OVER, starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
    found = [_ask(page, number) for number in (0, 4)]
    services.check_in(registration=found[0], by=editor)
    Event.objects.filter(code=OVER).update(**was)
    found[0].refresh_from_db()
    return found


def _editors() -> None:
    """One for each language of the admin."""
    for language in ("en", "ru"):
        user = get_user_model().objects.create_superuser(
            f"editor-{language}", f"editor-{language}@example.org", "demonstration"
        )
        confirm_address(user=user)
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()


def _letters(person: Registration) -> dict[str, dict[str, str]]:
    """By language, where the admin shows each as a mail program draws it."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        person.language = language
        found[language] = {}
        with translation.override(language):
            changes = [{"label": translation.gettext("Place"), **PLACES}]
        for letter in LETTERS:
            words = GroupMessage(**WORDS).in_language(language) if letter == "message" else {}
            person.complete = letter != "please_complete"
            person.held_until = HELD if letter in ("confirm_address", "place_held") else None
            notify(person, letter, occasion=language, reason=REASON, changes=changes, **words)
            row = OutgoingMail.objects.latest("pk")
            found[language][f"letter-{letter}"] = reverse("mail_html", args=[row.pk])
    return found


def _answers(language: str) -> dict[str, str]:
    """What the site says when it is broken, and to a network that asks for too much."""
    with translation.override(language):
        broken = server_error(RequestFactory().get("/")).content.decode()
    with override_settings(HUB_LIMITS=settings.HUB_LIMITS | {"search": (0, 60)}):
        refused = Client(HTTP_HOST="127.0.0.1").get(f"/{language}/search/?q=x")
    return {"broken": broken, "too-many": refused.content.decode()}


def _office(page: Event, person: Registration) -> dict[str, str]:
    def of_event(name: str, *more: Any) -> str:
        return reverse(name, args=[page.pk, *more])

    return {
        "office-events": reverse("events_registrations"),
        "office-dashboard": of_event("event_registrations"),
        "office-person": of_event("event_person", person.public_id),
        "office-correct": of_event("event_correct", person.public_id),
        "office-decline": of_event("event_act", person.public_id, "decline"),
        "office-messages": of_event("event_messages"),
        "office-message": of_event("event_message") + "?status=confirmed",
        "office-copy": of_event("event_copy"),
        "office-series": of_event("event_series"),
        "office-mail": reverse("mail_report"),
    }


if __name__ == "__main__":
    json.dump(gather(), sys.stdout)
