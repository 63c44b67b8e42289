"""A case: what is never right, what a full case must tell, and the values it gives to facets."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.test.utils.form_data import rich_text, streamfield

from casestudies.models import Adoption, CasePartner, CaseStudy
from hub.models import Country
from search import services
from search.query import SearchQuery
from tests import factories
from tests.factories import editing

pytestmark = pytest.mark.django_db

CHAPTERS = ("challenge", "solution", "results", "did_not_work", "lessons")
NEEDS_FAILURE = {
    "did_not_work": ["A full case tells what did not work. Write it, or make this a snapshot."]
}


def refused(client, **changes):
    """Messages of the form when a case with `changes` is published."""
    data = editing.form("case_study", **changes)
    return editing.errors(editing.publish(client, editing.add_url("case_study"), data))


def test_case_that_ends_before_it_starts_is_refused(admin_client):
    messages = {"ended": ["The case ends in 2011, before it starts in 2012."]}
    assert refused(admin_client, started="2012", ended="2011") == messages


def test_draft_that_ends_before_it_starts_is_refused(admin_client):
    data = editing.form("case_study", started="2012", ended="2011")
    response = editing.save(admin_client, editing.add_url("case_study"), data)
    messages = {"ended": ["The case ends in 2011, before it starts in 2012."]}
    assert editing.errors(response) == messages


@pytest.mark.parametrize("ended", ["2012", "2013", ""])
def test_case_that_ends_in_its_first_year_later_or_never_is_published(admin_client, ended):
    data = editing.form("case_study", started="2012", ended=ended)
    editing.publish(admin_client, editing.add_url("case_study"), data)
    assert CaseStudy.objects.get().live is True


def test_planned_case_that_has_ended_is_refused(admin_client):
    messages = {"stage": ["A case that has ended is not planned any more."]}
    assert refused(admin_client, started="2012", ended="2013", stage="planned") == messages


@pytest.mark.parametrize(
    ("year", "message"),
    [
        ("1899", "Ensure this value is greater than or equal to 1900."),
        ("2101", "Ensure this value is less than or equal to 2100."),
        ("soon", "Enter a whole number."),
    ],
)
def test_case_that_starts_in_no_possible_year_is_refused(admin_client, year, message):
    assert refused(admin_client, started=year) == {"started": [message]}


def full(**chapters: str) -> dict[str, str]:
    """Of the form of a full case: the chapters that it must have, and how deep it goes."""
    told = dict.fromkeys(CHAPTERS, rich_text("<p>Told.</p>"))
    return {"case_depth": "full", **told, **chapters}


@pytest.mark.parametrize("text", ["", "<p></p>", "<p>&nbsp; </p>"])
def test_full_case_without_what_did_not_work_is_refused(admin_client, text):
    found = refused(admin_client, **full(did_not_work=rich_text(text)))
    assert found == NEEDS_FAILURE


@pytest.mark.parametrize(
    ("chapter", "told"),
    [
        ("challenge", "what was wrong"),
        ("solution", "what was done"),
        ("results", "what changed"),
        ("lessons", "what was learnt"),
    ],
)
def test_full_case_without_a_chapter_is_refused(admin_client, chapter, told):
    message = f"A full case tells {told}. Write it, or make this a snapshot."
    assert refused(admin_client, **full(**{chapter: rich_text("")})) == {chapter: [message]}


def test_verified_case_says_when(admin_client):
    found = refused(admin_client, verification="checked")
    assert found == {"last_verified": ["Say when it was last verified."]}
    data = editing.form("case_study", verification="checked", last_verified="2020-05-01")
    editing.publish(admin_client, editing.add_url("case_study"), data)
    assert CaseStudy.objects.get().live is True


def test_full_case_without_what_did_not_work_may_be_a_draft(admin_client):
    data = editing.form("case_study", case_depth="full")
    editing.save(admin_client, editing.add_url("case_study"), data)
    page = CaseStudy.objects.get()
    assert (page.case_depth, page.live) == ("full", False)


def test_full_case_that_tells_what_did_not_work_is_published(admin_client):
    text = rich_text("<p>The kiosks stood empty.</p>")
    data = editing.form("case_study", **full(did_not_work=text))
    editing.publish(admin_client, editing.add_url("case_study"), data)
    page = CaseStudy.objects.get()
    assert page.live is True
    assert page.did_not_work.count("The kiosks stood empty.") == 1


def test_live_full_case_cannot_lose_what_did_not_work(admin_client):
    chapters = dict.fromkeys(CHAPTERS, "<p>The kiosks stood empty.</p>")
    page = factories.case(case_depth="full", **chapters)
    data = editing.form("case_study", **full(did_not_work=rich_text("")))
    response = editing.publish(admin_client, editing.edit_url(page), data)
    assert editing.errors(response) == NEEDS_FAILURE
    page.refresh_from_db()
    assert page.did_not_work == "<p>The kiosks stood empty.</p>"


def test_cost_in_no_currency_is_refused(admin_client):
    cost = {"item": "Hall", "amount": "5", "currency": "tenge", "year": ""}
    data = editing.form("case_study", costs=streamfield([("cost", cost)]))
    response = editing.publish(admin_client, editing.add_url("case_study"), data)
    assert list(editing.errors(response)) == ["costs"]
    assert response.content.decode().count("Three capital letters, such as KZT.") == 1


def test_unknown_level_of_government_is_refused():
    page = CaseStudy(level=["national", "galactic"])
    with pytest.raises(ValidationError) as error:
        page.clean_fields()
    assert error.value.message_dict["level"] == ["Not one of the choices: galactic."]


def test_summary_of_more_than_600_characters_is_refused(admin_client):
    messages = ["Ensure this value has at most 600 characters (it has 601)."]
    assert refused(admin_client, summary="a" * 601) == {"summary": messages}


def test_country_adopts_a_case_once_a_year():
    page = factories.case()
    georgia = Country.objects.get(slug="ge")
    Adoption.objects.create(case=page, country=georgia, year=2016, status="piloting")
    Adoption.objects.create(case=page, country=georgia, year=2017, status="adopted")
    again = Adoption(case=page, country=georgia, year=2017, status="scaled")
    with pytest.raises(ValidationError) as error:
        again.full_clean()
    assert error.value.messages == ["This country's adoption in this year is written down already."]


def test_adoption_is_told_in_the_readers_language_or_in_any():
    found = Adoption(changes_en="Another law.", changes_ru="Другой закон.", outcome_kk="Нәтиже.")
    told = {}
    for language in ("en", "ru", "kk"):
        with translation.override(language):
            told[language] = (found.changes, found.outcome)
    assert told == {
        "en": (("Another law.", "en"), ("Нәтиже.", "kk")),
        "ru": (("Другой закон.", "ru"), ("Нәтиже.", "kk")),
        "kk": (("Another law.", "en"), ("Нәтиже.", "kk")),
    }


# What search is given


def test_facets_of_a_case_with_everything():
    page = factories.case(
        countries="az kz",
        themes="one-stop-shops ethics",
        level=["national", "local"],
        evidence=["audit"],
        funding=["donor"],
        verification="checked",
        last_verified=date(2026, 1, 1),
        started=2012,
    )
    assert {key: set(values) for key, values in page.facet_values().items()} == {
        "kind": {"case_study"},
        "country": {"az", "kz"},
        "region": {"caucasus", "central-asia", "cis"},
        "theme": {"one-stop-shops", "digital-government", "ethics"},
        "outcome": {"succeeded"},
        "stage": {"running"},
        "level": {"national", "local"},
        "evidence": {"audit"},
        "funding": {"donor"},
        "depth": {"snapshot"},
        "verification": {"checked"},
        "year": {"2012"},
        "language": {"en"},
    }


def test_facets_of_a_bare_draft_leave_out_what_is_not_said():
    draft = factories.case(countries="", themes="", live=False, outcome="", stage="", started=None)
    assert draft.facet_values() == {
        "kind": ("case_study",),
        "depth": ("snapshot",),
        "verification": ("unverified",),
        "language": ("en",),
    }


def test_terms_of_a_case_are_its_countries_regions_themes_and_organisations():
    lead, partner = factories.organisation("Lead"), factories.organisation("Partner")
    page = factories.case(countries="ge", lead_organisation=lead)
    page.partners.add(CasePartner(organisation=partner))
    assert [term.reference for term in page.terms()] == [
        "country=ge",
        "region=caucasus",
        "theme=one-stop-shops",
        "theme=digital-government",
        lead.reference,
        partner.reference,
    ]


def test_contact_of_a_case_is_not_searched(project):
    factories.case("Found by its title", contact="Aruzhan Zhaksylykova", contact_shown=False)
    project()
    assert services.search(SearchQuery(text="Found title")).count == 1
    assert services.search(SearchQuery(text="Zhaksylykova")).count == 0
