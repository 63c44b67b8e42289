"""Sending asks for everything that is still open, of what is in the form now."""

import pytest
from django.urls import reverse

from hub.models import Proposal, ProposalState
from tests.factories.proposing import CASE, EVENT, begun, draft, save, send

pytestmark = pytest.mark.django_db


def asked_for(response):
    return response.status_code, sorted(response.context["form"].errors)


def test_case_without_a_title_is_not_sent(focal):
    response = save(focal, {**CASE, "title": " "}, action="send")
    assert asked_for(response) == (422, ["title"])
    text = response.content.decode()
    assert '<a href="#id_title"><b>Title:</b> This field is required.</a>' in text
    assert 'id="id_title_error"' in text
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.page) == (ProposalState.WRITING, None)


def test_case_with_nothing_in_it_is_asked_for_all_at_once(focal):
    response = save(focal, {}, action="send")
    assert asked_for(response) == (
        (422, ["lead", "outcome", "started", "summary", "theme", "title"])
    )


def test_text_of_before_is_not_sent_when_the_title_was_emptied(focal):
    proposal = begun(focal)
    response = send(focal, proposal, {**CASE, "title": "", "summary": ""})
    assert asked_for(response) == (422, ["summary", "title"])
    proposal.refresh_from_db()
    assert (proposal.state, proposal.typed["title"]) == (ProposalState.WRITING, "")
    assert draft(proposal).workflow_in_progress is False


@pytest.mark.parametrize("empty", ["starts", "ends"])
def test_event_without_a_date_is_not_sent(focal, empty):
    response = save(focal, {**EVENT, empty: ""}, kind="events", action="send")
    assert asked_for(response) == (422, [empty])
    assert response.context["form"].errors[empty] == ["This field is required."]


def test_dates_of_before_are_not_sent_when_one_was_emptied(focal):
    proposal = begun(focal, EVENT, "events")
    assert asked_for(send(focal, proposal, {**EVENT, "starts": ""})) == (422, ["starts"])
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WRITING
    assert send(focal, proposal, EVENT).status_code == 302
    assert Proposal.objects.get().state == ProposalState.SENT


def test_date_that_is_none_is_told_as_such(focal):
    response = save(focal, {**EVENT, "starts": "soon"}, kind="events", action="send")
    assert response.context["form"].errors["starts"] == ["Enter a valid date/time."]


def test_what_is_missing_is_asked_for_in_the_language_of_the_page(focal):
    address = reverse("begin_proposal", args=["kz", "cases"]).replace("/en/", "/kk/")
    key = "5ad5a9f5-7f29-4c54-9b4b-7e7f70d1b0a1"
    data = {**CASE, "title": "", "public_id": key, "version": 0, "action": "send"}
    assert "Бұл өрісті толтыру міндетті." in focal.post(address, data).content.decode()
