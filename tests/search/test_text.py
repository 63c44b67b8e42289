"""Words, stems, units of a query, highlights and the order of titles."""

import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import Phrase, Synonyms, fold, fragments, mark, parse, sort_key, stem, words


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Reform", "reform"),
        ("ОТЧЁТ", "отчет"),
        ("Ёлка", "елка"),
        ("café", "cafe"),
        ("Türkiye", "turkiye"),
        ("O’Neil", "oneil"),
        ("O'Neil", "oneil"),
        ("ﬁne", "fine"),
        ("Йод", "йод"),
        ("ӘҒҚҢӨҰҮҺІ", "әғқңөұүһі"),
        ("2024", "2024"),
    ],
)
def test_fold_keeps_what_tells_words_apart(word, folded):
    assert fold(word) == folded


def test_fold_of_decomposed_letters_is_that_of_composed_ones():
    word = "Йётқүә"
    assert fold(unicodedata.normalize("NFD", word)) == fold(word) == "йетқүә"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("—!?_", []),
        ("One-stop shop, e-gov", ["one", "stop", "shop", "e", "gov"]),
        ("CS-0001", ["cs", "0001"]),
        ("snake_case", ["snake", "case"]),
        ("the citizens’ d'État 'quoted'", ["the", "citizens", "detat", "quoted"]),
        ("«Бір терезе» — ХҚКО", ["бір", "терезе", "хқко"]),
    ],
)
def test_words_of_a_text(text, expected):
    assert words(text) == expected


def test_words_of_decomposed_text_are_whole():
    text = unicodedata.normalize("NFD", "Районный отчёт")
    assert words(text) == ["районный", "отчет"]


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("services", "en", "servic"),
        ("services", "ru", "servic"),
        ("services", "kk", "servic"),
        ("услугами", "ru", "услуг"),
        ("услугами", "en", "услугами"),
        ("орталықтарында", "kk", "орталық"),
    ],
)
def test_stem_takes_latin_words_as_english_everywhere(word, language, expected):
    assert stem(word, language) == expected


def loose(*terms: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(tuple(term.split())) for term in terms)


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("", ()),
        ("?!", ()),
        ("Digital queue", (loose("digital"), loose("queue"))),
        ("queue queue QUEUE", (loose("queue"),)),
        ("the queue of it", (loose("queue"),)),
        ("of the", (loose("of"), loose("the"))),
        ('"the queue"', ((Phrase(("the", "queue"), exact=True),),)),
        ("old «new one»", (loose("old"), (Phrase(("new", "one"), exact=True),))),
        (
            '"x" b "" „c d“',
            ((Phrase(("x",), exact=True),), loose("b"), (Phrase(("c", "d"), True),)),
        ),
        ('"not closed', (loose("not"), loose("closed"))),
    ],
)
def test_parse_makes_units(query, units):
    assert parse(query) == units


SHOPS = Synonyms.of([["One-stop shops", "single window", "ЦОН"], ["Pay", "salaries"], []])


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("single window", (loose("single window", "one stop shops", "цон"),)),
        ("Single windows", (loose("single windows", "one stop shops", "single window", "цон"),)),
        ("цон", (loose("цон", "one stop shops", "single window"),)),
        (
            "one stop shop pay",
            (
                loose("one stop shop", "one stop shops", "single window", "цон"),
                loose("pay", "salaries"),
            ),
        ),
        ("single", (loose("single"),)),
        ("window single", (loose("window"), loose("single"))),
        ('"single window"', ((Phrase(("single", "window"), exact=True),),)),
    ],
)
def test_parse_puts_synonyms_beside_what_was_typed(query, units):
    assert parse(query, SHOPS) == units


def test_longest_synonym_wins():
    synonyms = Synonyms.of([["service", "help"], ["public service", "state"]])
    assert parse("public service", synonyms) == (loose("public service", "state"),)


@pytest.mark.parametrize(
    ("text", "query", "language", "marked"),
    [
        ("Villages & towns", "village", "en", "<mark>Villages</mark> &amp; towns"),
        ("Отчёты ведомств", "отчет", "ru", "<mark>Отчёты</mark> ведомств"),
        ("Қызметтердің сапасы", "қызмет", "kk", "<mark>Қызметтердің</mark> сапасы"),
        ("<b>bold</b> move", "bold b", "en", "&lt;<mark>b</mark>&gt;<mark>bold</mark>"
         "&lt;/<mark>b</mark>&gt; move"),
        ("public hall, public trust", '"public trust"', "en",
         "public hall, <mark>public trust</mark>"),
        ("public trusts", '"public trust"', "en", "public trusts"),
        ("one<i>stop", '"one i stop"', "en", "<mark>one&lt;i&gt;stop</mark>"),
        ("end of the road", "the road", "en", "end of the <mark>road</mark>"),
        ("nothing here", "else", "en", "nothing here"),
        ("", "word", "en", ""),
        ("words", "", "en", "words"),
    ],
)  # fmt: skip
def test_mark_wraps_phrases_and_escapes_the_rest(text, query, language, marked):
    assert mark(text, parse(query), language) == marked


@given(st.text(alphabet="a b<>&'\"ёéй\u0306\n_1", max_size=40), st.text('a b1ё"', max_size=8))
def test_mark_changes_nothing_but_the_marks(text, query):
    marked = mark(text, parse(query), "ru")
    plain = marked.replace("<mark>", "").replace("</mark>", "")
    assert unescape(plain) == unicodedata.normalize("NFC", text)
    assert "<" not in plain


def test_mark_marks_synonyms_as_wholes():
    units = parse("цон", SHOPS)
    assert mark("A single window, a single room", units, "en") == (
        "A <mark>single window</mark>, a single room"
    )


def test_mark_of_decomposed_text_marks_the_whole_word():
    text = unicodedata.normalize("NFD", "новый район")
    assert mark(text, parse("район"), "ru") == "новый <mark>район</mark>"


def test_fragment_of_a_short_text_is_the_text():
    assert fragments("A queue <b>\n moves", parse("queue"), "en") == [
        "A <mark>queue</mark> &lt;b&gt; moves"
    ]


def test_fragments_are_cut_between_words_around_what_was_found():
    text = f"{'before ' * 60}queue {'after ' * 60}queue end"
    found = fragments(text, parse("queue"), "en", width=60)
    assert found == [
        "… before before <mark>queue</mark> after after after after after after …",
        "… after after after <mark>queue</mark> end",
    ]


def test_fragments_are_at_most_as_many_as_asked_for_and_do_not_overlap():
    text = "queue " * 500
    assert len(fragments(text, parse("queue"), "en", most=2)) == 2
    assert fragments(text, parse("queue"), "en", most=0) == []
    assert fragments("queue queue", parse("queue"), "en", most=2) == [
        "<mark>queue</mark> <mark>queue</mark>"
    ]


def test_no_fragment_where_nothing_was_found():
    assert fragments("Some text", parse("queue"), "en") == []
    assert fragments("Some text", (), "en") == []


ORDERS = {
    "en": ["10 rules", "A b", "Ab", "audit", "Éclair", "“Office”", "zoning"],
    "ru": ["аудит", "ежегодник", "Ель", "Ёлка", "Жильё", "щит", "Яблоня"],
    "kk": ["ауыл", "Әкім", "гүл", "Ғылым", "кеңсе", "Қала", "ойын", "Өңір", "ұлт", "үкімет", "ірі"],
}


@pytest.mark.parametrize("language", ORDERS)
def test_sort_key_is_alphabetical(language):
    order = ORDERS[language]
    backwards = order[::-1]
    assert sorted(backwards, key=lambda title: sort_key(title, language)) == order


def test_sort_key_has_a_length_that_the_column_holds():
    assert len(sort_key("ж" * 500, "ru")) == len(sort_key("文" * 500, "en")) == 80


def test_sort_key_of_an_unknown_language_is_that_of_the_default_one():
    assert sort_key("Zoning", "xx") == sort_key("Zoning", "en")
