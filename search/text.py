"""Words: folding, stemming by language, queries as units."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from hub.collation import plain
from hub.languages import LANGUAGES
from search import kazakh, russian

MOST_LOOSE = 16  # units of a query that are tried in part; the rest of a pasted text says little
ANALYSIS_VERSION = 2  # raise it when a change here must lead to a new index
WORD = re.compile(r"[^\W_ʼ]+(?:['’ʼ][^\W_ʼ]+)*")  # the last apostrophe is a letter to Unicode
_APOSTROPHES = re.compile(r"['’ʼ]")
_LATIN = re.compile(r"^[a-z0-9]+$")
LOOK_ALIKE = str.maketrans("aceikmoptxy", "асеікмортху")  # Latin, Cyrillic
_MIXED = re.compile(r"(?=[^a-z]*[a-z])(?=.*[а-яәғқңөұүһі])(?:[aceikmoptxy]|[^a-z])+$")
_STEMMERS = {
    "english": snowballstemmer.stemmer("english").stemWord,
    "russian": russian.stem,
    "kazakh": kazakh.stem,
}
STOP_WORDS = frozenset(
    "a an and are as at be by for from has in is it its of on or that the their this to was were "
    "which with и в во на с со по за из к ко о об от до для у не или как что это при их а "
    "мен және үшін туралы бойынша де да бұл осы сол".split()
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Lower case, ё as е, no apostrophes, no accents on Latin letters; Kazakh letters stay. Latin
    letters that look like the Cyrillic ones among which they stand are those: "бiлiм"."""
    word = _APOSTROPHES.sub("", unicodedata.normalize("NFC", word).lower()).replace("ё", "е")
    if word.isascii():
        return word
    word = "".join(plain(letter) for letter in word)
    return word.translate(LOOK_ALIKE) if _MIXED.match(word) else word


@lru_cache(maxsize=400_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; Latin words are English whatever the language of the text."""
    if _LATIN.match(word):
        return _STEMMERS["english"](word)
    stemmer = LANGUAGES[language].stemmer
    return _STEMMERS[stemmer](word) if stemmer != "english" else word


def composed(text: str) -> str:
    """Letters with their marks as one character each: и + ◌̆, as pasted from a PDF, is й."""
    return unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """Folded words of a text, in order."""
    if text.isascii():  # a third of the time
        return WORD.findall(_APOSTROPHES.sub("", text.lower()) if "'" in text else text.lower())
    return [fold(match.group()) for match in WORD.finditer(composed(text))]


def starts(text: str, *, most: int = 6) -> list[str]:
    """What one may type to be shown `text`: it from its start and from each later word, folded."""
    found = words(text)
    at = [i for i, word in enumerate(found) if i == 0 or word not in STOP_WORDS]
    return [" ".join(found[i:])[:80] for i in at[:most]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other; `exact` when the visitor put them in quotation marks."""

    words: tuple[str, ...]
    exact: bool = False


Unit = tuple[Phrase, ...]  # alternatives: the text has one of them


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Phrases that mean the same, by the stems with which each begins."""

    groups: tuple[tuple[tuple[str, ...], ...], ...]
    by_stems: Mapping[tuple[str, ...], int]
    longest: int

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]]) -> "Synonyms":
        kept = [
            tuple(dict.fromkeys(tuple(words(phrase)) for phrase in group if words(phrase)))
            for group in groups
        ]
        by_stems: dict[tuple[str, ...], int] = {}
        for number, group in enumerate(kept):
            for phrase in group:
                for language in LANGUAGES:
                    by_stems.setdefault(tuple(stem(w, language) for w in phrase), number)
        return cls(tuple(kept), by_stems, max((len(key) for key in by_stems), default=0))

    def match(self, terms: list[str], start: int) -> tuple[int, Unit]:
        """Length of the longest synonym that begins at `start`, and all that mean the same."""
        for length in range(min(self.longest, len(terms) - start), 0, -1):
            piece = terms[start : start + length]
            for language in LANGUAGES:
                number = self.by_stems.get(tuple(stem(word, language) for word in piece))
                if number is not None:
                    own = Phrase(tuple(piece))
                    others = (Phrase(p) for p in self.groups[number] if p != own.words)
                    return length, (own, *others)
        return 0, ()


NO_SYNONYMS = Synonyms((), {}, 0)
_QUOTED = re.compile(r"[\"«“„]([^\"»”“]+)[\"»”“]")


def parse(text: str, synonyms: Synonyms = NO_SYNONYMS) -> tuple[Unit, ...]:
    """The units of a query, all of which a work must have. Stop words count only on their own."""
    units: list[Unit] = []
    position = 0
    for quoted in _QUOTED.finditer(text):
        units += _loose(text[position : quoted.start()], synonyms)
        phrase = tuple(words(quoted.group(1)))
        if phrase:
            units.append((Phrase(phrase, exact=True),))
        position = quoted.end()
    units += _loose(text[position:], synonyms)
    telling = [unit for unit in units if not is_stop(unit)]
    return tuple(dict.fromkeys(telling or units))


def loosened(units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Units that a work must still have when none has all, and units of which it may lack some.

    What stands in quotation marks is meant as it stands.
    """
    must = tuple(unit for unit in units if any(phrase.exact for phrase in unit))
    return must, tuple(unit for unit in units if unit not in must)[:MOST_LOOSE]


def is_stop(unit: Unit) -> bool:
    return len(unit) == 1 and len(unit[0].words) == 1 and unit[0].words[0] in STOP_WORDS


def _loose(text: str, synonyms: Synonyms) -> Iterator[Unit]:
    """Synonyms where they stand, compounds such as "one-stop" as phrases, else word by word."""
    found = list(WORD.finditer(text))
    terms = [fold(match.group()) for match in found]
    start = 0
    while start < len(terms):
        length, unit = synonyms.match(terms, start)
        if not length:
            length = 1
            while start + length < len(terms) and (
                text[found[start + length - 1].end() : found[start + length].start()] == "-"
            ):
                length += 1
            unit = (Phrase(tuple(terms[start : start + length])),)
        yield unit
        start += length
