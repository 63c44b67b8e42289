"""What an organiser puts right in a registration, before the event and after it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from events.enums import Action
from events.exceptions import WrongStatus
from events.models import Registration
from events.services.answers import check_answers, store_answers
from events.services.changing import CHANGEABLE
from events.services.journal import actor_for, record
from events.services.places import desk

CORRECTABLE = (*CHANGEABLE, "role")


def correct(
    *,
    registration: Registration,
    details: Mapping[str, str],
    answers: Mapping[str, Any] | None = None,
    by: AbstractBaseUser,
) -> Registration:
    """Other details, of CORRECTABLE; other answers unless they are None. Not the address: letters
    with the person's own link went there; nor the country, whose places are counted. Raises
    BadAnswers, and WrongStatus for what was erased."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        if found.purged_at:
            raise WrongStatus
        given = [name for name in CORRECTABLE if name in details]
        changed = [name for name in given if details[name] != getattr(found, name)]
        for name in changed:
            setattr(found, name, details[name])
        found.save(update_fields=changed)
        if answers is not None:
            files = found.answers.exclude(file="").values_list("code", flat=True)
            cleaned = check_answers(opened.event, answers, frozenset(files))
            changed += store_answers(found, cleaned, opened.files)
        if changed:
            record(found, Action.CHANGED, actor_for(by), fields=changed)
    return found
