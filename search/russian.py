"""Russian stems: Snowball's, and what it leaves apart brought together.

Snowball takes the end of a short form for that of a verb ("портал" like "читал", "опыт" like
"открыт") and knows no vowel that comes and goes ("оценка", "оценок"), so that forms of one noun
have two stems. Taking the same ends off every stem makes them one again.
"""

import re

import snowballstemmer

_stem = snowballstemmer.stemmer("russian").stemWord
_VOWELS = "аеиоуыэюя"
# -ал, -ан, -ав; -ит, -ив; -мен: after the first vowel, as Snowball takes them off.
_VERBAL = re.compile(rf"(.*?[{_VOWELS}](?:.*[ая](?=[влн]$)|.*(?=[иы][вт]$)|.*м(?=ен$)))\w+$")
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[ое](?=к$)")
_ONE_PERSON = re.compile(r"(?<=[ая]н)ин$")  # гражданин, граждане
_SHORTEST = 5  # letters of a stem that may lose a vowel


def stem(word: str) -> str:
    """Return the search stem of one lower-case Russian word, with е for ё."""
    found = _stem(word)
    if len(found) >= _SHORTEST:
        found = _FLEETING.sub("", _ONE_PERSON.sub("", found))
    verbal = _VERBAL.match(found)
    return verbal.group(1) if verbal else found
