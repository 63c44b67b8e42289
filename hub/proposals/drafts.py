"""What a country types, stored; and the row of a proposal, one writer at a time."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hub.models import Country, Proposal
from hub.proposals.exceptions import Closed, Foreign, Overtaken, TooMany
from hub.proposals.forms import ProposalForm, form_of
from hub.proposals.pages import write_page

PER_DAY = 30  # proposals that one person may begin, and messages that one may write


def save_draft(
    *,
    public_id: UUID,
    kind: str,
    country: Country,
    author: Any,
    language: str,
    form: ProposalForm,
    version: int,
) -> Proposal:
    """Stores what was typed, and on the page what of it is valid. The first save begins the
    proposal. What is stored already, such as when the answer got lost, is not stored again.

    Raises Overtaken when `version` is not the stored one, Closed when the secretariat has it,
    Foreign when it is not of this country and kind.
    """
    with transaction.atomic():
        proposal = _begun(public_id, kind, country, author, language)
        if proposal.country_id != country.pk or proposal.kind != kind:
            raise Foreign
        if not proposal.open:
            raise Closed(proposal)
        if not _changed_elsewhere(proposal):
            if proposal.version == version:
                return _store(proposal, form, author)
            if proposal.typed == form.typed:
                return proposal
        fresh(proposal)  # committed, so that the next save is on top of it
    raise Overtaken(proposal)


def _begun(public_id: UUID, kind: str, country: Country, author: Any, language: str) -> Proposal:
    if not Proposal.objects.filter(public_id=public_id).exists():
        refuse_floods(author.pk, Proposal.objects.all())
    proposal, _made = Proposal.objects.get_or_create(
        public_id=public_id,
        defaults={"kind": kind, "country": country, "author": author, "language": language},
    )
    return locked(proposal)


def _store(proposal: Proposal, form: ProposalForm, author: Any) -> Proposal:
    proposal.typed = form.typed
    if not form.below_minimum:
        write_page(proposal, form, author)
    proposal.version += 1
    proposal.changed_by = author
    proposal.save()
    return proposal


def locked(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def fresh(proposal: Proposal) -> Proposal:
    """With what the page says now, where the admin has changed it."""
    form = form_of(proposal.kind)
    if form and proposal.page and _changed_elsewhere(proposal):
        page = proposal.page.specific.get_latest_revision_as_object()
        proposal.typed = form.read_from(page)
        proposal.revision = page.latest_revision_id
        proposal.version += 1
        proposal.save()
    return proposal


def _changed_elsewhere(proposal: Proposal) -> bool:
    """Whether the admin has a newer revision of the page than the one written from here."""
    return bool(proposal.page and proposal.page.latest_revision_id != proposal.revision)


def refuse_floods(author: int, rows: QuerySet[Any]) -> None:
    day = timezone.now() - timedelta(days=1)
    if rows.filter(author=author, created_at__gt=day).count() >= PER_DAY:
        raise TooMany
