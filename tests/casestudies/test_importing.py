"""What an import does to the site: each pitfall of real files, and every second run."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from casestudies.importing import Result, import_cases, importer, load_mapping
from casestudies.models import CaseStudy
from hub.models import CodeSequence, Country, LibraryPage, Organisation
from search import services
from search.models import Outbox
from search.query import SearchQuery
from tests.casestudies.import_files import (
    OWN_CASE,
    csv_file,
    ips_file,
    json_file,
    mapping_file,
)

REAL_FILE = Path(settings.BASE_DIR).parent / "shared" / "data" / "ips-cases.csv"
pytestmark = pytest.mark.django_db


def run(path, **options):
    return import_cases(path=path, **options)


def case(number=1):
    return CaseStudy.objects.get(source_id=f"ips:{number}")


def results(report):
    return [line.result.value for line in report.lines]


def remarks(report):
    return [line.remarks for line in report.lines]


def test_row_becomes_published_case_with_all_that_the_file_says(tmp_path):
    report = run(ips_file(tmp_path, {"name": "A bus", "url": "https://example.org/bus"}))
    page = case()
    assert (results(report), remarks(report)) == (["created"], [()])
    assert (page.live, page.title, page.slug, page.code) == (True, "A bus", "a-bus", "CS-0001")
    assert page.get_parent().specific == LibraryPage.objects.get(
        kind="case_study", locale__language_code="en"
    )
    assert [country.slug for country in page.countries.all()] == ["ee"]
    assert sorted(theme.slug for theme in page.themes.all()) == [
        "artificial-intelligence",
        "electronic-services",
    ]
    assert (page.stage, page.outcome, page.level) == ("running", "not_assessed", ["local"])
    assert (page.started, page.ended, page.source_url) == (2019, None, "https://example.org/bus")
    assert (page.summary, page.solution) == ("Story 1.", "<p>Story 1.</p>")
    assert (page.source, page.verification, page.case_depth) == ("import", "unverified", "snapshot")
    organisation = page.lead_organisation
    assert (organisation.name_en, organisation.kind) == ("City of Nowhere", "local_government")
    assert organisation.country.slug == "ee"
    assert page.live_revision == page.latest_revision
    assert not page.has_unpublished_changes
    assert page.first_published_at
    assert Outbox.objects.filter(scope="page", key=str(page.pk)).exists()


@pytest.mark.parametrize("url", ["", "\u00a0", "internal web address"])
def test_address_that_is_none_is_left_empty(tmp_path, url):
    run(ips_file(tmp_path, {"url": url}))
    assert case().source_url == ""


def test_further_addresses_become_references(tmp_path):
    run(ips_file(tmp_path, {"url": "https://a.example/1,\nhttps://b.example/2"}))
    assert case().source_url == "https://a.example/1"
    assert [block.value["url"] for block in case().references] == ["https://b.example/2"]


def test_year_with_decimals_is_a_year(tmp_path):
    run(ips_file(tmp_path, {"start_date": "2017.0", "end_date": "2021.0"}))
    assert (case().started, case().ended) == (2017, 2021)


def test_same_description_twice_goes_in_and_is_reported(tmp_path):
    report = run(ips_file(tmp_path, {"description": "Same."}, {"description": "same"}))
    assert results(report) == ["created", "created"]
    assert remarks(report) == [(), ("the same description as row 2",)]


def test_european_union_is_no_country(tmp_path):
    union = {"geocoverage": "European Union", "geocoverage_codes": ""}
    report = run(ips_file(tmp_path, union | {"geoextent": "Across Countries"}))
    assert case().live
    assert list(case().countries.all()) == []
    assert case().level == ["supranational", "cross_border"]
    assert remarks(report) == [("country: “European Union” is not a country; level supranational",)]


@pytest.mark.parametrize(
    ("code", "name", "slug"),
    [
        ("", "Czech Republic", "cz"),
        ("", "Russia", "ru"),
        ("", "Moldova", "md"),
        ("GB", "United Kingdom", "gb"),
        ("UK", "", "gb"),
        ("EL", "", "gr"),
        ("", "Казахстан", "kz"),
        ("", "the Netherlands", "nl"),
    ],
)
def test_country_is_found_by_code_and_by_any_name(tmp_path, code, name, slug):
    run(ips_file(tmp_path, {"geocoverage_codes": code, "geocoverage": name}))
    assert [country.slug for country in case().countries.all()] == [slug]


def test_full_stop_after_a_sector_makes_no_difference(tmp_path):
    sectors = [{"secondary_sector": "Civil defence."}, {"secondary_sector": "Civil defence"}]
    run(ips_file(tmp_path, *sectors))
    for number in (1, 2):
        assert case(number).themes.filter(slug="crisis-response").exists()


def test_line_breaks_and_curly_quotes_are_kept(tmp_path):
    run(ips_file(tmp_path, {"description": "It says “yes”.\r\n\r\nIt’s\nbroken in\u00a0two."}))
    assert case().solution == "<p>It says “yes”.</p><p>It’s broken in two.</p>"


def test_markup_in_a_description_never_reaches_a_page(tmp_path):
    text = "<p>One<script>alert(1)</script></p><p onclick='x'>Two &amp; <b>three</b></p>"
    run(ips_file(tmp_path, {"description": text}, {"description": "In <name of the city it runs"}))
    assert case(1).solution == "<p>One</p><p>Two &amp; three</p>"
    assert case(1).summary == "One Two & three"
    assert case(2).solution == "<p>In &lt;name of the city it runs</p>"


def test_planned_case_has_not_ended(tmp_path):
    report = run(ips_file(tmp_path, {"status": "In development", "end_date": "2022.0"}))
    assert (case().stage, case().outcome, case().ended) == ("planned", "too_early", None)
    assert remarks(report) == [("ended: 2022 is left out, the case is not in use yet",)]


def test_case_of_which_the_source_names_no_organisation_goes_in_and_is_reported(tmp_path):
    report = run(ips_file(tmp_path, {"lead_organisation_name": ""}))
    assert case().live
    assert remarks(report) == [("no lead organisation is named",)]
    run(ips_file(tmp_path, {"lead_organisation_name": "Found Office"}))
    assert case().lead_organisation.name_en == "Found Office"


def test_bad_rows_are_named_and_the_rest_goes_in(tmp_path):
    path = ips_file(
        tmp_path,
        {"start_date": "soon"},
        {"geocoverage": "Ruritania", "geocoverage_codes": ""},
        {"name": ""},
        {"description": "\u00a0"},
        {"start_date": "2020", "end_date": "2019", "lead_organisation_name": "Left Behind"},
        {"id": "7"},
        {"id": "7"},
    )
    report = run(path)
    assert [(line.row, line.remarks) for line in report.of(Result.REFUSED)] == [
        (2, ("started: “soon” is not a year",)),
        (3, ("country: Ruritania is not recognised",)),
        (4, ("the case has no name",)),
        (5, ("there is neither a summary nor a description",)),
        (6, ("ended: The case ends in 2019, before it starts in 2020.",)),
        (8, ("the same case as row 7",)),
    ]
    assert [page.source_id for page in CaseStudy.objects.all()] == ["ips:7"]
    assert not Organisation.objects.filter(name_en="Left Behind").exists()
    assert not Page.find_problems()[0]


def test_value_that_the_mapping_does_not_know_is_reported(tmp_path):
    report = run(ips_file(tmp_path, {"status": "Paused"}))
    assert remarks(report) == [("stage: “Paused” in “status” is not in the mapping",)]
    assert case().stage == ""


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


def test_crash_keeps_the_chunks_before_it(tmp_path, monkeypatch):
    monkeypatch.setattr(importer, "CHUNK", 2)

    def crash(done, rows):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(ips_file(tmp_path, {}, {}, {}), progress=crash)
    assert CaseStudy.objects.count() == 2
    assert results(run(ips_file(tmp_path, {}, {}, {}))) == ["unchanged", "unchanged", "created"]


def test_same_file_in_another_language_makes_translations(tmp_path):
    path = ips_file(tmp_path, {"name": "Қазақша атауы"})
    run(path)
    run(path, language="kk")
    english, kazakh = CaseStudy.objects.order_by("pk")
    assert english.translation_key == kazakh.translation_key
    assert (english.code, kazakh.code) == ("CS-0001", "CS-0001")
    assert (kazakh.locale.language_code, kazakh.slug) == ("kk", "qazaqsha-atauy")
    assert kazakh.original_language == "kk"


def test_own_mapping_reads_json_and_knows_a_case_by_name_and_country(tmp_path):
    mapping = load_mapping(mapping_file(tmp_path))
    moldova = OWN_CASE | {"Country": ["Moldova", "Georgia"], "Year": 2013}
    path = json_file(tmp_path / "own.json", [OWN_CASE, moldova, "text", OWN_CASE | {"x": {}}])
    report = run(path, mapping=mapping)
    assert results(report) == ["created", "created", "refused", "refused"]
    assert remarks(report)[2:] == [("not an object",), ("an object within the object: x",)]
    first, second = CaseStudy.objects.order_by("pk")
    assert first.source_id != second.source_id
    assert (second.started, second.slug) == (2013, "one-desk-2")
    assert {country.slug for country in second.countries.all()} == {"ge", "md"}
    assert results(run(path, mapping=mapping))[:2] == ["unchanged", "unchanged"]


def command(*arguments):
    out = StringIO()
    call_command("import_cases", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_command_writes_report_and_lists_refused_rows(tmp_path):
    path = ips_file(tmp_path, {"name": "=1+1"}, {"name": "Late", "start_date": "soon"})
    told = command(path, "--report", tmp_path / "new" / "report.csv")
    assert told.splitlines()[0] == "row 3 refused: Late: started: “soon” is not a year"
    assert "2 rows: 1 created, 0 changed, 0 unchanged, 0 skipped, 1 refused" in told
    lines = (tmp_path / "new" / "report.csv").read_text("utf-8-sig").splitlines()
    assert lines == [
        "row,name,source_id,result,remarks",
        "2,'=1+1,ips:1,created,",
        "3,Late,ips:2,refused,started: “soon” is not a year",
    ]
    command(path, "--report", tmp_path / "report.json", "--dry-run")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (report["counts"]["unchanged"], report["dry_run"]) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.csv"], "cannot be read"),
        (["{file}", "--language", "fr"], "“fr” is none of en, ru, kk"),
        (["{file}", "--mapping", "missing.toml"], "Known by name: ips"),
    ],
)
def test_command_says_what_it_cannot_use(tmp_path, arguments, message):
    path = csv_file(tmp_path / "own.csv", [OWN_CASE])
    given = [argument.format(file=ips_file(tmp_path, {})) for argument in arguments]
    with pytest.raises(CommandError, match=message):
        command(*given)
    with pytest.raises(CommandError, match="No known mapping fits"):
        command(path)


@pytest.mark.skipif(not REAL_FILE.exists(), reason=f"{REAL_FILE} is not there")
def test_the_whole_ips_file_goes_in_and_a_second_run_changes_nothing(project):
    first = run(REAL_FILE)
    assert first.counts() == dict.fromkeys(Result, 0) | {"created": 853}
    second = run(REAL_FILE)
    assert second.counts() == dict.fromkeys(Result, 0) | {"unchanged": 853}
    project()
    found = services.search(SearchQuery(page_size=1))
    counts = {f.key: {v.value: v.count for v in f.values} for f in found.facets}
    assert found.count == counts["kind"]["case_study"] == 853
    assert (counts["country"]["nl"], counts["country"]["gb"], counts["stage"]["discontinued"]) == (
        153,
        40,
        25,
    )
    assert CaseStudy.objects.filter(live=True, countries=None).count() == 12
