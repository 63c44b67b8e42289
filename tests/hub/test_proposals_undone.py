"""Proposals that come back, are taken back, deleted or unpublished; formatting that stays."""

import pytest
from django.urls import reverse

from casestudies.models import CaseStudy
from hub.models import OutgoingMail, Proposal, ProposalState
from tests.factories.proposing import EVENT, begun, decide, draft, save, send

pytestmark = pytest.mark.django_db


def test_workflow_that_the_secretariat_calls_off_gives_the_proposal_back(focal, secretariat):
    proposal = begun(focal)
    send(focal, proposal)
    proposal.page.specific.current_workflow_state.cancel(user=secretariat.user)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.RETURNED
    assert [row.template for row in OutgoingMail.objects.all()] == ["proposals/returned"]
    assert send(focal, proposal).status_code == 302


def test_country_takes_its_proposal_back_until_it_is_decided(focal, secretariat):
    proposal = begun(focal)
    send(focal, proposal)
    address = reverse("proposal", args=["kz", proposal.public_id])
    assert focal.post(address, {"action": "take_back"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.page.specific.workflow_in_progress) == ("returned", False)
    assert not OutgoingMail.objects.exists()
    send(focal, proposal)
    decide(secretariat, proposal.page, "approve")
    focal.post(address, {"action": "take_back"})
    proposal.refresh_from_db()
    assert (proposal.state, CaseStudy.objects.get().live) == (ProposalState.PUBLISHED, True)


def test_country_deletes_what_was_never_published(focal, secretariat):
    proposal = begun(focal)
    address = reverse("proposal", args=["kz", proposal.public_id])
    send(focal, proposal)
    assert focal.post(address, {"action": "discard"}).status_code == 404
    decide(secretariat, proposal.page, "reject")
    focal.post(address, {"action": "discard"})
    assert (Proposal.objects.count(), CaseStudy.objects.count()) == (0, 0)


def test_what_was_published_stays_the_sites(focal, secretariat):
    proposal = begun(focal)
    send(focal, proposal)
    decide(secretariat, proposal.page, "approve")
    page = CaseStudy.objects.get()
    page.unpublish()
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.RETURNED
    address = reverse("proposal", args=["kz", proposal.public_id])
    assert focal.post(address, {"action": "discard"}).status_code == 404
    assert CaseStudy.objects.get().pk == page.pk


def test_formatting_of_the_secretariat_stays_where_no_word_changed(focal, secretariat):
    proposal = begun(focal, EVENT, "events")
    send(focal, proposal, EVENT)
    page = draft(proposal)
    page.description = [
        ("heading", "Plan"),
        ("text", "<p>First <b>day</b>.</p><p>Second day.</p>"),
    ]
    page.save_revision(user=secretariat.user, clean=False)
    decide(secretariat, proposal.page, "reject")
    proposal.refresh_from_db()
    save(focal, {**EVENT, "title": "New"}, proposal=proposal, version=proposal.version)
    blocks = [(block.block_type, str(block.value)) for block in draft(proposal).description]
    assert draft(proposal).title == "New"
    assert blocks[0] == ("heading", "Plan")
    assert "First <b>day</b>" in blocks[1][1]
    proposal.refresh_from_db()
    changed = {**EVENT, "title": "New", "description": "Another day."}
    save(focal, changed, proposal=proposal, version=proposal.version)
    blocks = [(block.block_type, str(block.value)) for block in draft(proposal).description]
    assert blocks == [("text", "<p>Another day.</p>"), ("heading", "Plan")]
