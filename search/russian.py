"""Russian stems: Snowball's, and what it leaves apart brought together.

Snowball takes the end of a short form for that of a verb ("портал" like "читал", "опыт" like
"открыт") and knows no vowel that comes and goes ("оценка", "оценок"), so that forms of one noun
have two stems. Taking the same ends off every stem makes them one again.
"""

import re

import snowballstemmer

_stem = snowballstemmer.stemmer("russian").stemWord
_VERBAL = re.compile(r"(?<=[ая])[влн]$|[иы][вт]$|(?<=м)ен$")
_VOWEL = re.compile("[аеиоуыэюя]")
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[ое](?=к$)")
_ONE_PERSON = re.compile(r"(?<=[ая]н)ин$")  # гражданин, граждане
_SHORTEST = 5  # letters of a stem that may lose a vowel


def stem(word: str) -> str:
    """Return the search stem of one lower-case Russian word, with е for ё."""
    found = _stem(word)
    if len(found) >= _SHORTEST:
        found = _FLEETING.sub("", _ONE_PERSON.sub("", found))
    verbal = _VERBAL.search(found)
    if verbal and _VOWEL.search(found[: verbal.start() - 1]):  # as Snowball: after a first vowel
        return found[: verbal.start()]
    return found
