"""What each side is told by mail."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone, translation

from hub.accounts.language import language_of
from hub.mail import enqueue
from hub.models import FocalPoint, Proposal, ProposalMessage


def about_state(proposal: Proposal) -> None:
    """Returned or published: to the country's focal points of today. An author who is none any more
    is told nothing."""
    for person in _country_side(proposal):
        _send(proposal, person, f"{proposal.state}:{proposal.version}", str(proposal.state), "")


def about_message(message: ProposalMessage) -> None:
    """To the other side."""
    proposal = message.proposal
    people = _secretariat() if message.from_country else _country_side(proposal)
    for person in people:
        _send(proposal, person, f"message:{message.pk}", "message", message.text)


def _country_side(proposal: Proposal) -> list[Any]:
    terms = FocalPoint.objects.filter(country=proposal.country).on(timezone.localdate())
    people = [term.user for term in terms.select_related("user")]
    return [person for person in people if person.is_active and person.email]


def _secretariat() -> list[Any]:
    people = get_user_model().objects.filter(groups__name="Secretariat", is_active=True)
    return list(people.exclude(email="").distinct())


def _send(proposal: Proposal, person: Any, event: str, template: str, text: str) -> None:
    language = language_of(person)
    if template == "message" and person.groups.filter(name="Secretariat").exists():
        address = reverse("proposal_talk", args=[proposal.pk])
    else:
        with translation.override(language):
            address = reverse("proposal", args=[proposal.country.slug, proposal.public_id])
    enqueue(
        key=f"proposal:{proposal.pk}:{event}:{person.pk}",
        to=person.email,
        language=language,
        template=f"proposals/{template}",
        context={
            "title": proposal.title,
            "country": proposal.country.name_in(language),
            "text": text,
            "address": settings.HUB_BASE_URL.rstrip("/") + address,
        },
    )
