"""Cases side by side: which are found, and what stands in one row."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from casestudies.comparing import compare
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


def labels(lines):
    return [line.label for line in lines]


def texts(lines, label):
    (line,) = [line for line in lines if line.label == label]
    return [cell and cell["value"] for cell in line.cells]


def indicator(name="Wait", unit="minutes", **value):
    return ("indicator", {"name": name, "unit": unit, **value})


def test_facts_stand_in_rows_by_what_they_are_not_by_their_label():
    one = factories.case(countries="kz", place="Almaty", ended=2018)
    two = factories.case(countries="kz ge", staff="Ten")
    found = compare([one.code, two.code], "en")
    assert labels(found.facts) == [
        "Country",
        "Place",
        "Led by",
        "Years",
        "Outcome",
        "Stage",
        "Staff",
        "Verification",
        "Themes",
    ]
    assert texts(found.facts, "Years") == ["2015–2018", "since 2015"]
    assert texts(found.facts, "Place") == ["Almaty", None]
    assert [len(cell["links"]) for cell in found.facts[0].cells] == [1, 2]


def test_chapters_that_nobody_wrote_have_no_row():
    one = factories.case(challenge="<p>Lines.</p>", lessons="<p>Ask.</p>")
    two = factories.case(challenge="<p>Paper.</p>")
    found = compare([one.code, two.code], "en")
    assert labels(found.chapters) == ["The challenge", "Lessons"]
    assert [cell and cell.html for cell in found.chapters[1].cells] == ["<p>Ask.</p>", None]


def test_indicators_of_one_name_and_unit_share_a_row():
    one = factories.case(
        indicators=[indicator(baseline=40.0, value=10.0), indicator("Wait", "days", value=1.0)]
    )
    two = factories.case(indicators=[indicator("WAIT ", value=5.0), indicator("Cost", value=2.0)])
    found = compare([one.code, two.code], "en")
    rows = [
        (line.label, line.note, [cell and cell.value for cell in line.cells])
        for line in found.indicators
    ]
    assert rows == [
        ("Wait", "minutes", [10.0, 5.0]),
        ("Wait", "days", [1.0, None]),
        ("Cost", "minutes", [None, 2.0]),
    ]


def test_case_is_in_the_readers_language_or_marked_as_its_original():
    one = factories.case("Queue")
    translated(one, "ru", title="Очередь")
    two = factories.case("Кезек", language="kk")
    found = compare([one.code, two.code], "ru")
    assert [(column.case.title, column.lang) for column in found.columns] == [
        ("Очередь", ""),
        ("Кезек", "kk"),
    ]


def test_drafts_and_private_cases_are_unknown(client):
    shown, draft, private = (factories.case("Hushed", live=live) for live in (True, False, True))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    found = compare([shown.code, draft.code, private.code, "CS-9999", "-"], "en")
    assert found.codes == [shown.code]
    assert found.unknown == [draft.code, private.code, "CS-9999", "-"]
    assert not found.possible
    text = client.get(f"/en/compare/?id={shown.code}&id={draft.code}").content.decode()
    assert f"No published case has this code: <code>{draft.code}</code>" in " ".join(text.split())
    assert "<table" not in text


def test_costs_lead_to_the_page_that_lists_them():
    cost = ("cost", {"item": "Desks", "amount": 5, "currency": "USD"})
    one, two = factories.case(costs=[cost]), factories.case(costs=[cost, cost])
    (line,) = [line for line in compare([one.code, two.code], "en").facts if line.label == "Cost"]
    assert line.cells[0]["value"] == "Desks: 5 USD"
    assert line.cells[1]["links"] == [
        {"text": "2 items, see below", "url": f"{two.url}#means"},
    ]


def test_columns_lead_to_cases_under_the_language_of_the_reader(client):
    cost = ("cost", {"item": "Desks", "amount": 5, "currency": "USD"})
    codes = [factories.case(slug=slug, costs=[cost, cost]).code for slug in ("one", "two")]
    answer = client.get(f"/kk/compare/?id={codes[0]}&id={codes[1]}")
    soup = BeautifulSoup(answer.content, "html.parser")
    links = [a["href"] for a in soup.select('.compare a[href*="/cases/"]')]
    assert links == [
        "/kk/cases/one/",
        "/kk/cases/two/",
        "/kk/cases/one/#means",
        "/kk/cases/two/#means",
    ]


def test_fifth_case_is_left_out_and_named():
    codes = [factories.case().code for _ in range(5)]
    found = compare([*codes, codes[0].lower()], "en")
    assert (found.codes, found.left_out, found.unknown) == (codes[:4], codes[4:], [])


def test_column_can_be_taken_out():
    codes = [factories.case().code for _ in range(3)]
    found = compare(codes, "en")
    assert found.columns[1].without_url == f"/en/compare/?id={codes[0]}&id={codes[2]}"


def test_four_cases_with_links_in_their_texts_ask_as_many_queries_as_two():
    target = factories.case("Target")
    link = f'<p><a linktype="page" id="{target.pk}">See</a></p>'
    codes = [factories.case(challenge=link, results=link).code for _ in range(4)]

    def asked(number):
        with CaptureQueriesContext(connection) as queries:
            found = compare(codes[:number], "en")
        assert f'href="{target.url}"' in found.chapters[0].cells[number - 1].html
        return len(queries)

    asked(2)
    assert asked(2) == asked(4)


def test_comparison_is_kept_out_of_search_engines(client):
    assert b'<meta name="robots" content="noindex">' in client.get("/en/compare/").content
