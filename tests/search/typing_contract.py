"""The part of the engine's contract about typing: words misspelt, typed on another layout or in
Latin letters, and titles that are completed while they are typed."""

from wagtail.models import PageViewRestriction

from search import services
from search.query import SearchQuery
from tests import factories
from tests.search.asking import Case, Settle, ask, suggested, titles, translated

CASES: list[Case] = []


def case(function: Case) -> Case:
    CASES.append(function)
    return function


def understood(typed: str) -> tuple[str | None, list[str]]:
    """What was taken for what was meant, and titles of the works that have all of it."""
    results = ask(typed)
    return results.corrected, [] if results.loosened else [hit.title for hit in results.results]


@case
def misspelt_word_is_corrected_when_it_finds_nothing(settle: Settle) -> None:
    factories.case("Digital queue in Almaty")
    factories.case("Цифровая очередь", language="ru")
    settle()
    results = ask("digtal queue")
    assert (results.corrected, results.count) == ("digital queue", 1)
    assert results.results[0].title_html == "<mark>Digital</mark> <mark>queue</mark> in Almaty"
    assert ask("цыфровая").corrected == "цифровая"


@case
def kazakh_typed_on_a_keyboard_without_its_letters_is_understood(settle: Settle) -> None:
    """Three letters of the first word differ: more than a misspelt word may."""
    factories.case("Қоғамдық кеңестер", language="kk")
    settle()
    results = ask("когамдык кенестер")
    assert (results.corrected, results.count) == ("қоғамдық кеңестер", 1)


@case
def kazakh_without_its_letters_is_understood_in_another_form_than_the_works_have(
    settle: Settle,
) -> None:
    factories.case("Құндылықтарды сақтау", language="kk")
    settle()
    assert ask("кундылык").corrected == "құндылық"
    assert ask("кундылыктар").corrected == "құндылық"
    assert ask("кундылыктын").corrected == "құндылық"
    factories.case("Әділдіктен бастау", language="kk")
    settle()
    assert ask("адилдиктин").corrected == "әділдік"


@case
def letters_that_look_alike_find_each_other(settle: Settle) -> None:
    factories.case("Бiлiм беру", language="kk")
    factories.case("Кадры", language="ru")
    settle()
    assert (titles("білім"), titles("бiлiм")) == (["Бiлiм беру"], ["Бiлiм беру"])
    assert titles("кaдры") == ["Кадры"]
    assert ask("білім").results[0].title_html == "<mark>Бiлiм</mark> беру"
    assert ask("кадров").results[0].title_html == "<mark>Кадры</mark>"


@case
def query_that_finds_something_is_not_corrected(settle: Settle) -> None:
    factories.case("Planning", outcome="mixed")
    factories.case("Planing wood", outcome="failed")
    settle()
    assert (ask("planing").corrected, titles("planing")) == (None, ["Planing wood"])
    filtered = ask("planing", outcome="mixed")
    assert (filtered.corrected, filtered.count) == (None, 0)


@case
def no_correction_leads_to_words_of_hidden_works(settle: Settle) -> None:
    factories.case("Zebrafish", live=False)
    secret = factories.case("Quicksilver")
    settle()
    assert ask("quicksilvr").corrected == "quicksilver"
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    settle()
    for query in ("zebrafsh", "quicksilvr"):
        results = ask(query)
        assert (results.corrected, results.count) == (None, 0)
    factories.case("Quicksilvery")  # further from what was typed than the hidden word
    settle()
    assert ask("quicksilvr").corrected == "quicksilvery"


@case
def text_typed_on_another_layout_is_understood(settle: Settle) -> None:
    factories.case("Общественные советы", language="ru", themes="pay")
    factories.case("Цифрлық үкімет, өңір", language="kk", themes="pay")
    factories.case("Memorandum of 2015", themes="pay")
    settle()
    russian, kazakh = ["Общественные советы"], ["Цифрлық үкімет, өңір"]
    assert understood("j,otcndtyyst cjdtns") == ("общественные советы", russian)
    assert understood("cjdtnfvb") == ("советами", russian)
    assert understood("wbahks0") == ("цифрлық", kazakh)
    assert understood("8r3vtn -43h") == ("үкімет өңір", kazakh)
    assert understood("ьуьщкфтвгь 2015") == ("memorandum 2015", ["Memorandum of 2015"])


@case
def one_word_typed_on_another_layout_is_understood_beside_others(settle: Settle) -> None:
    factories.case("Portal Эстония")
    settle()
    assert understood("portal 'cnjybz") == ("portal эстония", ["Portal Эстония"])
    assert understood('"cnjybz')[0] == "Эстония"


@case
def kazakh_in_latin_letters_finds_what_cyrillic_finds(settle: Settle) -> None:
    titles_there = ("Қоғамдық кеңестер", "Мемлекеттік қызмет", "Өнертабыс")
    for title in titles_there:
        factories.case(title, language="kk", themes="pay")
    settle()
    alphabets = {
        "Қоғамдық кеңестер": ("qoghamdyq kengester", "qoğamdyq keŋester", "qoǵamdyq keńester"),
        "Мемлекеттік қызмет": ("memlekettik qyzmet", "memlekettık qyzmet", "MEMLEKETTIK QYZMETTER"),
        "Өнертабыс": ("önertabys", "ónertabys", "onertabys"),
    }
    for title, typed in alphabets.items():
        assert {text: understood(text)[1] for text in typed} == dict.fromkeys(typed, [title])
    assert understood("qoghamdyq kengester")[0] == "қоғамдық кеңестер"


@case
def russian_in_latin_letters_finds_what_cyrillic_finds(settle: Settle) -> None:
    factories.case("Общественные советы", language="ru")
    settle()
    for typed in ("obshchestvennye sovety", "obshestvennie soveti"):
        assert understood(typed) == ("общественные советы", ["Общественные советы"])


@case
def reading_that_finds_most_works_is_taken(settle: Settle) -> None:
    factories.case("Ghbdtm")  # one edit from what is typed
    for number in range(2):
        factories.case(f"Привет {number}", language="ru")
    settle()
    assert ask("ghbdtn").corrected == "привет"
    for number in range(2):
        factories.case(f"Ghbdtm {number}")
    settle()
    assert ask("ghbdtn").corrected == "ghbdtm"


@case
def words_are_understood_one_by_one_when_no_reading_has_all(settle: Settle) -> None:
    factories.case("Digital archive")
    factories.case("Цифровая очередь", language="ru")
    settle()
    results = ask("digtal jxthtlm zeppelin")
    assert (results.corrected, results.loosened) == ("digital очередь zeppelin", True)
    found = {hit.title for hit in results.results}
    assert found == {"Digital archive", "Цифровая очередь"}


@case
def nothing_is_read_into_words_of_hidden_works(settle: Settle) -> None:
    factories.case("Жұлдызша", language="kk", live=False)
    factories.case("Archive")
    settle()
    for typed in ("juldyzsha", "zhuldyzsha archive", ";9klspif"):
        assert ask(typed).corrected is None, typed


@case
def words_as_they_were_typed_are_asked_for_when_wanted(settle: Settle) -> None:
    factories.case("Digital queue")
    settle()
    typed = SearchQuery("digtal queue", exact=True)
    results = services.search(typed)
    assert (results.corrected, results.loosened, results.count) == (None, True, 1)
    assert services.search(SearchQuery("digtal", exact=True)).count == 0


@case
def titles_are_completed_from_any_word(settle: Settle) -> None:
    page = factories.case("Digital queue in Almaty", themes="pay")
    factories.case("Quiet hours", live=False)
    factories.case("Something else", themes="pay")
    settle()
    for typed in ("dig", "Digital qu", "queue in", "ALMA"):
        assert suggested(typed) == [("Digital queue in Almaty", "case_study")], typed
    assert services.suggest("dig", "en")[0].url == page.url
    assert services.suggest("dig", "en")[0].value == page.code
    assert suggested("qui") == suggested("") == suggested("gital") == []


@case
def terms_are_completed_once_something_is_published_under_them(settle: Settle) -> None:
    factories.case("A case", countries="ge", themes="pay")
    settle()
    assert suggested("georg") == [("Georgia", "country")]
    assert suggested("груз", reader="ru") == [("Грузия", "country")]
    assert suggested("kazakhst") == suggested("казахст", reader="ru") == []
    found = services.suggest("georg", "ru")[0]
    assert (found.value, found.url) == ("ge", "/ru/search/?country=ge")


@case
def title_is_completed_in_any_language_and_shown_in_the_readers(settle: Settle) -> None:
    page = factories.case("Citizen budgets", themes="pay")
    translated(page, "ru", title="Бюджеты граждан")
    settle()
    assert suggested("бюдж", reader="ru") == [("Бюджеты граждан", "case_study")]
    assert suggested("бюдж", reader="en") == [("Citizen budgets", "case_study")]
    assert suggested("citiz", reader="kk") == [("Citizen budgets", "case_study")]


@case
def completed_titles_are_in_the_alphabetical_order_of_their_originals(settle: Settle) -> None:
    for title in ("Queue of zebras", "Archive of queues", "Queue", "Budget of queue places"):
        factories.case(title, themes="pay")
    translated(factories.case("Aisle", themes="pay"), "ru", title="Queue of aisles")
    settle()
    found = [text for text, _kind in suggested("queu")]
    rest = ["Archive of queues", "Budget of queue places", "Queue", "Queue of zebras"]
    assert found == ["Aisle", *rest]
    assert suggested("queu", reader="ru")[0] == ("Queue of aisles", "case_study")
    few = services.suggest("queu", "en", most=2)
    assert [suggestion.text for suggestion in few] == found[:2]


@case
def beginning_typed_on_another_layout_or_in_latin_letters_is_completed(settle: Settle) -> None:
    factories.case("Қоғамдық кеңестер", language="kk", countries="ge", themes="pay")
    settle()
    for typed in ("0j5fv", "qogham", "qoğam", "kenges", "rt4tc"):
        assert suggested(typed, reader="kk") == [("Қоғамдық кеңестер", "case_study")], typed
    assert (
        suggested("uhep", reader="ru") == suggested("gruz", reader="ru") == [("Грузия", "country")]
    )


@case
def completion_needs_no_letters_of_kazakh_alone(settle: Settle) -> None:
    factories.case("Қоғамдық кеңестер", language="kk")
    settle()
    for typed in ("кога", "когамдык ке", "қоғамдық кене"):
        assert suggested(typed, reader="kk") == [("Қоғамдық кеңестер", "case_study")], typed
