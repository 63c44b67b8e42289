"""The part of the engine's contract about facets, languages of one work and pages."""

import pytest

from search import services
from search.query import PageOutOfRange
from tests import factories
from tests.search.asking import Case, Settle, ask, counted, titles, translated

CASES: list[Case] = []
FIFTEEN = "kz ge az am by kg md tj tm uz ua ru cn mn tr"


def case(function: Case) -> Case:
    CASES.append(function)
    return function


def four_cases() -> None:
    """Two facets crossed, and one work outside of them."""
    factories.case("Kazakh success", countries="kz", outcome="succeeded", stage="pilot")
    factories.case("Kazakh failure", countries="kz", outcome="failed", stage="running")
    factories.case("Georgian success", countries="ge", outcome="succeeded", stage="running")
    factories.case("Both, mixed", countries="kz ge", outcome="mixed", stage="scaled")


@case
def values_of_one_facet_are_alternatives(settle: Settle) -> None:
    four_cases()
    factories.case("Azeri", countries="az")
    settle()
    assert len(titles(country="kz")) == 3
    assert len(titles(country="kz ge")) == 4
    assert sorted(titles(country="ge az")) == ["Azeri", "Both, mixed", "Georgian success"]


@case
def facets_narrow_each_other_and_the_words(settle: Settle) -> None:
    four_cases()
    settle()
    assert titles(country="kz", outcome="succeeded") == ["Kazakh success"]
    assert titles(country="ge", outcome="failed") == []
    assert len(titles(country="kz ge", outcome="succeeded mixed", stage="pilot scaled")) == 2
    assert titles("success", country="ge") == ["Georgian success"]
    assert titles("failure", country="ge") == []


@case
def counts_leave_out_their_own_choice_and_keep_the_others(settle: Settle) -> None:
    four_cases()
    settle()
    results = ask(country="kz", outcome="succeeded")
    assert results.count == 1
    assert counted(results, "country") == {"ge": 1, "kz": 1}
    assert counted(results, "outcome") == {"succeeded": 1, "mixed": 1, "failed": 1}
    assert counted(results, "stage") == {"pilot": 1}
    assert counted(results, "kind") == {"case_study": 1}


@case
def counts_without_choices_are_those_of_all_works(settle: Settle) -> None:
    four_cases()
    settle()
    results = ask()
    assert counted(results, "country") == {"kz": 3, "ge": 2}
    assert counted(results, "outcome") == {"succeeded": 2, "mixed": 1, "failed": 1}
    assert counted(results, "theme") == {"digital-government": 4, "one-stop-shops": 4}
    assert counted(results, "evidence") == {}


@case
def counts_follow_the_words(settle: Settle) -> None:
    four_cases()
    settle()
    results = ask("success")
    assert counted(results, "country") == {"ge": 1, "kz": 1}
    assert counted(results, "outcome") == {"succeeded": 2}
    corrected = ask("sucess", country="ge")
    assert (corrected.corrected, corrected.count) == ("success", 1)
    assert counted(corrected, "country") == {"ge": 1, "kz": 1}


@case
def pairs_of_values_are_counted_under_filters(settle: Settle) -> None:
    factories.case(themes="one-stop-shops", countries="kz", language="kk")
    page = factories.case(themes="one-stop-shops recruitment", countries="kz ge")
    translated(page, "ru", title="Два")
    factories.review(themes="recruitment", countries="ge")
    settle()
    found = services.pairs("theme", "country", kind=("case_study",))
    assert {
        pair: n for pair, n in found.items() if pair[0] in ("one-stop-shops", "recruitment")
    } == {
        ("one-stop-shops", "kz"): 2,
        ("one-stop-shops", "ge"): 1,
        ("recruitment", "kz"): 1,
        ("recruitment", "ge"): 1,
    }
    assert services.pairs("theme", "country", kind=("memorandum",)) == {}
    assert services.pairs("theme", "country")["recruitment", "ge"] == 2


@case
def chosen_value_stays_in_the_list_at_nought(settle: Settle) -> None:
    four_cases()
    settle()
    results = ask(country="ge az", outcome="failed")
    assert results.count == 0
    assert counted(results, "country") == {"az": 0, "ge": 0, "kz": 1}
    assert counted(results, "outcome") == {"succeeded": 1, "mixed": 1, "failed": 0}
    chosen = [v.value for f in results.facets for v in f.values if v.selected]
    assert chosen == ["az", "ge", "failed"]


@case
def choosing_what_has_no_works_finds_nothing(settle: Settle) -> None:
    factories.case(countries="kz")
    settle()
    results = ask(country="az")
    assert (results.count, results.pages) == (0, 1)
    assert counted(results, "country") == {"az": 0, "kz": 1}


@case
def all_values_are_counted_not_the_ten_most_frequent(settle: Settle) -> None:
    for country in FIFTEEN.split():
        factories.case(countries=country)
    settle()
    expected = dict.fromkeys(FIFTEEN.split(), 1)
    assert counted(ask(), "country") == expected
    assert counted(ask(country="kz"), "country") == expected


@case
def work_of_a_theme_is_a_work_of_its_parent_once(settle: Settle) -> None:
    factories.case(themes="one-stop-shops electronic-services")
    factories.case(themes="digital-government")
    settle()
    assert counted(ask(), "theme") == {
        "digital-government": 2,
        "one-stop-shops": 1,
        "electronic-services": 1,
    }
    assert ask(theme="digital-government").count == 2


@case
def kinds_of_work_are_told_apart(settle: Settle) -> None:
    factories.case("Case")
    factories.review("Review")
    factories.memorandum("Memorandum", parties="kz ca")
    factories.event("Event")
    settle()
    kinds = {"case_study": 1, "trend_review": 1, "memorandum": 1, "event": 1}
    assert counted(ask(), "kind") == kinds
    assert titles(kind="memorandum") == titles(country="ca") == ["Memorandum"]
    assert sorted(titles(kind="event trend_review")) == ["Event", "Review"]


@case
def work_and_its_translation_are_one_result(settle: Settle) -> None:
    page = factories.case("Queue", countries="ge")
    translated(page, "ru", title="Очередь")
    factories.case("Заявка", language="ru", countries="ge")
    settle()
    for query in ("queue", "очередь"):
        results = ask(query)
        assert [(hit.id, hit.title) for hit in results.results] == [(page.code, "Queue")]
        assert counted(results, "language") == {"en": 1, "ru": 1}
        assert counted(results, "country") == {"ge": 1}
    assert ask().count == 2
    assert counted(ask(), "language") == {"en": 1, "ru": 2}
    assert titles(language="en") == ["Queue"]
    assert len(ask().results) == ask(language="ru").count == 2


@case
def work_is_shown_in_the_readers_language_else_in_its_original(settle: Settle) -> None:
    page = factories.case("Очередь", language="ru")
    translated(page, "kk", title="Кезек")
    settle()
    shown = {}
    for language in ("en", "ru", "kk"):
        hit = ask(reader=language).results[0]
        shown[language] = (hit.title, hit.language, hit.url.split("/")[1])
    assert shown == {
        "en": ("Очередь", "ru", "en"),
        "ru": ("Очередь", "ru", "ru"),
        "kk": ("Кезек", "kk", "kk"),
    }


@case
def labels_of_facets_are_in_the_readers_language(settle: Settle) -> None:
    factories.case(countries="ge")
    settle()
    for language, name in (("en", "Georgia"), ("ru", "Грузия"), ("kk", "Грузия")):
        hit = ask(reader=language).results[0]
        assert (hit.facets["country"], hit.labels["country"]) == (["ge"], [name])


@case
def pages_hold_every_work_once(settle: Settle) -> None:
    for number in range(7):
        factories.case(f"Case {number}", summary="Alike.")
    settle()
    for sort in ("relevance", "newest", "soonest", "title"):
        pages = [ask("alike", sort=sort, page=n, page_size=3) for n in (1, 2, 3)]
        assert [len(page.results) for page in pages] == [3, 3, 1]
        assert {(page.count, page.pages) for page in pages} == {(7, 3)}
        found = [hit.title for page in pages for hit in page.results]
        assert sorted(found) == [f"Case {number}" for number in range(7)], sort


@case
def page_past_the_last_is_refused(settle: Settle) -> None:
    for _number in range(3):
        factories.case()
    settle()
    assert len(ask(page=2, page_size=2).results) == 1
    with pytest.raises(PageOutOfRange) as refused:
        ask(page=3, page_size=2)
    assert refused.value.args == (2,)
    with pytest.raises(PageOutOfRange):
        ask("nothing", page=2)
