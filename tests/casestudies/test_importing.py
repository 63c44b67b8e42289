"""What an import does to the site: each pitfall of real files."""

import pytest
from wagtail.models import Page

from casestudies.importing import Result, importer, load_mapping
from casestudies.models import CaseStudy
from hub.models import LibraryPage, Organisation, State, TranslationState
from hub.translations import updates
from search.models import Outbox
from tests.casestudies.import_files import (
    OWN_CASE,
    case,
    ips_file,
    json_file,
    mapping_file,
    remarks,
    results,
    run,
)

pytestmark = pytest.mark.django_db


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


def test_translation_made_by_an_import_has_a_state(tmp_path):
    path = ips_file(tmp_path, {})
    run(path)
    run(path, language="kk")
    updates.work_off()
    english, kazakh = CaseStudy.objects.order_by("pk")
    row = TranslationState.objects.get()
    assert (row.page_id, row.original_id, row.state) == (kazakh.pk, english.pk, State.DRAFT)


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
