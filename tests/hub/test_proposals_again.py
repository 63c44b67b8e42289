"""What comes a second time is stored once; what comes too late is told, and not lost."""

from uuid import uuid4

import pytest
from django.urls import reverse

from casestudies.proposals import CaseProposalForm
from hub.models import Proposal, ProposalState
from hub.proposals import services
from hub.proposals.exceptions import Closed, Overtaken
from tests.factories.proposing import CASE, begun, decide, draft, person, save, send

pytestmark = pytest.mark.django_db

LATER = {**CASE, "title": "Mine, later"}


def test_save_whose_answer_was_lost_is_stored_once(focal):
    key = uuid4()
    for version, answered, text in [(0, 1, CASE), (0, 1, CASE), (1, 2, LATER), (1, 2, LATER)]:
        response = save(focal, text, public_id=key, version=version, script=True)
        assert (response.status_code, response.json()["version"]) == (200, answered)
    assert Proposal.objects.get().version == 2
    assert draft(Proposal.objects.get()).title == "Mine, later"


def test_sending_beside_a_save_of_the_same_text_is_sent(focal):
    proposal = begun(focal)
    save(focal, LATER, proposal=proposal, version=1)
    assert save(focal, LATER, proposal=proposal, version=1, action="send").status_code == 302
    assert Proposal.objects.get().state == ProposalState.SENT
    assert draft(Proposal.objects.get()).title == "Mine, later"


def test_same_text_as_before_the_secretariat_changed_the_page_is_told(focal):
    proposal = begun(focal)
    page = draft(proposal)
    page.title = "Better"
    page.save_revision(clean=False)
    assert save(focal, CASE, proposal=proposal, version=0).status_code == 409


def test_proposal_sent_twice_ends_where_it_is_told(focal):
    proposal = begun(focal)
    send(focal, proposal)
    again = send(focal, proposal)
    assert again.url == reverse("proposal", args=["kz", proposal.public_id])
    assert "The Secretariat has it now." in focal.get(again.url).content.decode()


def test_what_was_typed_while_a_colleague_sent_it_comes_back(focal):
    proposal = begun(focal)
    send(person("kz"), proposal)
    mine = send(focal, proposal, LATER)
    text = mine.content.decode()
    assert mine.status_code == 409
    assert "The Secretariat has it now. Your changes are not stored" in text
    assert 'value="Mine, later"' in text
    assert "not sent yet" not in text
    assert (Proposal.objects.get().title, Proposal.objects.get().version) == (CASE["title"], 2)
    address = reverse("proposal", args=["kz", proposal.public_id])
    focal.post(address, {"action": "take_back"})
    save(focal, LATER, proposal=proposal, version=mine.context["version"])
    assert draft(Proposal.objects.get()).title == "Mine, later"


def test_script_that_saves_after_a_colleague_sent_it_is_told(focal):
    proposal = begun(focal)
    send(person("kz"), proposal)
    response = save(focal, LATER, proposal=proposal, version=1, script=True)
    assert response.status_code == 409
    assert response.json()["message"].startswith("The Secretariat has it now.")


def test_what_was_typed_while_it_was_published_comes_back(focal, secretariat):
    proposal = begun(focal)
    send(focal, proposal)
    decide(secretariat, proposal.page, "approve")
    response = save(focal, LATER, proposal=proposal, version=1)
    text = response.content.decode()
    assert response.status_code == 409
    assert "It has been published meanwhile. Your changes are not stored" in text
    assert 'value="Mine, later"' in text


def test_proposal_of_another_country_answers_as_if_there_were_none(focal):
    proposal = begun(focal)
    send(focal, proposal)
    data = {**LATER, "public_id": str(proposal.public_id), "version": 1}
    for headers in ({}, {"accept": "application/json"}):
        answer = person("ge").post("/en/desk/ge/cases/new/", data, headers=headers)
        assert answer.status_code == 404


def test_only_the_version_that_was_saved_is_sent(focal):
    """Between saving and sending, a colleague may save, or send."""
    seen = begun(focal)
    form = CaseProposalForm(CASE, country=seen.country)
    save(person("kz"), LATER, proposal=seen, version=1)
    with pytest.raises(Overtaken):
        services.send(proposal=seen, author=focal.user, form=form)
    send(person("kz"), Proposal.objects.get(), LATER)
    with pytest.raises(Closed):
        services.send(proposal=seen, author=focal.user, form=form)
