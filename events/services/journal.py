"""The log of a registration: whatever changes one says so here, in the same transaction."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from events.enums import Action
from events.models import Registration, RegistrationLog


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a user, or nobody with an account. `label` is kept when the user is gone."""

    label: str
    user: AbstractBaseUser | None = None


REGISTRANT = Actor("registrant")
SYSTEM = Actor("system")


def actor_for(user: AbstractBaseUser | None, otherwise: Actor = REGISTRANT) -> Actor:
    if user is None or not user.is_authenticated:
        return otherwise
    return Actor(label=f"user {user.pk}", user=user)


def record(registration: Registration, action: Action, by: Actor, **details: Any) -> None:
    RegistrationLog.objects.create(
        registration=registration,
        action=action,
        actor=by.user,
        actor_label=by.label,
        details=details,
    )
