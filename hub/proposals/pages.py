"""The page of a proposal: an ordinary draft in the library of its language."""

import uuid
from typing import Any

from wagtail.coreutils import cautious_slugify, find_available_slug
from wagtail.models import Locale, Revision, TaskState

from hub.models import LibraryPage, Proposal
from hub.proposals.forms import ProposalForm


def write_page(proposal: Proposal, form: ProposalForm, author: Any) -> None:
    """Makes the page, or writes a revision of it, from what is valid in the form."""
    page: Any = proposal.page.specific if proposal.page else _new_page(proposal, form, author)
    if proposal.page:
        page = page.get_latest_revision_as_object()
        form.write_to(page)
        page.may_lack = True
        page.save(clean=False)
    last = page.latest_revision
    again = last if last and _may_overwrite(last, proposal, author) else None
    revision = page.save_revision(user=author, clean=False, overwrite_revision=again)
    proposal.page, proposal.revision = page.page_ptr, revision.pk


def _may_overwrite(revision: Revision, proposal: Proposal, author: Any) -> bool:
    """Whether saving while one types may go on in the same revision: one's own, not sent yet."""
    own = revision.pk == proposal.revision and revision.user_id == author.pk
    return own and not TaskState.objects.filter(revision=revision).exists()


def _new_page(proposal: Proposal, form: ProposalForm, author: Any) -> Any:
    locale = Locale.objects.get(language_code=proposal.language)
    page = form.model(
        locale=locale, slug=f"proposal-{uuid.uuid4().hex[:10]}", live=False, owner=author
    )
    page.countries = [proposal.country]
    form.write_to(page)
    page.may_lack = True
    LibraryPage.objects.get(kind=form.model.kind, locale=locale).add_child(instance=page)
    return page


def give_address(page: Any) -> None:
    """A page that was never published gets an address after its title."""
    if not page.first_published_at:
        slug = cautious_slugify(page.title)[:80].strip("-") or page.slug
        page.slug = find_available_slug(page.get_parent(), slug, ignore_page_id=page.pk)
