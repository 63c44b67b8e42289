"""The contract that every engine keeps, as cases: `test_<engine>.py` runs each of CASES.

A case publishes works, calls `settle` (after which the engine knows them) and asks as visitors do.
Cases about facets, languages of one work and pages are in facet_contract, about
order in order_contract, about what may have been meant in typing_contract, about works alike in
likeness_contract.
"""

from django.utils.html import escape

from hub.models import ReformTheme
from tests import factories
from tests.search import facet_contract, likeness_contract, order_contract, typing_contract
from tests.search.asking import Case, Settle, ask, titles

TEXT_CASES: list[Case] = []


def case(function: Case) -> Case:
    TEXT_CASES.append(function)
    return function


@case
def all_words_must_be_there_in_any_order(settle: Settle) -> None:
    factories.case("Digital queue in Almaty")
    factories.case("Digital archive")
    settle()
    assert titles("queue digital") == ["Digital queue in Almaty"]
    assert sorted(titles("digital")) == ["Digital archive", "Digital queue in Almaty"]
    assert titles("queue archive") == []


@case
def words_are_found_in_every_part_of_a_work(settle: Settle) -> None:
    lead = factories.organisation("Bureau of Parasols", acronym="BOPX")
    factories.case(
        "Kiosks",
        countries="ge",
        summary="Opened by a chancellor.",
        challenge="<h3>Queues</h3><p>Villagers <b>walked</b> far.</p><p>Alone</p>",
        place="Zugdidi",
        lead_organisation=lead,
    )
    factories.case("Something else", countries="kz", themes="recruitment")
    settle()
    own = "kiosks chancellor queues villagers walked alone Zugdidi".split()
    of_terms = "parasols BOPX Georgia Грузия Кавказ терезе".split()
    found = {word: titles(word) for word in own + of_terms}
    assert found == {word: ["Kiosks"] for word in found}


@case
def forms_of_a_word_meet_in_each_language(settle: Settle) -> None:
    factories.case("Budgets of the villages", themes="pay")
    factories.case("Реформы государственных услуг", language="ru", themes="pay")
    factories.case("Ауылдағы мектептер", language="kk", themes="pay")
    settle()
    assert titles("village budget") == ["Budgets of the villages"]
    assert titles("государственная услуга") == ["Реформы государственных услуг"]
    assert titles("ауылдың мектебі") == ["Ауылдағы мектептер"]
    factories.case("Проверки порталов в Казахстане", language="ru", themes="pay")
    settle()
    assert titles("портал Казахстан проверок") == ["Проверки порталов в Казахстане"]


@case
def exact_form_comes_before_other_forms(settle: Settle) -> None:
    factories.case("Reformed ministries")
    factories.case("Reforming ministries")
    factories.case("Reforms ministries")
    settle()
    assert titles("reforming")[0] == "Reforming ministries"
    assert titles("reforms")[0] == "Reforms ministries"
    assert len(titles("reforming")) == 3


@case
def exact_form_comes_before_other_forms_in_each_language(settle: Settle) -> None:
    forms = {
        "ru": ("Реформа", "Реформы", "Реформу"),
        "kk": ("Мектептер", "Мектептің", "Мектепті"),
    }
    for language, words in forms.items():
        for word in words:
            factories.case(f"{word} Baku", language=language, themes="pay")
    settle()
    for words in forms.values():
        for word in words:
            found = titles(word)
            assert (found[0], len(found)) == (f"{word} Baku", 3)


@case
def title_comes_before_text(settle: Settle) -> None:
    factories.case("Water", challenge="<p>Bridges and bridges and bridges.</p>")
    factories.case("Bridges")
    factories.case("Roads", challenge="<p>No bridges yet.</p>")
    settle()
    assert titles("bridges")[0] == "Bridges"
    assert len(titles("bridges")) == 3


@case
def phrase_in_quotation_marks_is_found_as_it_stands(settle: Settle) -> None:
    factories.case("Public trust hall")
    factories.case("Hall of trust, public", challenge="<p>Trust public bodies.</p>")
    settle()
    assert len(titles("public trust")) == 2
    for query in ('"public trust"', "«public trust»", "“Public  Trust”", 'hall "public trust"'):
        assert titles(query) == ["Public trust hall"], query
    assert titles('"public trusts"') == []
    assert titles('"trust public"') == ["Hall of trust, public"]


@case
def phrase_does_not_reach_from_title_into_text(settle: Settle) -> None:
    factories.case("Open council", summary="Budget for all.")
    settle()
    assert titles('"council budget"') == []


@case
def ё_and_е_are_one_letter(settle: Settle) -> None:
    factories.case("Отчёт об учёте", language="ru")
    settle()
    assert titles("отчет") == titles("учётом") == ["Отчёт об учёте"]


@case
def letters_of_kazakh_are_not_folded(settle: Settle) -> None:
    factories.case("Қол қою", language="kk")
    factories.case("Кол", language="ru")
    settle()
    assert (titles("қол"), titles("кол")) == (["Қол қою"], ["Кол"])


@case
def code_finds_its_work_first(settle: Settle) -> None:
    wanted, other = factories.case("Wanted"), factories.case("Other")
    factories.case("Mention", challenge=f"<p>As {wanted.code} told, and {wanted.code} again.</p>")
    settle()
    for query in (wanted.code, wanted.code.lower()):
        assert titles(query) == ["Wanted", "Mention"]
    assert titles(other.code) == ["Other"]


@case
def empty_query_finds_every_work(settle: Settle) -> None:
    factories.case("One")
    factories.event("Two")
    settle()
    for query in ("", "   ", "!?", '""'):
        assert sorted(titles(query)) == ["One", "Two"], query


@case
def query_of_stop_words_is_still_a_query(settle: Settle) -> None:
    factories.case("For the people", summary="What was done.")
    factories.case("Plain", summary="Nothing of it.")
    settle()
    assert titles("for the") == ["For the people"]
    assert titles("for people") == titles("people") == ["For the people"]


@case
def operators_of_engines_are_plain_words(settle: Settle) -> None:
    factories.case("Plain text")
    settle()
    for query in (
        "plain*",
        "plain -text",
        "title:",
        "plain AND (",
        "' | & !",
        '"plain',
        "NEAR(a b)",
    ):
        ask(query)
    assert titles("pla*") == titles("plain OR nothing") == []
    assert titles("plain' text\\") == ["Plain text"]


@case
def synonyms_of_a_theme_find_each_other(settle: Settle) -> None:
    factories.case("Single window in Baku", themes="pay")
    factories.case("Single rooms, many a window", themes="pay")
    settle()
    found = {query: titles(query) for query in ("ЦОН", "ХҚКО", "one stop shops", "single window")}
    assert found == {query: ["Single window in Baku"] for query in found}


@case
def synonyms_are_in_force_once_the_theme_is_saved(settle: Settle) -> None:
    factories.case("Talent funnel", themes="ethics")
    settle()
    assert titles("recruitment") == titles("headhunting") == []
    theme = ReformTheme.objects.get(slug="recruitment")
    theme.synonyms = "talent funnel\nheadhunting"
    theme.save()
    settle()
    assert titles("recruitment") == titles("headhunting") == ["Talent funnel"]
    theme.synonyms = ""
    theme.save()
    settle()
    assert titles("recruitment") == titles("headhunting") == []


@case
def works_with_most_of_the_words_stand_in_when_none_has_all(settle: Settle) -> None:
    for title in ("Digital archive", "Digital queue", "Something else"):
        factories.case(title, themes="pay")
    settle()
    results = ask("digital queue zeppelin")
    assert [hit.title for hit in results.results] == ["Digital queue", "Digital archive"]
    assert (results.loosened, results.corrected) == (True, None)
    assert (ask("digital queue").loosened, ask('digital "zeppelin"').count) == (False, 0)


@case
def found_words_are_marked_in_any_form(settle: Settle) -> None:
    factories.case(
        "Villages", summary="A village pays.", challenge="<p>Old. The villages of it.</p>"
    )
    settle()
    hit = ask("village").results[0]
    assert hit.title_html == "<mark>Villages</mark>"
    assert hit.highlight == [
        "A <mark>village</mark> pays.",
        "Old. The <mark>villages</mark> of it.",
    ]
    assert ask("").results[0].highlight == []


@case
def markup_in_a_work_is_text_in_a_highlight(settle: Settle) -> None:
    script = "<script>alert('kiosk')</script>"
    stored = escape(script)  # as the editor stores what was typed as text
    factories.case(f"Kiosk {script}", summary=f"A kiosk {script}", challenge=f"<p>{stored}</p>")
    settle()
    hit = ask("kiosk").results[0]
    safe = "&lt;script&gt;alert(&#x27;<mark>kiosk</mark>&#x27;)&lt;/script&gt;"
    assert hit.title_html == f"<mark>Kiosk</mark> {safe}"
    assert hit.highlight == [f"A <mark>kiosk</mark> {safe}", safe]


PARTS = (typing_contract, facet_contract, order_contract, likeness_contract)
CASES = [*TEXT_CASES, *(case for part in PARTS for case in part.CASES)]
