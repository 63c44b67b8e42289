"""A second run of an import, and what it leaves to editors."""

from datetime import date

import pytest
from wagtail.models import Page, Revision

from casestudies.models import CaseStudy
from hub.models import CodeSequence, Country, Organisation
from search.models import Outbox
from tests.casestudies.import_files import (
    case,
    ips_file,
    remarks,
    results,
    run,
)
from tests.races import meanwhile, several_writers

pytestmark = pytest.mark.django_db


def test_dry_run_reports_the_same_and_writes_nothing(tmp_path):
    path = ips_file(tmp_path, {}, {"start_date": "soon"}, {"lead_organisation_name": ""})
    models = (Page, Revision, Organisation, CodeSequence, Outbox)
    before = [model.objects.count() for model in models]
    tried = run(path, dry_run=True)
    assert [model.objects.count() for model in models] == before
    assert tried.lines == run(path).lines


def test_second_run_changes_nothing(tmp_path):
    path = ips_file(tmp_path, {"url": "https://a.example https://b.example"}, {}, {})
    run(path)
    before = [Revision.objects.count(), Outbox.objects.count(), Organisation.objects.count()]
    assert results(run(path)) == ["unchanged"] * 3
    after = [Revision.objects.count(), Outbox.objects.count(), Organisation.objects.count()]
    assert after == before


def test_changed_row_is_published_as_a_revision(tmp_path):
    run(ips_file(tmp_path, {}))
    slug, code = case().slug, case().code
    new = {"name": "Renamed", "status": "Not in use anymore", "geocoverage_codes": "LV"}
    new |= {"geocoverage": "Latvia", "url": "https://a.example https://b.example"}
    report = run(ips_file(tmp_path, new))
    page = case()
    assert results(report) == ["changed"]
    assert remarks(report) == [
        ("changed: title, stage, lead_organisation, countries, references, source_url",)
    ]
    assert (page.title, page.slug, page.code) == ("Renamed", slug, code)
    assert (page.stage, [x.slug for x in page.countries.all()]) == ("discontinued", ["lv"])
    assert (page.live, page.has_unpublished_changes, page.revisions.count()) == (True, False, 2)
    assert results(run(ips_file(tmp_path, new))) == ["unchanged"]


def test_what_an_editor_changed_is_kept(tmp_path):
    run(ips_file(tmp_path, {}, {}, {}, {}))
    edited, drafted, offline, checked = (case(number) for number in (1, 2, 3, 4))
    edited.lessons = "<p>Ready.</p>"
    edited.save_revision().publish()
    drafted.staff = "Three people"
    drafted.awards = "None yet"
    drafted.save_revision()
    offline.unpublish()
    checked.verification = "checked"
    checked.last_verified = date(2026, 1, 1)
    checked.save_revision().publish()
    assert results(run(ips_file(tmp_path, {}, {}, {}, {}))) == ["unchanged"] * 4
    report = run(ips_file(tmp_path, *[{"start_date": "2020"}] * 4))
    assert (results(report), remarks(report)) == (
        ["skipped"] * 4,
        [
            ("changed by an editor since the import",),
            ("changed by an editor since the import",),
            ("taken offline by an editor since the import",),
            ("changed by an editor since the import",),
        ],
    )
    assert [(page.started, page.lessons) for page in CaseStudy.objects.order_by("pk")] == [
        (2019, "<p>Ready.</p>"),
        *[(2019, "")] * 3,
    ]


@several_writers
def test_what_an_editor_publishes_while_the_import_writes_is_kept(committed_database, tmp_path):
    run(ips_file(tmp_path, {}))

    def edit():
        page = case()
        page.lessons = "<p>Ready.</p>"
        page.save_revision().publish()

    with meanwhile('INSERT INTO "wagtailcore_revision"', edit):
        run(ips_file(tmp_path, {"start_date": "2020"}))
    assert case().lessons == "<p>Ready.</p>"


def test_draft_of_an_editor_is_not_published_by_an_import(tmp_path):
    run(ips_file(tmp_path, {}))
    page = case()
    page.seo_title = "Not ready"
    page.save_revision()
    report = run(ips_file(tmp_path, {"start_date": "2020"}))
    assert remarks(report) == [("an editor has a draft of it that is not published",)]
    assert (case().started, case().seo_title) == (2019, "")


def test_organisation_that_an_editor_renamed_is_not_made_again(tmp_path):
    run(ips_file(tmp_path, {}))
    Organisation.objects.filter(name_en="City of Nowhere").update(name_en="Nowhere City Council")
    report = run(ips_file(tmp_path, {}))
    assert remarks(report) == [("changed by an editor since the import",)]
    assert not Organisation.objects.filter(name_en="City of Nowhere").exists()


def test_organisation_is_found_by_acronym_and_within_its_country(tmp_path):
    estonia = Country.objects.get(slug="ee")
    known = Organisation.objects.create(
        slug="now", name_en="Nowhere Office", acronym="NOW", country=estonia
    )
    latvia = {"geocoverage": "Latvia", "geocoverage_codes": "LV"}
    own = {"lead_organisation_name": "now", "lead_organisation_category": "Governmental"}
    run(ips_file(tmp_path, own, own | latvia))
    assert case(1).lead_organisation == known
    assert case(2).lead_organisation.country.slug == "lv"
    assert case(2).lead_organisation.slug == "now-2"
