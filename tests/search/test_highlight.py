"""Highlights: what is marked, what is escaped, and that nothing is overlooked."""

import tomllib
import unicodedata
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.languages import LANGUAGES
from search.highlight import fragments, mark
from search.text import STOP_WORDS, Synonyms, parse, stem, words

ROOT = Path(__file__).parents[2]
SHOPS = Synonyms.of([["One-stop shops", "single window", "ЦОН"], ["Pay", "salaries"], []])


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
    assert fragments("A queue <b>\n moves.\nOn", parse("queue"), "en") == [
        "A <mark>queue</mark> &lt;b&gt; · moves. On"
    ]


def test_fragments_are_cut_between_words_around_what_was_found():
    text = f"{'before ' * 60}queue {'after ' * 60}queue end"
    found = fragments(text, parse("queue"), "en", width=60)
    assert found == [
        "…\u00a0before before <mark>queue</mark> after after after after after after\u00a0…",
        "…\u00a0after after after <mark>queue</mark> end",
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_every_word_of_the_demonstration_is_marked(language):
    """Whatever the stemmer does to a word, the look at its first letters must not miss it."""
    vocabulary = {
        word
        for file in sorted((ROOT / "casestudies" / "demo").rglob("*.toml"))
        for word in words(" ".join(_texts(tomllib.loads(file.read_text("utf-8")))))
    }
    assert len(vocabulary) > 4_000
    for extra in ("dying", "lying", "tying", "skies", "Réforme", "O'Brien", "ёлка"):
        vocabulary.add(extra)
    missed = [
        (word, query)
        for word in vocabulary
        for query in {word, stem(words(word)[0], language)} - STOP_WORDS
        if stem(words(query)[0], language) == stem(words(word)[0], language)
        and unescape(mark(word, parse(query), language)) != f"<mark>{word}</mark>"
    ]
    assert missed == []


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
