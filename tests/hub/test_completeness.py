"""How complete a record is, and what would make it more so."""

import pytest
from wagtail.test.utils.form_data import rich_text, streamfield

from casestudies.models import CaseStudy, Memorandum
from hub.models import HubImage, Proposal
from tests import factories
from tests.factories import editing, proposing

pytestmark = pytest.mark.django_db


def test_completeness_is_the_share_by_weight():
    page = factories.case()  # summary 2, and 1 each: countries, themes, organisation, start
    assert (page.completeness, page.lacking()[:2]) == (25, ["challenge", "solution"])
    page.did_not_work = "<p>The queue grew.</p>"  # 2 of 24
    assert page.completeness == 33


@pytest.mark.parametrize(
    ("make", "share"),
    [(factories.review, 24), (factories.memorandum, 64), (factories.event, 36)],
)
def test_completeness_of_the_least_that_may_be_published(make, share):
    assert make().completeness == share


def test_completeness_of_a_new_work_without_anything_is_nothing():
    assert CaseStudy(title="New").completeness == 0
    assert Memorandum(title="New").completeness == 0


def test_lacking_names_the_rows_of_a_panel_too():
    assert Memorandum().lacking() == [
        "reference",
        "summary",
        "parties",
        "signed on",
        "themes",
        "in force from",
        "commitments",
        "files",
    ]
    assert "hosts" in factories.event().lacking()


def test_completeness_of_a_full_record_is_a_hundred(admin_client):
    image = HubImage.objects.create(title="Hall", description="A hall", width=1, height=1)
    texts = "challenge solution results did_not_work lessons conditions advice".split()
    row = {"name": "Waiting", "unit": "", "baseline": "9", "value": "1", "date": "", "source": ""}
    cost = {"item": "Hall", "amount": "5", "currency": "KZT", "year": ""}
    data = editing.form(
        "case_study",
        **{name: rich_text("<p>Told.</p>") for name in texts},
        indicators=streamfield([("indicator", row)]),
        costs=streamfield([("cost", cost)]),
        references=streamfield([("reference", {"text": "A report.", "doi": "", "url": ""})]),
        cover=image.pk,
    )
    data["evidence"] = ["audit"]
    response = editing.publish(admin_client, editing.add_url("case_study"), data)
    assert response.status_code == 302
    page = CaseStudy.objects.get()
    assert (page.completeness, page.lacking()) == (100, [])


@pytest.mark.parametrize(
    "make", [factories.case, factories.review, factories.memorandum, factories.event]
)
def test_editor_shows_how_complete_the_record_is(admin_client, make):
    page = make()
    text = admin_client.get(editing.edit_url(page)).content.decode()
    assert text.count(f"{page.completeness} % complete") == 1


def test_completeness_of_a_proposal_is_of_what_its_form_asks_for(focal):
    proposing.begun(focal)
    text = focal.get(f"/en/desk/kz/proposals/{Proposal.objects.get().public_id}/").content.decode()
    assert "Complete: 47%" in text  # 7 of 15
    names = (
        "What was done",
        "What changed",
        "What did not work",
        "What you would tell a colleague",
    )
    quoted = ", ".join(f"“{name}”" for name in names)
    assert f"Still to be filled in: {quoted}." in text
