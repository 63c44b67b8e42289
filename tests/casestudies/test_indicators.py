"""Indicators: whether they became better, and what a program for tables is given."""

import csv
import io

import pytest
from django.utils import translation

from casestudies.indicators import measured
from hub.numbers import hub_change, hub_number
from search.models import SearchDocument
from tests import factories

pytestmark = pytest.mark.django_db


def case(**value):
    return factories.case(indicators=[("indicator", {"name": "Wait", **value})])


@pytest.mark.parametrize(
    ("before", "after", "better", "verdict"),
    [
        (40.0, 10.0, "lower", "better"),
        (40.0, 10.0, "higher", "worse"),
        (10.0, 40.0, "higher", "better"),
        (10.0, 10.0, "higher", ""),
        (40.0, 10.0, "", ""),
        (None, 10.0, "lower", ""),
    ],
)
def test_verdict_follows_what_the_editor_said_is_better(before, after, better, verdict):
    (one,) = measured(case(baseline=before, value=after, better=better))
    assert one.verdict == verdict


def test_page_says_the_change_in_words_too(client):
    page = case(baseline=40.0, value=10.0, better="lower")
    text = client.get(page.url).content.decode()
    assert '<span class="change change-better">−75%' in text
    assert '<span class="change-word">better</span>' in text


@pytest.mark.parametrize(
    ("language", "changes"),
    [
        ("en", ["+1,353.3%", "−75%", "0%"]),
        (
            "ru",
            [
                "+1\N{NO-BREAK SPACE}353,3\N{NO-BREAK SPACE}%",
                "−75\N{NO-BREAK SPACE}%",
                "0\N{NO-BREAK SPACE}%",
            ],
        ),
        ("kk", ["+1\N{NO-BREAK SPACE}353,3%", "−75%", "0%"]),
    ],
)
def test_change_is_written_as_the_language_writes_percent(language, changes):
    with translation.override(language):
        assert [hub_change(number) for number in (1353.3, -75.0, 0.0)] == changes


def test_small_numbers_are_not_nothing_and_those_below_it_have_the_sign_of_changes():
    with translation.override("kk"):
        shown = [hub_number(number) for number in (0.0000012, -0.04567, -12.5, 0.1234567, 0.0)]
    assert shown == ["0,0000012", "−0,0457", "−12,5", "0,123", "0"]


def test_numbers_below_nothing_have_an_axis_in_the_picture(client):
    page = case(baseline=-10.0, value=30.0)
    text = client.get(page.url).content.decode()
    assert '<rect class="bar-before" x="0" y="0" width="250" height="7" vector-effect=' in text
    assert '<rect class="bar-after" x="250" y="9" width="750" height="7"/>' in text
    assert '<path class="bar-axis" d="M250 0v16"' in text


def test_table_has_plain_numbers_in_every_language_and_no_formula(client):
    page = case(name="=1+1", unit="minutes", baseline=-1234.5, value=10.0, source="Agency")
    response = client.get(f"/ru/indicators/{page.code}.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [
        ["indicator", "unit", "before", "after", "change_percent", "measured", "source"],
        ["'=1+1", "minutes", "-1234.5", "10", "", "", "Agency"],
    ]


def test_which_way_is_better_is_no_word_of_the_case(project):
    page = case(unit="minutes", baseline=40.0, value=10.0, better="lower")
    project()
    assert SearchDocument.objects.get(page_id=page.pk).body == "Wait\nminutes"
