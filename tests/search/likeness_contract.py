"""The part of the engine's contract about works that are like another, and why."""

from search.likeness import similar
from tests import factories
from tests.search.asking import Case, Settle, translated

CASES: list[Case] = []


def case(function: Case) -> Case:
    CASES.append(function)
    return function


def told(page, *, reader: str = "en", most: int = 4) -> dict[str, list[tuple[str, str]]]:
    """Title to reasons, best first."""
    found = similar(page.code, reader, most)
    return {s.hit.title: [(r.text, r.language) for r in s.reasons] for s in found}


@case
def what_is_shared_is_the_reason_and_the_rarer_the_better(settle: Settle) -> None:
    def named(title: str, countries: str, themes: str, outcome: str = "mixed", **more: str):
        fields = {"countries": countries, "themes": themes, "outcome": outcome, **more}
        return factories.case(title, summary="One.", **fields)

    own = named("Own", "kz", "pay", "failed")
    named("Theme and country", "kz", "pay")
    named("Theme", "ge", "pay")
    named("Country", "kz", "ethics")
    named("Nothing", "ca", "ethics", stage="pilot")
    factories.review("Of another kind", countries="kz", themes="pay")
    settle()
    found = told(own)
    assert list(found) == ["Theme and country", "Theme", "Country"]
    assert found["Country"] == [("Kazakhstan", "")]
    assert [text for text, _language in found["Theme and country"]][-1] == "Kazakhstan"


@case
def same_words_make_works_alike_that_share_no_facet(settle: Settle) -> None:
    own = factories.case(
        "Parasols for kiosks", countries="kz", themes="pay", outcome="failed", summary="Shade."
    )
    other = {"outcome": "mixed", "stage": "pilot"}
    factories.case("Kiosk parasol", countries="ca", themes="ethics", summary="Rain.", **other)
    factories.case("Archive", countries="ca", themes="ethics", summary="A parasol.", **other)
    factories.case("Budget", countries="ca", themes="ethics", summary="Money.", **other)
    settle()
    assert told(own) == {
        "Kiosk parasol": [("“parasols”", ""), ("“kiosks”", "")],
        "Archive": [("“parasols”", "")],
    }


@case
def words_of_the_summary_count_and_common_ones_do_not(settle: Settle) -> None:
    own = factories.case(
        "Own", countries="kz", themes="pay", outcome="failed", summary="Meadow citizens."
    )
    other = {"countries": "ca", "themes": "ethics", "outcome": "mixed", "stage": "pilot"}
    factories.case("Rare", summary="A meadow.", **other)
    for number in range(6):
        factories.case(f"Common {number}", summary="Citizens.", **other)
    settle()
    assert told(own) == {"Rare": [("“meadow”", "")]}


@case
def word_of_another_language_than_the_readers_is_marked(settle: Settle) -> None:
    own = factories.case("Зонтики", language="ru", countries="kz", themes="pay", summary="Тень.")
    translated(own, "en", title="Umbrellas")
    factories.case(
        "Зонтик",
        language="ru",
        countries="ca",
        themes="ethics",
        summary="Дождь.",
        outcome="mixed",
        stage="pilot",
    )
    settle()
    assert told(own, reader="en") == {"Зонтик": [("“зонтики”", "ru")]}
    assert told(own, reader="ru") == {"Зонтик": [("«зонтики»", "")]}


@case
def word_of_another_language_is_no_reason_beside_one_of_the_readers(settle: Settle) -> None:
    own = factories.case("Umbrellas", countries="kz", themes="pay", summary="One.")
    translated(own, "ru", title="Зонтики")
    other = {"countries": "ca", "themes": "ethics", "outcome": "mixed", "stage": "pilot"}
    translated(factories.case("Umbrella", summary="Two.", **other), "ru", title="Зонтик")
    settle()
    assert told(own, reader="en") == {"Umbrella": [("“umbrellas”", "")]}
    assert told(own, reader="ru") == {"Зонтик": [("«зонтики»", "")]}


@case
def word_of_another_language_is_no_reason_beside_a_shared_facet(settle: Settle) -> None:
    fields = {"language": "ru", "countries": "kz", "themes": "pay", "summary": "Тень."}
    own = factories.case("Зонтики", outcome="failed", **fields)
    factories.case("Зонтик", outcome="mixed", **fields)
    settle()
    reasons = told(own, reader="en")["Зонтик"]
    assert sorted(reasons) == [("Kazakhstan", ""), ("Meritocracy", ""), ("Pay", "")]


@case
def as_many_like_works_are_given_as_asked_for_and_no_hidden_ones(settle: Settle) -> None:
    own = factories.case("Own parasols")
    factories.case("Hidden parasols", live=False)
    for number in range(3):
        factories.case(f"Case {number}")
    settle()
    assert len(told(own, most=2)) == 2
    assert set(told(own)) == {"Case 0", "Case 1", "Case 2"}
    assert similar("CS-9999", "en") == []
