"""Words in Latin letters: what they sound like, and how Cyrillic spells them."""

import pytest

from search.latin import cyrillic, is_latin, sound


@pytest.mark.parametrize(
    ("word", "alphabets"),
    [
        ("қоғамдық", "qoğamdyq qoǵamdyq qoghamdyq qogamdyk kogamdik QOĞAMDYQ"),
        ("кеңестер", "keŋester keñester keńester kengester kenester"),
        ("үкімет", "ükımet úkimet ukimet"),
        ("жемқорлық", "jemqorlyq zhemqorlyq"),
        ("шешім", "şeşım sheshim"),
        ("байланыс", "bailanys baylanys"),
        ("халық", "halyq khalyq xalyq"),
        ("общественный", "obshchestvennyy obshchestvennyi obshestvenniy"),
        ("цифровая", "tsifrovaya cifrovaia"),
        ("объявление", "obyavlenie ob’yavlenie"),
    ],
)
def test_word_sounds_alike_in_each_alphabet(word, alphabets):
    found = {spelling: sound(spelling) for spelling in alphabets.split()}
    assert found == dict.fromkeys(alphabets.split(), sound(word))


@pytest.mark.parametrize(
    ("typed", "kazakh"),
    [
        ("qoghamdyq", "қоғамдық"),
        ("keŋesterge", "кеңестерге"),
        ("memlekettık", "мемлекеттік"),
        ("ádilet", "әділет"),
        ("Önertabys", "өнертабыс"),
        ("ūlt", "ұлт"),
        ("aymaq", "аймақ"),
    ],
)
def test_kazakh_word_is_spelt_as_is_likeliest(typed, kazakh):
    assert cyrillic(typed, "kk") == kazakh


@pytest.mark.parametrize(
    ("typed", "russian"),
    [
        ("reforma", "реформа"),
        ("uslugi", "услуги"),
        ("gosudarstvennye", "государственные"),
        ("obshchestvennyy", "общественный"),
        ("yazyk", "язык"),
        ("elektronnoe", "электронное"),
    ],
)
def test_russian_word_is_spelt_as_is_likeliest(typed, russian):
    assert cyrillic(typed, "ru") == russian


def test_letters_of_latin_alphabets_are_told_from_others():
    words = ["qyzmet", "Keŋes", "sybaılas", "co2", "2015", "кеңес", "x-жол", ""]
    assert [word for word in words if is_latin(word)] == ["qyzmet", "Keŋes", "sybaılas", "co2"]
