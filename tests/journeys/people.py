"""People beside the works of tests.journeys.site: who registers, sends, proposes and checks in."""

from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from events import offline_views, services
from events.enums import QuestionKind
from events.models import Delegation, Event, Question, Registration, RegistrationLog
from events.subscriptions import subscription_to
from events.tickets import ticket_token
from hub.languages import LANGUAGES
from hub.mail.unsubscribing import unsubscribe, unsubscribe_url
from hub.models import (
    Country,
    FocalPoint,
    OutgoingMail,
    Proposal,
    ProposalMessage,
    Unsubscribed,
)
from tests import factories
from tests.factories import registering


def make() -> dict[str, Any]:
    """What stands in the addresses of tests.journeys.kinds, by name."""
    cache.clear()
    event = registering.event(2, title="Forum of two places", slug="two-places", summary="Who.")
    anna = registering.register(event, "anna@example.org")
    registering.stranger(event, "boris@example.org")
    clara = registering.register(event, "clara@example.org")  # waits, and stopped letters
    unsubscribe(address=clara.email, subscription=subscription_to(event))
    _questions(event)
    sent = registering.event(title="Forum of delegations", slug="delegations", countries="kz")
    registering.register_delegation(sent, "kz", "dana", substitutes="erlan")
    over = registering.event(in_days=1, title="Forum that was", slug="was")
    came = registering.register(over, "galia@example.org")
    services.check_in(registration=came, by=registering.user("helper@example.org"))
    days = (timezone.now() - timedelta(days=day) for day in (3, 1))
    Event.objects.filter(pk=over.pk).update(
        **dict(zip(("starts_at", "ends_at"), days, strict=True))
    )
    came.refresh_from_db()
    for language in LANGUAGES:
        hidden = factories.case("Behind a password", slug="locked", language=language)
        lock = {"restriction_type": "password", "password": "open"}
        PageViewRestriction.objects.create(page=hidden, **lock)
    return {
        "event": event.code,
        "sent": sent.code,
        "own": anna.token,
        "waits": clara.token,
        "delegate": sent.registrations.get(name="dana").public_id,
        "ticket": ticket_token(anna),
        "certificate": came.certificate_number,
        "proposal": _proposal().public_id,
        "unsubscribe": unsubscribe_url("anna@example.org", subscription_to(event), "en").split("/")[
            -2
        ],
        **{f"kept_{code}": _kept(event, code) for code in LANGUAGES},
    }


def _kept(event: Event, language: str) -> str:
    """The version of the page that a phone keeps of the entrance."""
    with translation.override(language):
        return offline_views.version_of(event)


def _questions(event: Event) -> None:
    for kind in QuestionKind.values:
        words = {f"label_{code}": f"Question {kind}" for code in LANGUAGES}
        words |= {f"choices_{code}": "One\nTwo" for code in LANGUAGES}
        Question.objects.create(event=event, code=kind, kind=kind, required=True, **words)


def _proposal() -> Proposal:
    draft = factories.case("A case that is proposed", slug="proposed", live=False)
    found = Proposal.objects.create(
        kind="cases",
        page=draft.page_ptr,
        country=Country.objects.get(slug="kz"),
        language="en",
        author=registering.focal_point("kz"),
        typed={"title": draft.title},
    )
    ProposalMessage.objects.create(
        proposal=found, author=found.author, from_country=True, text="A word."
    )
    return found


def client(visitor: str) -> Client:
    """Signed in as `focal` of Kazakhstan or `secretary`, a moment ago; or nobody."""
    found = Client()
    if not visitor:
        return found
    user = registering.focal_point("kz") if visitor == "focal" else registering.owner("s@x.org")
    if visitor == "secretary":
        user.groups.add(factories.group("Secretariat"))
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    found.force_login(user)
    request = RequestFactory().get("/")
    request.session = found.session
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()
    return found


def remove() -> None:
    ProposalMessage.objects.all().delete()
    Proposal.objects.all().delete()
    PageViewRestriction.objects.all().delete()
    RegistrationLog.objects.all().delete()
    Registration.objects.update(delegation=None)
    Delegation.objects.all().delete()
    Registration.objects.all().delete()
    OutgoingMail.objects.all().delete()
    Unsubscribed.objects.all().delete()
    FocalPoint.objects.all().delete()
    EmailAddress.objects.all().delete()
    get_user_model().objects.all().delete()
    cache.clear()
