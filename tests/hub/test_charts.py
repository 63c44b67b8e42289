"""Lengths, shades and years, without a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.charts import LENGTH, Figure, Row, by_year, change, length, shade, shades, spans


def test_bars_are_as_long_as_their_numbers_and_the_longest_is_whole():
    figure = Figure("x", "X", ("A", "B"), [Row("a", 8), Row("b", 4), Row("c", 0)])
    assert [(bar.length, bar.top) for bar in figure.bars()] == [(1000, 0), (500, 500), (0, 1000)]


def test_bar_of_little_beside_much_can_be_seen():
    assert length(1, 1_000_000) == LENGTH // 100


def test_figure_without_a_number_has_no_bars():
    assert Figure("x", "X", ("A", "B"), []).bars() == []
    assert Figure("x", "X", ("A", "B"), [Row("a", 0)]).bars()[0].length == 0


def test_table_has_what_the_bars_have():
    figure = Figure("x", "X", ("Year", "Number"), [Row("2015", 3), Row("2016", 0)])
    assert figure.table() == [["Year", "Number"], ["2015", "3"], ["2016", "0"]]


def test_numbers_by_two_names_are_shades_with_the_most_on_top():
    rows = [
        Row("2016", 1, "/a", beside="Georgia"),
        Row("2015", 3, "/b", beside="Georgia"),
        Row("2016", 9, "/c", beside="Estonia"),
    ]
    figure = Figure("x", "X", ("Year", "Country", "Number"), rows)
    assert figure.table()[1] == ["2016", "Georgia", "1"]
    assert (figure.charted, figure.wide) == (False, False)
    heat = figure.heat()
    assert (heat.across, heat.scale) == (["2015", "2016"], [(1, 2), (3, 3), (4, 5), (6, 9)])
    cells = [(name, [(c.value, c.shade, c.url) for c in row]) for name, row in heat.lines]
    assert cells == [
        ("Estonia", [(0, 0, ""), (9, 4, "/c")]),
        ("Georgia", [(3, 2, "/b"), (1, 1, "/a")]),
    ]


def test_shades_show_the_last_years():
    rows = [Row(str(year), 1, beside="Georgia") for year in range(2000, 2020)]
    figure = Figure("x", "X", ("A", "B", "C"), rows)
    heat = figure.heat()
    assert (heat.across[0], len(heat.across), figure.wide) == ("2008", 12, True)


def test_single_number_has_no_picture():
    assert Figure("x", "X", ("A", "B"), [Row("a", 8)]).single == Row("a", 8)
    assert Figure("x", "X", ("A", "B"), [Row("a", 8), Row("b", 1)]).single is None
    assert Figure("x", "X", ("A", "B")).single is None


def test_few_bars_do_not_stand():
    rows = [Row(str(year), 1) for year in range(2020, 2024)]
    assert Figure("x", "X", ("A", "B"), rows, upright=True).standing
    assert not Figure("x", "X", ("A", "B"), rows[1:], upright=True).standing
    assert not Figure("x", "X", ("A", "B"), rows).standing


@pytest.mark.parametrize(
    ("numbers", "bars", "axis"),
    [
        ((40.0, 10.0), [(0, 1000), (0, 250)], 0),
        ((-10.0, 30.0), [(0, 250), (250, 750)], 250),
        ((-10.0, -40.0), [(750, 250), (0, 1000)], 1000),
        ((None, 5.0), [None, (0, 1000)], 0),
        ((0.0, 0.0), [(0, 0), (0, 0)], 0),
        ((None, None), [None, None], 0),
    ],
)
def test_bars_lie_on_both_sides_of_nothing(numbers, bars, axis):
    found, where = spans(*numbers)
    assert ([bar and (bar.start, bar.length) for bar in found], where) == (bars, axis)


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [
        (40, 10, -75.0),
        (10, 40, 300.0),
        (-40, -10, 75.0),
        (3, 3, 0.0),
        (0, 5, None),
        (-5, 5, None),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_change_is_in_percent_of_what_was_before(before, after, percent):
    assert change(before, after) == percent


def test_years_have_no_gap_and_what_is_older_is_one_row():
    rows = by_year({2015: 2, 2018: 1, 1990: 4, 1985: 1}, 5, " ".join)
    assert [(row.label, row.value, row.url) for row in rows] == [
        ("≤\u00a02013", 5, "1985 1990"),
        ("2014", 0, ""),
        ("2015", 2, "2015"),
        ("2016", 0, ""),
        ("2017", 0, ""),
        ("2018", 1, "2018"),
    ]
    assert by_year({2015: 2}, 5, " ".join) == [Row("2015", 2, "2015")]
    assert by_year({}, 5, " ".join) == []


def test_years_of_one_chart_need_the_width_of_the_page_when_they_are_many():
    rows = [Row(str(year), 1) for year in range(2000, 2013)]
    assert Figure("x", "X", ("A", "B"), rows, upright=True).wide
    assert not Figure("x", "X", ("A", "B"), rows[1:], upright=True).wide
    assert not Figure("x", "X", ("A", "B"), rows).wide


@pytest.mark.parametrize(
    ("highest", "scale"),
    [
        (0, []),
        (1, [(1, 1)]),
        (3, [(1, 1), (2, 2), (3, 3)]),
        (4, [(1, 1), (2, 2), (3, 3), (4, 4)]),
        (5, [(1, 1), (2, 2), (3, 3), (4, 5)]),
        (81, [(1, 3), (4, 9), (10, 27), (28, 81)]),
    ],
)
def test_shades_reach_from_one_to_the_highest(highest, scale):
    assert shades(highest) == scale


@given(st.integers(1, 100_000))
def test_every_number_has_one_shade_and_more_is_never_lighter(highest):
    scale = shades(highest)
    numbers = sorted({1, highest, *(end for pair in scale for end in pair)})
    found = [shade(number, scale) for number in numbers]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (1, len(scale))
    assert shade(0, scale) == 0
