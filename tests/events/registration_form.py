"""Filling in the form of registration without a browser."""

from django.test import Client

from events.models import Question

ADDRESS = "aigerim@example.org"


def address(page, end="register"):
    return f"/en/events/{page.code}/{end}/"


def filled(**fields):
    values = {"name": "Aigerim", "email": ADDRESS, "country": "kz", "role": "delegate"}
    return values | {"language": "ru", "consent": "on"} | fields


def ask(page, client=None, **fields):
    return (client or Client()).post(address(page), filled(**fields))


def errors(response):
    return {
        name: [str(e) for e in found] for name, found in response.context["form"].errors.items()
    }


def question(page, code, kind="text", **fields):
    return Question.objects.create(event=page, code=code, kind=kind, label_en=code, **fields)
