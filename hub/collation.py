"""The alphabetical order of each language, which neither Python nor SQLite has."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from hub.languages import DEFAULT_LANGUAGE, LANGUAGES, active_language


@lru_cache(maxsize=4096)
def plain(letter: str) -> str:
    """A Latin letter without its accents; any other letter as it is."""
    base = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return base if base.isascii() and base.isalnum() else letter


@lru_cache(maxsize=8)
def _order(language: str) -> dict[str, str]:
    own = LANGUAGES[language].alphabet
    others = "".join(x.alphabet for x in LANGUAGES.values() if x.code != language)
    letters = dict.fromkeys("0123456789" + own + others)
    return {letter: chr(0x21 + number) for number, letter in enumerate(letters)}


def sort_key(title: str, language: str = DEFAULT_LANGUAGE) -> str:
    """A key whose order by code point is the alphabetical order of `language`; 80 characters."""
    language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    order = _order(language)
    lowered = unicodedata.normalize("NFC", title).lower()
    for letter, other in LANGUAGES[language].counts_as:
        lowered = lowered.replace(letter, other)
    letters = [" " if not c.isalnum() else order.get(c) or order.get(plain(c), c) for c in lowered]
    return " ".join("".join(letters).split())[:80]


def by_name(named: Iterable[Any]) -> list[Any]:
    """Countries, people: whatever has a `name`, in the alphabetical order of the reader."""
    language = active_language()
    return sorted(named, key=lambda one: sort_key(one.name, language))


def folded(text: str) -> str:
    """For comparing what people type: small letters, Latin ones without accents, ё as е."""
    small = unicodedata.normalize("NFC", text).casefold()
    return "".join(map(plain, small)).replace("ё", "е")
