"""The only writers of proposals."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.users.models import UserProfile

from hub.models import Country, Proposal, ProposalMessage, ProposalState
from hub.proposals import letters
from hub.proposals.exceptions import Closed, Foreign, Lacking, Overtaken, TooMany
from hub.proposals.forms import ProposalForm, form_of
from hub.proposals.pages import draft_of, give_address, write_page

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
        _fresh(proposal)  # committed, so that the next save is on top of it
    raise Overtaken(proposal)


def _begun(public_id: UUID, kind: str, country: Country, author: Any, language: str) -> Proposal:
    if not Proposal.objects.filter(public_id=public_id).exists():
        _refuse_floods(author.pk, Proposal.objects.all())
    proposal, _made = Proposal.objects.get_or_create(
        public_id=public_id,
        defaults={"kind": kind, "country": country, "author": author, "language": language},
    )
    return _locked(proposal)


def _store(proposal: Proposal, form: ProposalForm, author: Any) -> Proposal:
    proposal.typed = form.typed
    if not form.below_minimum:
        write_page(proposal, form, author)
    proposal.version += 1
    proposal.changed_by = author
    proposal.save()
    return proposal


@transaction.atomic
def send(*, proposal: Proposal, author: Any, form: ProposalForm) -> None:
    """Hands a saved proposal to the secretariat's workflow. Raises Lacking; Overtaken or Closed
    when a colleague was quicker."""
    saved, proposal = proposal.version, _locked(proposal)
    if not proposal.open:
        raise Closed(proposal)
    if proposal.version != saved:
        raise Overtaken(proposal)
    wrong = form.below_minimum | {name: list(texts) for name, texts in form.errors.items()}
    page = draft_of(proposal, form, author)
    form.complete(page)
    if missing := page.missing_for_publication({}) | wrong:
        raise Lacking(missing)
    give_address(page)
    page.save(clean=False)
    proposal.revision = page.save_revision(user=author, clean=False).pk
    _letters_are_ours(author)
    proposal.state = ProposalState.SENT
    proposal.save()
    current = page.current_workflow_state
    if current and current.status == WorkflowState.STATUS_NEEDS_CHANGES:
        current.resume(user=author)
    else:
        page.get_workflow().start(page, author)


@transaction.atomic
def write_message(
    *, proposal: Proposal, author: Any, text: str, from_country: bool
) -> ProposalMessage:
    if from_country:
        _refuse_floods(author.pk, ProposalMessage.objects.all())
    message = ProposalMessage.objects.create(
        proposal=proposal, author=author, text=text.strip(), from_country=from_country
    )
    letters.about_message(message)
    return message


@transaction.atomic
def give_back(*, proposal: Proposal, author: Any, comment: str) -> None:
    """The secretariat returned it: open again, with the page as the secretariat left it."""
    proposal = _locked(proposal)
    if proposal.open:
        return
    proposal.state = ProposalState.RETURNED
    proposal.save()
    _fresh(proposal)
    if comment.strip():
        ProposalMessage.objects.create(
            proposal=proposal, author=author, text=comment.strip(), from_country=False
        )
    if author is None or author.pk != proposal.changed_by_id:  # who takes it back knows
        letters.about_state(proposal)


@transaction.atomic
def take_back(*, proposal: Proposal, author: Any) -> None:
    """The country wants it again before the secretariat has decided. Raises Closed."""
    proposal = _locked(proposal)
    state = proposal.page and proposal.page.current_workflow_state
    if proposal.state != ProposalState.SENT or not state:
        raise Closed(proposal)
    proposal.changed_by = author
    proposal.save()
    state.cancel(user=author)


@transaction.atomic
def discard(*, proposal: Proposal) -> None:
    """The country deletes what was never published, the page with it. Raises Closed."""
    proposal = _locked(proposal)
    if not proposal.discardable:
        raise Closed(proposal)
    page = proposal.page
    proposal.delete()
    if page:
        page.specific.delete()


@transaction.atomic
def mark_published(*, proposal: Proposal) -> None:
    proposal = _locked(proposal)
    if proposal.state != ProposalState.PUBLISHED:
        proposal.state = ProposalState.PUBLISHED
        proposal.save()
        letters.about_state(proposal)


def _locked(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def _changed_elsewhere(proposal: Proposal) -> bool:
    """Whether the admin has a newer revision of the page than the one written from here."""
    return bool(proposal.page and proposal.page.latest_revision_id != proposal.revision)


def _fresh(proposal: Proposal) -> Proposal:
    """With what the page says now, where the admin has changed it."""
    form = form_of(proposal.kind)
    if form and proposal.page and _changed_elsewhere(proposal):
        page = proposal.page.specific.get_latest_revision_as_object()
        proposal.typed = form.read_from(page)
        proposal.revision = page.latest_revision_id
        proposal.version += 1
        proposal.save()
    return proposal


def _letters_are_ours(author: Any) -> None:
    """Wagtail's own letters lead to the admin, where the author may not go."""
    if not author.has_perm("wagtailadmin.access_admin"):
        profile = UserProfile.get_for_user(author)
        profile.approved_notifications = profile.rejected_notifications = False
        profile.save()


def _refuse_floods(author: int, rows: QuerySet[Any]) -> None:
    day = timezone.now() - timedelta(days=1)
    if rows.filter(author=author, created_at__gt=day).count() >= PER_DAY:
        raise TooMany
