"""The language in which a person is written to."""

from typing import Any

from django.utils.translation import get_language

from hub.languages import DEFAULT_LANGUAGE, LANGUAGES
from hub.models import Preferences


def language_of(user: Any) -> str:
    """What the person chose; the page's language for those who chose none."""
    chosen = Preferences.objects.filter(user=user.pk).values_list("language", flat=True).first()
    active = get_language()
    return chosen or (active if active in LANGUAGES else DEFAULT_LANGUAGE)


def remember_language(user: Any, language: str) -> None:
    if language in LANGUAGES:
        Preferences.objects.update_or_create(user=user, defaults={"language": language})
