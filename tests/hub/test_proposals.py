"""A country proposes a page: saved as typed, sent, returned, answered, published."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from casestudies.models import CaseStudy
from casestudies.proposals import CaseProposalForm
from events.models import Event
from hub.mail.message import build
from hub.models import (
    Country,
    Organisation,
    OutgoingMail,
    Proposal,
    ProposalMessage,
    ProposalState,
)
from hub.proposals import drafts
from hub.proposals.text import to_html, to_text
from tests import factories
from tests.factories.proposing import CASE, EVENT, begun, decide, draft, person, save, send

pytestmark = pytest.mark.django_db

BAD = [{"public_id": "x"}, {"version": "-1"}, {"version": "²"}, {"version": "1" * 5000}]

# Saving


def test_case_is_a_draft_in_the_library_of_its_language(focal):
    proposal = begun(focal)
    page = draft(proposal)
    assert isinstance(page, CaseStudy)
    assert (page.live, page.owner, page.source) == (False, focal.user, "submitted")
    assert page.get_parent().pk == factories.library("case_study").pk
    assert [country.slug for country in page.countries.all()] == ["kz"]
    assert [theme.slug for theme in page.themes.all()] == ["one-stop-shops"]
    assert (page.title, page.started, page.outcome) == (CASE["title"], 2019, "succeeded")
    assert page.challenge == "<p>Three offices.</p><p>A month of waiting.</p>"
    assert CaseStudy.objects.get().title == CASE["title"]


def test_case_of_the_russian_desk_is_russian(focal):
    data = {**CASE, "public_id": str(uuid4()), "version": 0}
    focal.post("/ru/desk/kz/cases/new/", data)
    page = draft(Proposal.objects.get())
    assert (page.locale.language_code, page.original_language) == ("ru", "ru")


def test_change_of_language_stays_on_the_proposal(focal):
    """Also where the page that it has become is nobody's to read yet, and after a first try to
    send it, whose answer stands under the address of a new one."""
    proposal = begun(focal)
    own = f"/ru/desk/kz/proposals/{proposal.public_id}/"
    assert languages(focal.get(f"/kk/desk/kz/proposals/{proposal.public_id}/"))["ru"] == own
    data = {"title": "Queue", "public_id": str(uuid4()), "version": 0, "action": "send"}
    response = focal.post("/kk/desk/kz/cases/new/", data)
    began = Proposal.objects.latest("pk")
    assert (response.status_code, languages(response)["ru"]) == (
        422,
        f"/ru/desk/kz/proposals/{began.public_id}/",
    )


def languages(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return {link["hreflang"]: link["href"] for link in soup.select(".languages a")}


def test_event_keeps_its_time_and_its_host(focal):
    page = draft(begun(focal, EVENT, "events"))
    assert isinstance(page, Event)
    assert str(page.local_start) == "2030-06-03 09:00:00+05:00"
    assert (page.host_country.slug, page.get_parent().specific.kind) == ("kz", "event")
    assert str(page.description).count("<p>") == 2


@pytest.mark.parametrize("year", ["0001", "1999", "2101", "9999"])
def test_event_of_another_century_is_refused_and_kept_as_typed(focal, year):
    moment = f"{year}-01-01T00:30"
    proposal = begun(focal, {**EVENT, "starts": moment, "ends": moment}, "events")
    assert (proposal.typed["starts"], proposal.page) == (moment, None)
    text = send(focal, proposal, proposal.typed).content.decode()
    assert text.count("This is not a date for an event.") == 4  # at both fields, and above the form
    assert Event.objects.count() == 0


def test_several_values_are_kept_as_several():
    form = CaseProposalForm(QueryDict(), country=Country.objects.get(slug="kz"))
    form.fields["title"].widget.value_from_datadict = lambda *_data: ["one", "two"]
    assert form.typed["title"] == ["one", "two"]


def test_what_is_not_valid_is_kept_as_typed(focal):
    proposal = begun(focal, {**CASE, "started": "twenty", "title": "T"})
    assert proposal.typed["started"] == "twenty"
    assert (draft(proposal).title, draft(proposal).started) == ("T", None)
    text = focal.get(reverse("proposal", args=["kz", proposal.public_id])).content.decode()
    assert 'value="twenty"' in text


def test_nothing_but_a_word_is_kept_without_a_page(focal):
    proposal = begun(focal, {"summary": "A thought."})
    assert (proposal.page, proposal.typed["summary"]) == (None, "A thought.")
    save(focal, {**CASE}, proposal=proposal, version=1)
    assert draft(Proposal.objects.get()).title == CASE["title"]


def test_first_save_sent_twice_begins_once(focal):
    key = uuid4()
    first, second = (save(focal, CASE, public_id=key) for _time in range(2))
    assert first.url == second.url == reverse("proposal", args=["kz", key])
    assert save(focal, {**CASE, "title": "Another"}, public_id=key).status_code == 409
    assert (Proposal.objects.count(), CaseStudy.objects.count()) == (1, 1)


def test_saving_often_makes_one_revision(focal):
    proposal = begun(focal)
    for version in (1, 2, 3):
        response = save(focal, CASE, proposal=proposal, version=version, script=True)
        assert response.json()["version"] == version + 1
    assert proposal.page.revisions.count() == 1


def test_reading_writes_nothing(focal):
    focal.get("/en/desk/kz/cases/new/")
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_second_tab_does_not_overwrite_the_first_silently(focal, script):
    proposal = begun(focal)
    save(person("kz"), {**CASE, "title": "Theirs"}, proposal=proposal, version=1)
    mine = save(focal, {**CASE, "title": "Mine"}, proposal=proposal, version=1, script=script)
    assert (mine.status_code, Proposal.objects.get().title) == (409, "Theirs")
    if not script:
        assert 'value="Mine"' in mine.content.decode()
        save(focal, {**CASE, "title": "Mine"}, proposal=proposal, version=2)
        assert Proposal.objects.get().title == "Mine"


def test_change_by_the_secretariat_is_not_overwritten_silently(focal):
    proposal = begun(focal)
    page = draft(proposal)
    page.title = "Better"
    page.save_revision(clean=False)
    response = save(focal, CASE, proposal=proposal, version=1)
    assert (response.status_code, Proposal.objects.get().title) == (409, "Better")
    save(focal, {**CASE, "title": "Best"}, proposal=proposal, version=2)
    assert draft(Proposal.objects.get()).title == "Best"


# Who may, and what has no way in


def test_proposal_of_another_country_is_out_of_reach(focal):
    proposal = begun(focal)
    stranger = person("ge")
    for slug in ("kz", "ge"):
        address = reverse("proposal", args=[slug, proposal.public_id])
        assert stranger.get(address).status_code == 404
        data = {**CASE, "title": "Stolen", "public_id": str(proposal.public_id), "version": 1}
        assert stranger.post(address, data).status_code == 404
    data = {**CASE, "title": "Stolen", "public_id": str(proposal.public_id), "version": 1}
    assert stranger.post("/en/desk/ge/cases/new/", data).status_code == 404
    assert Proposal.objects.get().title == CASE["title"]
    assert stranger.get("/en/desk/ge/recipes/new/").status_code == 404


def test_country_of_the_form_is_not_believed(focal):
    georgia = Country.objects.get(slug="ge")
    proposal = begun(focal, {**CASE, "country": "ge", "countries": georgia.pk, "source": "import"})
    page = draft(proposal)
    assert ([one.slug for one in page.countries.all()], page.source) == (["kz"], "submitted")


def test_robot_and_flood_are_refused(focal, monkeypatch):
    assert save(focal, CASE, website="https://spam.example").status_code == 302
    assert Proposal.objects.count() == 0
    monkeypatch.setattr(drafts, "PER_DAY", 1)
    assert save(focal, CASE).status_code == 302
    assert save(focal, CASE).status_code == 429
    assert save(focal, CASE, script=True).status_code == 429
    assert Proposal.objects.count() == 1


def test_flood_of_messages_is_refused(focal, monkeypatch):
    proposal = begun(focal)
    monkeypatch.setattr(drafts, "PER_DAY", 1)
    address = reverse("proposal", args=["kz", proposal.public_id])
    for _message in range(3):
        assert focal.post(address, {"action": "answer", "text": "Hello"}).status_code == 302
    assert ProposalMessage.objects.count() == 1


@pytest.mark.parametrize("bad", BAD)
def test_bad_hidden_values_are_no_fault_of_the_server(focal, bad):
    data = {**CASE, "public_id": str(uuid4()), "version": 0, **bad}
    assert focal.post("/en/desk/kz/cases/new/", data).status_code in (404, 409)


def test_markup_of_visitors_is_text():
    evil = "<img src=x onerror=alert(1)> & <b>bold</b>\n\n<script>alert(1)</script>"
    assert to_html(evil) == (
        "<p>&lt;img src=x onerror=alert(1)&gt; &amp; &lt;b&gt;bold&lt;/b&gt;</p>"
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
    assert to_text(to_html(evil)) == evil


# To publication


def test_sending_asks_for_what_publication_needs(focal):
    proposal = begun(focal, {"title": "T"})
    response = send(focal, proposal, {"title": "T"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {
        "summary",
        "theme",
        "lead",
        "outcome",
        "started",
    }
    assert Proposal.objects.get().state == ProposalState.WRITING


def test_case_goes_through_the_workflow_to_publication(focal, secretariat):
    proposal = begun(focal)
    assert send(focal, proposal).url == "/en/desk/kz/"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.page.specific.workflow_in_progress) == ("sent", True)
    assert Organisation.objects.get(name_en=CASE["lead"]).country.slug == "kz"
    late = {**CASE, "title": "Too late"}
    assert save(focal, late, proposal=proposal, version=proposal.version).status_code == 409

    decide(secretariat, proposal.page, "reject", "Which year exactly?")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.RETURNED
    text = focal.get("/en/desk/kz/").content.decode()
    assert "The Secretariat has comments" in text
    address = reverse("proposal", args=["kz", proposal.public_id])
    assert "Which year exactly?" in focal.get(address).content.decode()

    focal.post(address, {"action": "answer", "text": "2020, sorry."})
    edit = reverse("wagtailadmin_pages:edit", args=[proposal.page_id])
    assert "2020, sorry." in secretariat.get(edit).content.decode()
    talk = reverse("proposal_talk", args=[proposal.pk])
    secretariat.post(talk, {"text": "Thank you."})
    assert [(m.from_country, m.text) for m in ProposalMessage.objects.all()] == [
        (False, "Which year exactly?"),
        (True, "2020, sorry."),
        (False, "Thank you."),
    ]

    send(focal, proposal, {**CASE, "started": "2020"})
    decide(secretariat, proposal.page, "approve")
    proposal.refresh_from_db()
    page = CaseStudy.objects.get()
    assert (page.live, page.started, page.source, proposal.state) == (
        (True, 2020, "submitted", ProposalState.PUBLISHED)
    )
    assert page.url == "/en/cases/births-registered-in-the-ward/"
    assert Client().get(page.url).status_code == 200
    assert page.url in focal.get(address).content.decode()
    letters = OutgoingMail.objects.order_by("pk")
    to = [(letter.template, letter.to == focal.user.email) for letter in letters]
    assert to == [
        ("proposals/returned", True),
        ("proposals/message", False),
        ("proposals/message", True),
        ("proposals/published", True),
    ]
    messages = [build(letter) for letter in letters]
    assert [message.subject for message in messages] == [
        "Your proposal came back: Births registered in the ward",
        "About the proposal of Kazakhstan: Births registered in the ward",
        "About the proposal of Kazakhstan: Births registered in the ward",
        "Published: Births registered in the ward",
    ]
    assert talk in messages[1].body
    assert address in messages[2].body
    assert messages[1].body.count("2020, sorry.") == 1


def test_event_is_published_as_any_other(focal, secretariat):
    proposal = begun(focal, EVENT, "events")
    assert send(focal, proposal, EVENT).status_code == 302
    decide(secretariat, proposal.page, "approve")
    assert Event.objects.get().live is True


def test_what_the_secretariat_changed_is_in_the_form_after_its_return(focal, secretariat):
    proposal = begun(focal)
    send(focal, proposal)
    page = draft(proposal)
    page.title, page.challenge = "Better", "<p>Only <b>two</b> offices.</p>"
    page.save_revision(user=secretariat.user, clean=False)
    decide(secretariat, proposal.page, "reject", "See my changes.")
    typed = Proposal.objects.get().typed
    assert (typed["title"], typed["challenge"], typed["theme"]) == (
        ("Better", "Only two offices.", "one-stop-shops")
    )


def test_talk_is_for_the_secretariat(focal):
    proposal = begun(focal)
    talk = reverse("proposal_talk", args=[proposal.pk])
    editor = person(group="Country editors")
    for client in (focal, editor, Client()):
        client.post(talk, {"text": "Hello"})
    assert ProposalMessage.objects.count() == 0
