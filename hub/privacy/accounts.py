"""The account of a person: who they are, how they signed in, for which country they acted."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session

from hub.models import FocalPoint, Preferences, Proposal, ProposalMessage
from hub.privacy.person import Part, Person
from hub.privacy.rows import as_json

GUESSES = (AccessAttempt, AccessLog, AccessFailureLog)


class Indispensable(Exception):
    """The account has all rights: it must lose them before it can go."""


def _names(person: Person) -> set[str]:
    users = get_user_model().objects.filter(pk__in=person.users)
    return {user.get_full_name() for user in users} - {""}


def _export(person: Person) -> dict[str, Any]:
    mine = {"user__in": person.users}
    users = get_user_model().objects.filter(pk__in=person.users)
    return {
        "users": as_json(users, "password"),
        "addresses": as_json(EmailAddress.objects.filter(**mine)),
        "second steps": as_json(Authenticator.objects.filter(**mine), "data"),
        "devices": as_json(UserSession.objects.filter(**mine), "session_key"),
        "preferences": as_json(Preferences.objects.filter(**mine)),
        "focal point": as_json(FocalPoint.objects.filter(**mine)),
        "proposals": as_json(Proposal.objects.filter(author__in=person.users)),
        "messages": as_json(ProposalMessage.objects.filter(author__in=person.users)),
        "sign-ins": [row for model in GUESSES for row in as_json(_guesses(model, person))],
    }


def _erase(person: Person) -> int:
    users = get_user_model().objects.filter(pk__in=person.users)
    if users.filter(is_superuser=True).exists():
        raise Indispensable
    erased = sum(_guesses(model, person).delete()[0] for model in GUESSES)
    erased += EmailAddress.objects.filter(person.addressed("email")).delete()[0]
    keys = UserSession.objects.filter(user__in=users).values_list("session_key", flat=True)
    erased += Session.objects.filter(session_key__in=list(keys)).delete()[0]
    return erased + users.delete()[0]


def _guesses(model: type, person: Person) -> Any:
    names = get_user_model().objects.filter(pk__in=person.users).values_list("username", flat=True)
    return model._default_manager.filter(
        person.addressed("username") | Person(tuple(names), ()).addressed("username")
    )


part = Part("account", _export, _erase, _names)
