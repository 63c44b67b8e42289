"""THE language table: what a language means to the site, in one place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site.

    `stemmer` names an algorithm of search.text; `alphabet` is the order in which its letters sort,
    with those of other languages where CLDR has them among its own, written out because neither
    SQLite nor Python's default order has it; `counts_as` has the letters that sort as another one;
    `locale` is what other sites call the language.
    """

    code: str
    endonym: str
    locale: str
    stemmer: str
    alphabet: str
    counts_as: tuple[tuple[str, str], ...] = ()
    quotes: tuple[str, str] = ("«", "»")


LANGUAGES = {
    language.code: language
    for language in (
        Language(
            "en", "English", "en_GB", "english", "abcdefghijklmnopqrstuvwxyz", quotes=("“", "”")
        ),
        Language(
            "ru",
            "Русский",
            "ru_RU",
            "russian",
            "аәбвгғдежзиійкқлмнңоөпрстуүұфхһцчшщъыьэюя",
            (("ё", "е"),),
        ),
        Language("kk", "Қазақша", "kk_KZ", "kazakh", "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
    )
}
DEFAULT_LANGUAGE = "en"
_IN_FRONT = re.compile(rf"^((?:https?://[^/]+)?/)(?:{'|'.join(LANGUAGES)})(?=/)")


def active_language() -> str:
    """The reader's."""
    return get_language() or DEFAULT_LANGUAGE


def asked_language(parameters: Mapping[str, str]) -> str:
    """`lang` of an address that stands under no language."""
    asked = parameters.get("lang", "")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def in_language(address: str, language: str) -> str:
    """The address of a work under another language: there it is shown translated or, if it is not
    translated, as it is, in the frame of that language."""
    return _IN_FRONT.sub(rf"\g<1>{language}", address)


def cldr_names(country: str) -> dict[str, str]:
    """Language to what CLDR calls a country; none for a code that it does not know."""
    found = {code: Locale(code).territories.get(country.upper()) for code in LANGUAGES}
    return {code: str(name) for code, name in found.items() if name}
