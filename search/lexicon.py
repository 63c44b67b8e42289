"""The words of the index in memory: those that look or sound like what was typed."""

import threading
from collections.abc import Iterable, Iterator

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import latin
from search.text import fold, stem, words

CANDIDATES = 8
SHORTEST = 4  # letters of a word that may be misspelt
PLAIN = str.maketrans("әғқңөұүһі", "агкноуухи")  # as typed where a keyboard has no Kazakh letters


def add(words: Iterable[str]) -> None:
    """Words are never taken out: whoever proposes one sees to it that it finds something."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_word (word) VALUES (%s) ON CONFLICT (word) DO NOTHING",
            [(word,) for word in sorted(words)],
        )


_HARMONIES = str.maketrans("гк", "ғқ"), str.maketrans("и", "і")  # of endings typed without them


class Lexicon:
    """It only grows, and reads only what is new."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._words: list[str] = []
        self._known: set[str] = set()
        self._plain: dict[str, list[str]] = {}
        self._plain_stems: dict[str, set[str]] = {}
        self._sounds: dict[str, list[str]] = {}

    def refresh(self) -> None:
        with self._lock, connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, word FROM search_word WHERE id > %s ORDER BY id", [self._last]
            )
            rows = cursor.fetchall()
            for number, word in rows:
                self._last = number
                if word not in self._known:
                    self._take(word)

    def _take(self, word: str) -> None:
        self._known.add(word)
        self._words.append(word)
        if (plain := word.translate(PLAIN)) != word:
            self._plain.setdefault(plain, []).append(word)
            base = stem(word, "kk")
            self._plain_stems.setdefault(base.translate(PLAIN), set()).add(base)
        if not word.isascii():
            self._sounds.setdefault(latin.sound(word), []).append(word)

    def nearest(self, word: str) -> dict[str, int]:
        """Words that a misspelt folded one may have meant, and how many edits they are away."""
        if len(word) < SHORTEST:
            return {}
        allowed = 1 if len(word) < 6 else 2
        found = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES
        )
        distances = {candidate: int(distance) for candidate, distance, _index in found}
        return distances | dict.fromkeys(self._without_letters(word), 0)

    def _without_letters(self, word: str) -> Iterable[str]:
        """What a word typed without the letters of Kazakh alone is with them: of the index, else
        the stem of such words, which finds every form."""
        plain = word.translate(PLAIN)
        if plain in self._plain:
            return self._plain[plain]
        stems = (stem(spelt, "kk").translate(PLAIN) for spelt in (plain, *_with_endings(plain)))
        return next((self._plain_stems[s] for s in stems if s in self._plain_stems), ())

    def begun(self, text: str) -> list[str]:
        """A text whose last word is not finished, with the letters of Kazakh that it was typed
        without."""
        *whole, last = words(text) or [""]
        start = [min(self._without_letters(word), default=word) for word in whole]
        plain = last.translate(PLAIN)
        found = (found for key, found in self._plain.items() if key.startswith(plain))
        ends = {word[: len(last)] for alike in found for word in alike}
        return [" ".join([*start, end]) for end in sorted(ends or {last})[:CANDIDATES]]

    def spelt(self, word: str, language: str) -> str:
        """A word in Latin letters as the index spells it in Cyrillic ones, else as is likeliest."""
        likeliest = fold(latin.cyrillic(word, language))
        alike = self._sounds.get(latin.sound(word), ())
        return min(alike, key=lambda w: (OSA.distance(w, likeliest), w), default=likeliest)


def _with_endings(plain: str) -> Iterator[str]:
    """A word with such letters in its ending, so that the stemmer knows it: "ашыктыктын"."""
    for table in _HARMONIES:
        spelt = plain.translate(table)
        yield spelt
        if spelt.endswith("н"):
            yield f"{spelt[:-1]}ң"


_lock = threading.Lock()
_current: Lexicon | None = None


def lexicon() -> Lexicon:
    """That of the process, up to date."""
    global _current
    with _lock:
        _current = _current or Lexicon()
        found = _current
    found.refresh()
    return found


def forget() -> None:
    """Read again at the next use; tests roll words back."""
    global _current
    _current = None
