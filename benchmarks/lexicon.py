"""Synthetic words that are drawn as in a real text, and marker words of known frequency."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

SIZE = 30_000
SHIFT = 2.7  # of the Zipf–Mandelbrot law: the first words are not too frequent
ONSETS = "b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t th tr v w z".split()
VOWELS = "a e i o u ai ea io ou".split()
CODAS = ["", "", "", "l", "m", "n", "r", "nt", "rk", "ld"]
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абсдефгхижклмнопкрстувшыуз")
# Frequency class -> (number of markers, works at most, share of the works)
MARKERS = {
    "rare": (8, 150, 0.05),
    "medium": (8, 1_000_000, 0.03),
    "many": (4, 1_000_000, 0.2),  # of 100,000 documents the most that are still ranked
    "common": (4, 1_000_000, 0.25),
}
VOWEL_LESS = "bcdfghjk"  # numbers the markers in letters that no stemmer touches


@dataclass(frozen=True, slots=True)
class Lexicon:
    words: list[str]
    weights: list[float]  # cumulative

    @classmethod
    def of(cls, chance: Random) -> "Lexicon":
        found: dict[str, None] = {}
        while len(found) < SIZE:
            syllables = (
                chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
                for _ in range(chance.choice((2, 2, 3, 3, 4)))
            )
            found["".join(syllables)] = None
        weights = accumulate(1 / (rank + SHIFT) for rank in range(SIZE))
        return cls(list(found), list(weights))

    def draw(self, chance: Random, number: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self.weights, k=number)


def cyrillic(word: str) -> str:
    """A word of the same text in Russian, near enough for a stemmer to have its work."""
    return word.translate(CYRILLIC)


def markers(kind: str) -> tuple[str, ...]:
    """Words that stand in a known number of works, all of a frequency class equally often."""
    number = MARKERS[kind][0]
    return tuple(f"zx{kind[:2]}q{letter}x" for letter in VOWEL_LESS[:number])


def frequency(kind: str, works: int) -> int:
    _number, most, share = MARKERS[kind]
    return min(most, round(works * share))


def placed(chance: Random, works: int) -> dict[int, list[str]]:
    """Work -> its marker words."""
    found: dict[int, list[str]] = {}
    for kind in MARKERS:
        for word in markers(kind):
            for work in chance.sample(range(1, works + 1), frequency(kind, works)):
                found.setdefault(work, []).append(word)
    return found
