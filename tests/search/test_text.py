"""Words, stems and units of a query."""

import unicodedata

import pytest

from search.text import Phrase, Synonyms, fold, parse, stem, words


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
        ("бiлiм", "білім"),
        ("КAДРЫ", "кадры"),
        ("SMSтен", "smsтен"),
        ("IT", "it"),
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


def test_apostrophe_by_itself_is_no_word():
    assert words("ʼ очередь ʼʼ праваʼ ʼn") == ["очередь", "права", "n"]
    assert parse("ʼ queue") == parse("queue")


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
