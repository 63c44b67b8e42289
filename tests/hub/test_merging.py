"""Merging two terms moves what points to them, drafts included."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.db.models import QuerySet
from django.urls import reverse

from casestudies.models import CasePartner, CaseStudy
from hub.merging import merge
from hub.models import Country, ReformTheme, Region
from search import services
from search.query import SearchQuery
from tests import factories

pytestmark = pytest.mark.django_db


def theme(slug: str) -> ReformTheme:
    return ReformTheme.objects.get(slug=slug)


def test_merge_moves_published_pages_and_deletes_the_term(project):
    factories.case("Counter", themes="complaints")
    factories.case("Both", themes="complaints citizen-feedback")
    project()
    merge(keep=theme("citizen-feedback"), drop=theme("complaints"))
    project()
    found = services.search(SearchQuery(filters={"theme": ("citizen-feedback",)}))
    assert {hit.title for hit in found.results} == {"Counter", "Both"}
    assert not ReformTheme.objects.filter(slug="complaints").exists()
    both = CaseStudy.objects.get(title="Both")
    assert [t.slug for t in both.themes.all()] == ["citizen-feedback"]


def test_merge_moves_terms_in_unpublished_drafts():
    page = factories.case(themes="recruitment")
    page.themes = [theme("complaints")]
    page.save_revision()
    merge(keep=theme("citizen-feedback"), drop=theme("complaints"))
    draft = CaseStudy.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [t.slug for t in draft.themes.all()] == ["citizen-feedback"]


def test_merge_moves_organisations_of_cases_and_partners():
    keep, drop = factories.organisation("Agency A"), factories.organisation("Agency of A")
    page = factories.case(lead_organisation=drop)
    page.partners = [CasePartner(organisation=drop, role="Funding")]
    page.save()
    assert merge(keep=keep, drop=drop) == 2
    page = CaseStudy.objects.get(pk=page.pk)
    assert page.lead_organisation == keep
    assert [p.organisation for p in page.partners.all()] == [keep]


def test_link_that_could_not_be_moved_now_is_not_lost(monkeypatch):
    """The database is busy, which is no pair that is there already."""
    page = factories.case(themes="complaints")

    def busy(*_args, **_fields):
        raise OperationalError("database is locked")

    with monkeypatch.context() as locked:
        locked.setattr(QuerySet, "update", busy)
        with pytest.raises(OperationalError):
            merge(keep=theme("citizen-feedback"), drop=theme("complaints"))
    assert [one.slug for one in CaseStudy.objects.get(pk=page.pk).themes.all()] == ["complaints"]


def test_merged_theme_is_still_found_by_its_old_name(project):
    factories.case("Counter", themes="citizen-feedback", summary="Nothing of that name.")
    merge(keep=theme("citizen-feedback"), drop=theme("satisfaction-surveys"))
    project()
    assert services.search(SearchQuery(text="satisfaction surveys")).count == 1


def test_merge_of_regions_does_not_double_a_country():
    keep, drop = Region.objects.get(slug="cis"), Region.objects.get(slug="caucasus")
    merge(keep=keep, drop=drop)
    azerbaijan = Country.objects.get(slug="az")
    assert [region.slug for region in azerbaijan.regions.all()] == ["cis"]


@pytest.mark.parametrize(
    ("keep", "drop"),
    [("ethics", "ethics"), ("one-stop-shops", "digital-government")],
)
def test_merge_refuses_itself_and_its_parent(keep, drop):
    with pytest.raises(ValidationError):
        merge(keep=theme(keep), drop=theme(drop))


def test_merge_page_asks_for_permission(client):
    users = get_user_model().objects
    editor = users.create_user("editor", password="x")
    client.force_login(editor)
    address = reverse("merge_term", args=["reformtheme", theme("ethics").pk])
    assert client.get(address).status_code in (302, 403)
    assert ReformTheme.objects.filter(slug="ethics").exists()


def test_merge_page_merges(client):
    client.force_login(get_user_model().objects.create_superuser("root", password="x"))
    address = reverse("merge_term", args=["reformtheme", theme("complaints").pk])
    assert client.get(address).status_code == 200
    response = client.post(address, {"keep": theme("citizen-feedback").pk})
    assert response.status_code == 302
    assert not ReformTheme.objects.filter(slug="complaints").exists()
