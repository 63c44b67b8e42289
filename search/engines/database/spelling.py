"""What a misspelt word may have meant: the nearest words of the index."""

import threading
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engines.database.dialect import words_after
from search.text import STOP_WORDS, WORD, composed, fold

CANDIDATES = 8
PLAIN = str.maketrans("әғқңөұүһі", "агкноуухи")  # as typed where a keyboard has no Kazakh letters


class Speller:
    """The vocabulary of the index in memory; it only grows, and reads only what is new."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._words: list[str] = []
        self._known: set[str] = set()
        self._plain: dict[str, list[str]] = {}

    def correct(self, text: str, hits: Callable[[str], int]) -> str | None:
        """`text` with the words that find nothing replaced; None when there is no better text.

        `hits` counts the works that a query finds, so that no word of a hidden page is proposed.
        """
        self._read()
        text = composed(text)
        parts, position, changed = [], 0, False
        for match in WORD.finditer(text):
            word = fold(match.group())
            better = None if word in STOP_WORDS or hits(word) else self._nearest(word, hits)
            parts.append(text[position : match.start()])
            parts.append(better or match.group())
            changed = changed or better is not None
            position = match.end()
        parts.append(text[position:])
        corrected = "".join(parts)
        return corrected if changed and hits(corrected) else None

    def _nearest(self, word: str, hits: Callable[[str], int]) -> str | None:
        if len(word) < 4:
            return None
        allowed = 1 if len(word) < 6 else 2
        found = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES
        )
        distances = {candidate: distance for candidate, distance, _index in found}
        distances |= dict.fromkeys(self._plain.get(word.translate(PLAIN), ()), 0)
        ranked = sorted(
            ((distance, candidate[0] != word[0], -hits(candidate), candidate))
            for candidate, distance in distances.items()
        )
        best = [row for row in ranked if row[2]]
        return best[0][3] if best else None

    def _read(self) -> None:
        with self._lock:
            self._last, fresh = words_after(self._last)
            for word in fresh:
                if word not in self._known:
                    self._words.append(word)
                    if (plain := word.translate(PLAIN)) != word:
                        self._plain.setdefault(plain, []).append(word)
            self._known.update(fresh)
