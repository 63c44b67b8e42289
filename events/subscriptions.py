"""What organisers write to many, which a person can stop without giving up the registration."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from events.models import Event, Registration
from events.programme import known_event
from hub.languages import active_language
from hub.mail.subscriptions import Subscription
from hub.mail.unsubscribing import is_unsubscribed, subscribe_again
from hub.models import Unsubscribed

KIND = "event"


def subscription_to(event: Event) -> str:
    return f"{KIND}:{event.code}"


def in_words(code: str) -> Subscription | None:
    page = known_event(code, active_language())
    if page is None:
        return None
    what = _("Letters from the organisers of the event “%(event)s”") % {"event": page.title}
    stays = _(
        "The registration stays as it is: the ticket, reminders and news of changes or of a "
        "cancellation still come."
    )
    back = _(
        "If you want them again, open the page of your registration by the link in its letters."
    )
    return Subscription(what, stays, back)


def are_stopped(registration: Registration) -> bool:
    return is_unsubscribed(registration.email, subscription_to(registration.event))


def let_come(*, registration: Registration) -> None:
    """Letters to many about this event, once more. What was stopped meanwhile is not sent."""
    subscribe_again(address=registration.email, subscription=subscription_to(registration.event))


def split(
    event: Event, rows: QuerySet[Registration]
) -> tuple[QuerySet[Registration], QuerySet[Registration]]:
    """Those who want what is written to many, and those who stopped it."""
    unsubscribed = Unsubscribed.objects.filter(subscription=subscription_to(event))
    stopped = Exists(unsubscribed.filter(address=Lower(OuterRef("email"))))
    return rows.filter(~stopped), rows.filter(stopped)


def forget(registration: Registration) -> None:
    """That the person stopped the letters, unless another registration of theirs remains there."""
    event, address = registration.event, registration.email
    others = Registration.objects.filter(event=event, email__iexact=address)
    if address and not others.exclude(pk=registration.pk).exists():
        rows = Unsubscribed.objects.filter(subscription=subscription_to(event))
        rows.filter(address=address.lower()).delete()
