"""What a subscription is, in the reader's words; applications say it of their own."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Subscription:
    """`what` is stopped by unsubscribing; `stays`: what is not; `back`: how it comes again."""

    what: str
    stays: str
    back: str


def in_words(subscription: str) -> Subscription | None:
    """In the language that is active. `subscription` is such as "event:EV-0001"; none for one
    whose kind or object is not known any more."""
    kind, _colon, name = subscription.partition(":")
    path = settings.HUB_SUBSCRIPTIONS.get(kind)
    found: Subscription | None = import_string(path)(name) if path else None
    return found
