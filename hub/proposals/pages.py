"""The page of a proposal: an ordinary draft in the library of its language."""

import uuid
from typing import Any

from wagtail.coreutils import cautious_slugify, find_available_slug
from wagtail.models import Locale, Revision, TaskState

from hub.models import LibraryPage, Proposal
from hub.proposals.forms import ProposalForm


def draft_of(proposal: Proposal, form: ProposalForm, author: Any) -> Any:
    """The page with what is valid in the form; not stored."""
    if proposal.page:
        page = proposal.page.specific.get_latest_revision_as_object()
    else:
        page = _blank(proposal, form, author)
    form.write_to(page)
    page.may_lack = True
    return page


def write_page(proposal: Proposal, form: ProposalForm, author: Any) -> None:
    """Makes the page, or writes a revision of it, from what is valid in the form."""
    page = draft_of(proposal, form, author)
    if proposal.page:
        page.save(clean=False)
    else:
        LibraryPage.objects.get(kind=form.model.kind, locale=page.locale).add_child(instance=page)
    last = page.latest_revision
    again = last if last and _may_overwrite(last, proposal, author) else None
    revision = page.save_revision(user=author, clean=False, overwrite_revision=again)
    proposal.page, proposal.revision = page.page_ptr, revision.pk


def _may_overwrite(revision: Revision, proposal: Proposal, author: Any) -> bool:
    """Whether saving while one types may go on in the same revision: one's own, not sent yet."""
    own = revision.pk == proposal.revision and revision.user_id == author.pk
    return own and not TaskState.objects.filter(revision=revision).exists()


def _blank(proposal: Proposal, form: ProposalForm, author: Any) -> Any:
    locale = Locale.objects.get(language_code=proposal.language)
    slug = f"proposal-{uuid.uuid4().hex[:10]}"
    page = form.model(locale=locale, slug=slug, live=False, owner=author)
    page.countries, page.themes = [proposal.country], []
    return page


def give_address(page: Any) -> None:
    """A page that was never published gets an address after its title."""
    if not page.first_published_at:
        slug = cautious_slugify(page.title)[:80].strip("-") or page.slug
        page.slug = find_available_slug(page.get_parent(), slug, ignore_page_id=page.pk)
