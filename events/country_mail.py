"""What a focal point hears of a delegation."""

from django.contrib.auth.models import AbstractBaseUser

from events.enums import Action
from events.letters import TO_COUNTRY
from events.mail import absolute, event_facts
from events.models import Registration
from events.programme import page_in
from hub import mail
from hub.access import is_focal_point
from hub.accounts.language import language_of

LETTER = f"events/{TO_COUNTRY}"


def tell_focal_point(
    registration: Registration, action: Action, by: AbstractBaseUser | None = None
) -> None:
    """That one of the delegation has a place now, or is out; unless the focal point did it, or is
    in office no more."""
    delegation = registration.delegation
    user = delegation.focal_point if delegation else None
    if user is None or user == by or not user.email:
        return
    if not is_focal_point(user, delegation.country):
        return
    language = language_of(user)
    page = page_in(registration.event, language)
    mail.enqueue(
        key=f"{LETTER}:{registration.public_id}:{action}",
        to=user.email,
        language=language,
        template=LETTER,
        context={
            **event_facts(page, language),
            "name": registration.name,
            "action": str(action),
            "reason": registration.decline_reason,
            "address": absolute(
                f"{language}/desk/{delegation.country.slug}/events/{page.code}/delegation/"
            ),
        },
    )
