"""The part of the engine's contract about the order of results."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from tests import factories
from tests.search.asking import Case, Settle, ask, suggested, titles, translated

CASES: list[Case] = []


def case(function: Case) -> Case:
    CASES.append(function)
    return function


@case
def newest_work_comes_first(settle: Settle) -> None:
    for year in (2019, 2021, 2020):
        factories.review(f"Of {year}", published_on=date(year, 3, 1))
    settle()
    for query in ("", "of"):
        assert titles(query, sort="newest") == ["Of 2021", "Of 2020", "Of 2019"]


@case
def newest_first_holds_for_any_number_of_works(settle: Settle) -> None:
    made = [datetime(2020, month, 1, tzinfo=UTC) for month in (5, 2, 9)]
    for number, moment in enumerate(made):
        factories.case(f"Case {number}", first_published_at=moment)
    settle()
    assert titles(sort="newest") == ["Case 2", "Case 0", "Case 1"]


@case
def newer_work_is_above_an_older_one_as_relevant(settle: Settle) -> None:
    for month, name in ((5, "one"), (9, "two"), (2, "six")):
        moment = datetime(2020, month, 1, tzinfo=UTC)
        factories.case(f"Queue {name}", first_published_at=moment)
    settle()
    assert titles("queue") == ["Queue two", "Queue one", "Queue six"]
    assert ask("queue zeppelin").loosened
    shown = [hit.title for hit in ask("queue zeppelin").results]
    assert shown == ["Queue two", "Queue one", "Queue six"]


@case
def work_in_the_readers_language_is_above_one_as_relevant(settle: Settle) -> None:
    for number, language in enumerate(("en", "ru", "kk", "en")):
        moment = datetime(2020, 1 + number, 1, tzinfo=UTC)
        factories.case(f"ASAN {number}", language=language, first_published_at=moment)
    settle()
    shown = {reader: titles("asan", reader=reader) for reader in ("en", "ru", "kk")}
    assert shown == {
        "en": ["ASAN 3", "ASAN 0", "ASAN 2", "ASAN 1"],
        "ru": ["ASAN 1", "ASAN 3", "ASAN 2", "ASAN 0"],
        "kk": ["ASAN 2", "ASAN 3", "ASAN 1", "ASAN 0"],
    }
    loosened = ask("asan zeppelin", reader="ru")
    assert [hit.title for hit in loosened.results] == shown["ru"]
    assert titles("asan", reader="ru", sort="newest") == ["ASAN 3", "ASAN 2", "ASAN 1", "ASAN 0"]


@case
def translated_work_is_above_others_for_readers_of_the_translation(settle: Settle) -> None:
    translated(factories.case("Queue", themes="pay"), "ru", title="Очередь")
    factories.case("Queue again", themes="pay")
    settle()
    assert titles("queue", reader="ru") == ["Очередь", "Queue again"]


@case
def much_more_relevant_work_is_first_in_any_language(settle: Settle) -> None:
    factories.case("Parasols")
    factories.case("Другое", language="ru", challenge="<p>Once a parasols shop, long ago.</p>")
    settle()
    assert titles("parasols", reader="ru") == ["Parasols", "Другое"]


@case
def what_comes_soonest_is_before_what_is_over(settle: Settle) -> None:
    for days in (-2, 40, -30, 3, -400, 900):
        factories.event(f"In {days} days", in_days=days)
    began = timezone.now() - timedelta(days=5)
    factories.event("Now", starts_at=began, ends_at=began + timedelta(days=10))
    settle()
    order = "Now|In 3 days|In 40 days|In 900 days|In -2 days|In -30 days|In -400 days"
    assert titles(sort="soonest") == order.split("|")
    assert titles("days", sort="soonest") == order.split("|")[1:]
    pages = [ask(sort="soonest", page=page, page_size=3).results for page in (1, 2, 3)]
    assert [hit.title for page in pages for hit in page] == order.split("|")


@case
def of_what_takes_place_now_the_last_to_begin_is_first(settle: Settle) -> None:
    now = timezone.now()
    for title, days in (("Week", 7), ("Year", 300), ("Today", 0), ("Week too", 7)):
        began = now - timedelta(days=days, minutes=1)
        factories.event(title, starts_at=began, ends_at=now + timedelta(days=30))
    factories.event("Tomorrow", in_days=2)
    settle()
    order = ["Today", "Week too", "Week", "Year", "Tomorrow"]
    assert titles(sort="soonest") == order
    pages = [ask(sort="soonest", page=page, page_size=2).results for page in (1, 2, 3)]
    assert [hit.title for page in pages for hit in page] == order


@case
def what_ended_today_is_the_first_of_what_is_over(settle: Settle) -> None:
    now = timezone.now()
    factories.event("Earlier", in_days=-3)
    factories.event("Ended", starts_at=now - timedelta(minutes=2), ends_at=now)
    factories.event("Coming", in_days=3)
    settle()
    assert titles(sort="soonest") == ["Coming", "Ended", "Earlier"]


@case
def titles_are_in_the_alphabetical_order_of_the_language(settle: Settle) -> None:
    orders = {
        "en": ["audit", "Budget", "Éclair", "«Office»", "zoning"],
        "ru": ["аудит", "Ёлка", "Ельник", "Жильё", "яблоня"],
        "kk": ["Аудан", "әкімдік", "Кеңсе", "қала", "Өңір", "ұлт", "Ықпал", "ірі"],
    }
    for language, order in orders.items():
        for title in reversed(order):
            factories.case(title, language=language, countries="kz")
    settle()
    for language, order in orders.items():
        assert titles(sort="title", reader=language, language=language) == order


@case
def titles_of_other_languages_come_after_those_of_the_readers(settle: Settle) -> None:
    """Each language by itself, for each has an alphabet of its own."""
    for title in ("Zoning", "Budget", "Office"):
        factories.case(title)
    for title in ("Ярмарка", "Аудит", "Надзор"):
        factories.case(title, language="ru")
    for title in ("Қала", "Аула", "Жоба"):
        factories.case(title, language="kk")
    translated(factories.case("Yard"), "ru", title="Двор")
    settle()
    english = ["Budget", "Office", "Yard", "Zoning"]
    kazakh = ["Аула", "Жоба", "Қала"]
    russian = ["Аудит", "Двор", "Надзор", "Ярмарка"]
    untranslated = ["Аудит", "Надзор", "Ярмарка"]
    others = ["Budget", "Office", "Zoning"]
    assert titles(sort="title", reader="en") == [*english, *kazakh, *untranslated]
    assert titles(sort="title", reader="kk") == [*kazakh, *english, *untranslated]
    assert titles(sort="title", reader="ru") == [*russian, *others, *kazakh]


@case
def works_of_one_title_are_in_the_order_of_their_originals(settle: Settle) -> None:
    codes = []
    for title in ("Yard", "Court"):
        page = factories.case(title)
        translated(page, "ru", title="Двор")
        codes.append(page.code)
    settle()
    found = ask(sort="title", reader="ru").results
    assert [(hit.id, hit.title) for hit in found] == [(codes[1], "Двор"), (codes[0], "Двор")]


@case
def work_without_its_original_stands_by_the_title_that_is_shown(settle: Settle) -> None:
    """That of the page made first."""
    page = factories.case("Budget")
    russian = translated(page, "ru", title="Ярмарка")
    translated(page, "kk", title="Аула")
    settle()
    page.unpublish()
    russian.save_revision().publish()  # the last to be written
    for title, language in (("Жоба", "kk"), ("Қала", "kk"), ("Аудит", "ru"), ("Ясли", "ru")):
        factories.case(title, language=language)
    settle()
    assert titles(sort="title") == ["Жоба", "Қала", "Аудит", "Ярмарка", "Ясли"]
    assert suggested("ау", reader="en") == [("Аудит", "case_study"), ("Ярмарка", "case_study")]


@case
def work_of_a_kind_that_names_no_original_stands_by_the_page_made_first(settle: Settle) -> None:
    page = factories.review("Ярмарка", language="ru")
    translated(page, "en", title="Market")
    page.title = "Ярмарки"
    page.save_revision().publish()  # the last to be written
    for title, language in (("Budget", "en"), ("Zoning", "en"), ("Аудит", "ru"), ("Ясли", "ru")):
        factories.review(title, language=language)
    settle()
    expected = ["Budget", "Zoning", "Аудит", "Ярмарки", "Ясли"]
    assert titles(sort="title", reader="kk") == expected
