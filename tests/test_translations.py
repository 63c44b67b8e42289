"""Every word that a visitor can meet is there in Russian and Kazakh, and says the same."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.catalogues import (
    catalogue,
    forms_of,
    key_of,
    met_strings,
    our_strings,
    said_by_packages,
    strings_of,
)

LANGUAGES = ("ru", "kk")
FOLDERS = ("locale", "locale/packages")
EACH = pytest.mark.parametrize("language", LANGUAGES)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd%]|\{\w*\}|</?\w+[^>]*>|https?://\S+")
CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)
ONLY_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
SAME_IN_ALL = re.compile(r"^(\W*|IPv[46]|WebAuthn|%\(truncated_text\)s…)$")
PLURALS = {"ru": 4, "kk": 2}


def faults(message: Message, language: str) -> list[str]:
    """What is wrong with one message of a catalogue."""
    _context, one, many = key_of(message)
    texts = forms_of(message)
    if not all(texts):
        return ["empty"]
    found = ["fuzzy"] if message.fuzzy else []
    if many and len(texts) != PLURALS[language]:
        found.append("plural forms")
    if many and _placeholders(one) != _placeholders(many):
        found.append("placeholders of the source differ, which Babel does not compile")
    for text in texts:
        found += _faults_of_text(text, one, language)
        if _placeholders(text) != _placeholders(one):
            found.append("placeholders")
    return found


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def _has_words(source: str) -> bool:
    """Words that differ in each language: not only placeholders, quotation marks and names."""
    words = re.search(r"[A-Za-z]", PLACEHOLDER.sub("", source))
    return bool(words) and not SAME_IN_ALL.search(source)


def _faults_of_text(text: str, source: str, language: str) -> list[str]:
    wrong = {
        "blanks at the edges": _edges(text) != _edges(source),
        "not translated": _has_words(source) and not CYRILLIC.search(text),
        "quotation marks": '"' in re.sub(r"<[^>]*>", "", text) or "“%" in text,
    }
    long = len(re.findall(r"[^\W\d_]+", PLACEHOLDER.sub("", text))) > 5
    wrong["not Kazakh"] = language == "kk" and long and not ONLY_KAZAKH.search(text)
    return [fault for fault, found in wrong.items() if found]


def _edges(text: str) -> tuple[str, str]:
    return (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])


@EACH
def test_every_string_of_ours_is_in_the_catalogue(language):
    there = catalogue(language)
    assert {key: path for key, path in our_strings().items() if key not in there} == {}


@EACH
def test_no_catalogue_keeps_what_nothing_says_any_more(language):
    said = our_strings()
    assert [key for key in catalogue(language) if key not in said] == []


@EACH
def test_every_string_of_packages_that_a_visitor_meets_is_translated(language):
    said = said_by_packages(language) | {key[:2] for key in catalogue(language)}
    said |= {key[:2] for key in catalogue(language, "locale/packages")}
    assert {key: path for key, path in met_strings().items() if key[:2] not in said} == {}
    assert ("", "This field is required.", "") in met_strings()


@EACH
@pytest.mark.parametrize("folder", FOLDERS)
def test_translations_are_whole(language, folder):
    found = {key: faults(row, language) for key, row in catalogue(language, folder).items()}
    assert {key: fault for key, fault in found.items() if fault} == {}


def test_a_kazakh_text_is_not_the_russian_one():
    russian = catalogue("ru")
    same = [
        key
        for key, row in catalogue("kk").items()
        if key in russian and len(key[1].split()) > 3 and forms_of(row) == forms_of(russian[key])
    ]
    assert same == []


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("Search", ""), "empty"),
        (Message("Search", "Search"), "not translated"),
        (Message("Search", "Поиск", flags={"fuzzy"}), "fuzzy"),
        (Message("%(n)s of %(m)s", "%(n)s из %(k)s"), "placeholders"),
        (Message("<b>Due</b>", "<i>Срок</i>"), "placeholders"),
        (Message("Due: ", "Срок:"), "blanks at the edges"),
        (Message("Search “%(q)s”", 'Поиск "%(q)s"'), "quotation marks"),
        (Message(("%(n)s work", "%(n)s works"), ("%(n)s а", "%(n)s б")), "plural forms"),
        (
            Message(("one work", "%(n)s works"), ("один", "%(n)s")),
            "placeholders of the source differ, which Babel does not compile",
        ),
    ],
)
def test_a_faulty_translation_is_found(message, fault):
    assert fault in faults(message, "ru")


def test_a_russian_text_in_the_kazakh_catalogue_is_found():
    text = "Показаны результаты по запросу на этом сайте"
    assert faults(Message("These are the results of this search", text), "kk") == ["not Kazakh"]


def test_strings_are_collected_from_templates_and_code():
    template = '{% load i18n %}{% translate "One" %}{{ x|default:_("Two") }}' + (
        "{% blocktranslate trimmed count n=n with a=b %}\n  {{ n }} of\n  {{ a }}{% plural %}"
        '{{ n }} of {{ a }}s{% endblocktranslate %}{% translate "Three" context "c" %}'
    )
    assert list(strings_of(template, Path("x.html"))) == [
        ("", "One", ""),
        ("", "Two", ""),
        ("", "%(n)s of %(a)s", "%(n)s of %(a)ss"),
        ("c", "Three", ""),
    ]
    code = 'a = _("One")\nb = npgettext("c", "day", "days", 2)\nc = gettext_lazy("T" "wo")\n'
    assert list(strings_of(code, Path("x.py"))) == [
        ("", "One", ""),
        ("c", "day", "days"),
        ("", "Two", ""),
    ]
