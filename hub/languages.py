"""THE language table: what a language means to the site, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site.

    `stemmer` names an algorithm of search.text; `alphabet` is the order in which its letters sort
    (CLDR), written out because neither SQLite nor Python's default order has it.
    """

    code: str
    endonym: str
    stemmer: str
    alphabet: str


LANGUAGES = {
    language.code: language
    for language in (
        Language("en", "English", "english", "abcdefghijklmnopqrstuvwxyz"),
        Language("ru", "Русский", "russian", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
        Language("kk", "Қазақша", "kazakh", "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
    )
}
DEFAULT_LANGUAGE = "en"
