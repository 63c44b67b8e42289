"""Kazakh and Russian written in Latin letters: "qoghamdyq", "qoǵamdyq", "obshchestvo".

`sound` gives one key to a word in either script, whichever alphabet it is written in, and
`cyrillic` the likeliest spelling of a word that nobody knows.
"""

import re
import unicodedata

from hub.collation import plain

_SOUNDS = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхэіыәғқңөұүһ", "abvgdeziiklmnoprstufheiiagknouuh", strict=True))
    | {"ж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ё": "e"}
    | dict.fromkeys("ъь'’ʼ", "")
)
_OWN = str.maketrans({"ş": "sh", "ç": "ch", "ŋ": "n", "ı": "i"})
_ALIKE = {"shch": "sh", "sch": "sh", "zh": "j", "kh": "h", "gh": "g", "ng": "n", "q": "k"}
_ALIKE |= {"w": "u", "x": "h", "y": "i", "ch": "ch", "c": "ts"}
_LETTERS = re.compile("|".join(_ALIKE))
_LONG = re.compile("i{2,}|u{2,}")

_COMMON = {"shch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц", "ya": "я"}
_COMMON |= {"yu": "ю", "yo": "е", "w": "у", "c": "ц", "ş": "ш", "ç": "ч"}
_COMMON |= dict(zip("abvgdezklmnoprstufhxq", "абвгдезклмнопрстуфххқ", strict=True))
_SPELLINGS = {
    "kk": {**_COMMON, "gh": "ғ", "ng": "ң", "j": "ж", "y": "ы", "i": "і", "ı": "і", "ý": "у"}
    | dict(zip("äáğǵŋñńöóüúū", "әәғғңңңөөүүұ", strict=True)),
    "ru": {**_COMMON, "ia": "я", "iu": "ю", "j": "й", "y": "ы", "i": "и", "q": "к", "w": "в"},
}
_PARTS = {
    language: re.compile("|".join(sorted(spelling, key=len, reverse=True)))
    for language, spelling in _SPELLINGS.items()
}
_GLIDE = re.compile(r"(?<=[аәеиоөуұүіыэ])[іыи](?![а-яёәғқңөұүһі])|(?<=[аәоө])[іы]")
LANGUAGES = tuple(_SPELLINGS)


def is_latin(word: str) -> bool:
    """Whether there are Latin letters, and no others."""
    letters = [letter for letter in word.lower() if letter.isalpha()]
    return bool(letters) and all(plain(c).isascii() or c in "ŋı" for c in letters)


def sound(word: str) -> str:
    """What words that sound alike have in common, in lower case and either script."""
    heard = word.lower().translate(_SOUNDS)
    if not heard.isascii():
        heard = "".join(plain(letter) for letter in heard.translate(_OWN))
    heard = _LETTERS.sub(lambda match: _ALIKE[match.group()], heard)
    return _LONG.sub(lambda match: match.group()[0], heard)


def cyrillic(word: str, language: str) -> str:
    """A word in Latin letters as it is most likely spelt in Cyrillic ones."""
    lowered = unicodedata.normalize("NFC", word.lower())
    known = _SPELLINGS[language]
    parts = _PARTS[language]
    spelt = parts.sub(lambda match: known[match.group()], re.sub("['’ʼ]", "", lowered))
    spelt = _GLIDE.sub("й", spelt)
    return f"э{spelt[1:]}" if language == "ru" and spelt.startswith("е") else spelt
