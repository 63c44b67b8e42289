"""What becomes of a proposal: sent, returned, taken back, discarded, published, and talked about.
What is typed is stored by drafts.py; nothing else writes proposals."""

from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState
from wagtail.users.models import UserProfile

from hub.models import Proposal, ProposalMessage, ProposalState
from hub.proposals import letters
from hub.proposals.drafts import fresh, locked, refuse_floods
from hub.proposals.exceptions import Closed, Lacking, Overtaken
from hub.proposals.forms import ProposalForm
from hub.proposals.pages import draft_of, give_address


@transaction.atomic
def send(*, proposal: Proposal, author: Any, form: ProposalForm) -> None:
    """Hands a saved proposal to the secretariat's workflow. Raises Lacking; Overtaken or Closed
    when a colleague was quicker."""
    saved, proposal = proposal.version, locked(proposal)
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
        refuse_floods(author.pk, ProposalMessage.objects.all())
    message = ProposalMessage.objects.create(
        proposal=proposal, author=author, text=text.strip(), from_country=from_country
    )
    letters.about_message(message)
    return message


@transaction.atomic
def give_back(*, proposal: Proposal, author: Any, comment: str) -> None:
    """The secretariat returned it: open again, with the page as the secretariat left it."""
    proposal = locked(proposal)
    if proposal.open:
        return
    proposal.state = ProposalState.RETURNED
    proposal.save()
    fresh(proposal)
    if comment.strip():
        ProposalMessage.objects.create(
            proposal=proposal, author=author, text=comment.strip(), from_country=False
        )
    if author is None or author.pk != proposal.changed_by_id:  # who takes it back knows
        letters.about_state(proposal)


@transaction.atomic
def take_back(*, proposal: Proposal, author: Any) -> None:
    """The country wants it again before the secretariat has decided. Raises Closed."""
    proposal = locked(proposal)
    state = proposal.page and proposal.page.current_workflow_state
    if proposal.state != ProposalState.SENT or not state:
        raise Closed(proposal)
    proposal.changed_by = author
    proposal.save()
    state.cancel(user=author)


@transaction.atomic
def discard(*, proposal: Proposal) -> None:
    """The country deletes what was never published, the page with it. Raises Closed."""
    proposal = locked(proposal)
    if not proposal.discardable:
        raise Closed(proposal)
    page = proposal.page
    proposal.delete()
    if page:
        page.specific.delete()


@transaction.atomic
def mark_published(*, proposal: Proposal) -> None:
    proposal = locked(proposal)
    if proposal.state != ProposalState.PUBLISHED:
        proposal.state = ProposalState.PUBLISHED
        proposal.save()
        letters.about_state(proposal)


def _letters_are_ours(author: Any) -> None:
    """Wagtail's own letters lead to the admin, where the author may not go."""
    if not author.has_perm("wagtailadmin.access_admin"):
        profile = UserProfile.get_for_user(author)
        profile.approved_notifications = profile.rejected_notifications = False
        profile.save()
