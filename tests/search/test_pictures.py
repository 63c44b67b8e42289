"""Figures, the gap map and the map of countries: what they count and where they lead."""

import csv
import io
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.charts import Figure, Row
from hub.models import Country
from search import figures
from search.gaps import gap_map
from search.world import world_map
from tests import factories

pytestmark = pytest.mark.django_db


def rows(name: str) -> list[tuple[str, int]]:
    (figure,) = [one for one in figures.figures("en") if one.name == name]
    return [(row.label, row.value) for row in figure.rows]


def table(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_figures_count_the_works_of_their_kind_alone(project):
    factories.case(outcome="failed", started=2015)
    factories.case(outcome="failed", started=2017, themes="recruitment")
    factories.case(outcome="succeeded", started=2017, live=False)
    factories.review(themes="recruitment")
    factories.memorandum(parties="kz ca")
    project()
    assert rows("case-study-by-outcome") == [("Failed", 2)]
    assert rows("case-study-by-theme") == [("Digital government", 1), ("Meritocracy", 1)]
    assert rows("case-study-by-year") == [("2015", 1), ("2016", 0), ("2017", 1)]
    assert rows("event-by-country") == []


def test_every_bar_leads_to_what_it_counts(client, project):
    factories.case(outcome="failed", themes="one-stop-shops", countries="kz ge")
    factories.case(outcome="mixed", themes="recruitment", countries="kz")
    factories.memorandum()
    factories.event(in_days=-20, people_trained=40, countries="ge")
    project()
    for figure in figures.figures("en"):
        for row in figure.rows:
            assert row.url, (figure.name, row)
            if figure.name.startswith("people-trained"):
                continue
            count = client.get(row.url).context["results"].count
            assert (figure.name, row.label, count) == (figure.name, row.label, row.value)


def test_people_trained_are_counted_once_for_a_work_and_only_where_all_may_see_it():
    event = factories.event(in_days=-20, people_trained=40)
    translation = factories.event(
        language="ru", in_days=-20, people_trained=40, translation_key=event.translation_key
    )
    assert translation.translation_key == event.translation_key
    factories.event(in_days=-20, people_trained=300, live=False)
    closed = factories.event(in_days=-20, people_trained=5000)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    factories.event(in_days=-20, people_trained=None)
    online = {"event_format": "online", "host_country": None}
    factories.event(in_days=-20, people_trained=7, **online)
    year = (timezone.now() - timedelta(days=20)).year
    assert rows("people-trained-by-year") == [(str(year), 47)]
    assert rows("people-trained-by-country") == [("Kazakhstan", 40), ("Online", 7)]
    (both,) = [f for f in figures.figures("en") if f.name == "people-trained-by-year-and-country"]
    assert both.table()[1:] == [[str(year), "Kazakhstan", "40"], [str(year), "Online", "7"]]


def test_events_are_counted_by_year_and_country(client, project):
    factories.event(in_days=-800, countries="ge")
    factories.event(in_days=10)
    factories.event(in_days=10, countries="ge")
    project()
    now, then = ((timezone.now() + timedelta(days=days)).year for days in (10, -800))
    table_rows = table(client.get("/en/figures/event-by-year-and-country.csv"))
    assert table_rows == [
        ["Year", "Country", "Number of events"],
        [str(then), "Georgia", "1"],
        [str(then), "Kazakhstan", "1"],
        [str(now), "Georgia", "1"],
        [str(now), "Kazakhstan", "2"],
    ]


def test_file_of_a_figure_has_its_table_and_is_read_as_utf8(client, project):
    factories.case(outcome="failed")
    project()
    response = client.get("/ru/figures/case-study-by-outcome.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="case-study-by-outcome.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert table(response)[1:] == [["Неудача", "1"]]


def test_file_of_a_figure_has_no_formula(client, project, settings):
    settings.HUB_FIGURES = ["tests.search.test_pictures.dangerous"]
    project()
    response = client.get("/en/figures/dangerous.csv")
    assert table(response) == [["'=A", "B"], ["'=1+1", "3"], ["'@sum", "1"]]


def dangerous(language: str) -> list[Figure]:
    return [Figure("dangerous", "D", ("=A", "B"), [Row("=1+1", 3), Row("@sum", 1)])]


def test_file_of_no_figure_is_not_found(client):
    assert client.get("/en/figures/there-is-none.csv").status_code == 404


def test_gap_map_has_every_theme_and_region_and_says_what_is_empty(client, project):
    factories.case(themes="one-stop-shops", countries="ge")
    project()
    found = gap_map("en")
    (line,) = [line for line in found.lines if line.theme == "Digital government"]
    cells = {cell.region: cell for cell in line.cells}
    assert (cells["Caucasus"].count, cells["Caucasus"].shade) == (1, 1)
    assert (cells["Africa"].count, cells["Africa"].shade) == (0, 0)
    assert client.get(cells["Caucasus"].url).context["results"].count == 1
    assert "Caucasus" not in line.without
    assert len(line.without) == len(found.regions) - 1
    assert found.empty == len(found.lines) * len(found.regions) - 1
    text = client.get(cells["Africa"].url).content.decode()
    assert "Propose a case" in text


def test_map_shades_countries_with_cases_and_marks_members(client, project):
    Country.objects.update(membership="none")
    Country.objects.filter(slug__in=["kz", "sg"]).update(membership="participant")
    factories.case(countries="kz")
    factories.case(countries="kz ge")
    factories.memorandum(parties="ca fr")
    project()
    found = world_map("en", {"kz", "ge", "ca", "fr"})
    assert [(place.code, place.words, place.shade) for place in found.places] == [
        ("ge", "Georgia: 1 case", 1),
        ("kz", "Kazakhstan: 2 cases, Participating country", 2),
        ("sg", "Singapore: 0 cases, Participating country", 0),
    ]
    assert found.silent == [("Singapore", "/en/countries/sg/")]
    text = unescape(client.get("/en/countries/").content.decode())
    assert 'class="place shade-2 place-participant" href="/en/countries/kz/"' in text
    assert "<title>Georgia: 1 case</title>" in text


def test_pages_are_there_before_anything_is_published(client):
    Country.objects.update(membership="none")
    for address in ("/en/figures/", "/kk/gaps/", "/ru/countries/"):
        assert (address, client.get(address).status_code) == (address, 200)


def test_gap_map_and_map_of_countries_are_there_as_files(client, project):
    factories.case(countries="ge", themes="one-stop-shops")
    factories.case(countries="kz ge", themes="recruitment")
    project()
    gaps = table(client.get("/en/gaps.csv"))
    assert gaps[0][0] == "Theme"
    at = gaps[0].index("Caucasus")
    assert {row[0]: row[at] for row in gaps}["Digital government"] == "1"
    countries = {row[1]: row for row in table(client.get("/en/countries.csv"))}
    assert countries["GE"][:3] == ["Georgia", "GE", "2"]
    assert countries["KZ"][2] == "1"
    assert client.get("/ru/countries.csv")["Content-Disposition"].endswith('"countries.csv"')
