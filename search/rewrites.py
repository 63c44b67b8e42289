"""What a text that finds nothing may have meant: keys of another layout of the keyboard, Cyrillic
words in Latin letters, words misspelt. The same for every engine, which only counts works."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from search import latin, layout
from search.lexicon import Lexicon, lexicon
from search.text import STOP_WORDS, WORD, composed, fold, words

Hits = Callable[[Sequence[str]], list[int]]  # how many works have all the words of each text
MOST_UNKNOWN = 8  # pieces that are looked at; the rest of a pasted text stays as it is
_BLANKS = re.compile(r"(\s+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """The pieces of a text as they were typed, and as they may have been meant."""

    typed: tuple[str, ...]
    meant: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.meant)

    def only(self, pieces: set[str]) -> "Reading":
        """The same for these pieces alone."""
        pairs = zip(self.typed, self.meant, strict=True)
        return Reading(self.typed, tuple(new if old in pieces else old for old, new in pairs))

    def changes(self) -> dict[str, str]:
        return {o: n for o, n in zip(self.typed, self.meant, strict=True) if o != n and words(n)}


class _Counted:
    """Works by text; each text is asked for once."""

    def __init__(self, hits: Hits) -> None:
        self._hits = hits
        self._known: dict[str, int] = {}

    def ask(self, texts: Iterable[str]) -> None:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        if fresh:
            self._known |= zip(fresh, self._hits(fresh), strict=True)

    def __getitem__(self, text: str) -> int:
        return self._known[text]


def rewrite(text: str, hits: Hits) -> str | None:
    """What finds more than `text`, of which no work has all the words; None if nothing does.

    Nothing is proposed but what finds something, so that no word of a hidden page is. A reading
    of which works have all the words wins, that with most works; else each piece is read on
    its own.
    """
    pieces = tuple(_BLANKS.split(composed(text)))
    counted = _Counted(hits)
    telling = [piece for piece in pieces if any(w not in STOP_WORDS for w in words(piece))]
    counted.ask(telling)
    unknown = {piece for piece in dict.fromkeys(telling) if not counted[piece]}
    unknown = set(sorted(unknown, key=pieces.index)[:MOST_UNKNOWN])
    if not unknown:
        return None
    known = lexicon()
    readings = list(dict.fromkeys(_readings(pieces, unknown, known)))
    near = {fold(word): known.nearest(fold(word)) for word in _words_of(unknown)}
    counted.ask(
        [
            *(reading.text for reading in readings),
            *(new for reading in readings for new in reading.changes().values()),
            *(word for found in near.values() for word in found),
        ]
    )
    readings.append(_spelt(pieces, unknown, near, counted))
    counted.ask([readings[-1].text, *readings[-1].changes().values()])
    whole = [reading for reading in readings if reading.changes() and counted[reading.text]]
    if whole:
        return max(whole, key=lambda reading: counted[reading.text]).text
    return _in_part(readings, unknown, counted)


def beginnings(text: str) -> list[str]:
    """What somebody may have begun to type, where no title begins with `text`."""
    if latin.is_latin(text):
        spelt = [latin.cyrillic(text, language) for language in latin.LANGUAGES]
    else:
        spelt = lexicon().begun(text)
    return [*layout.readings(text), *spelt]


def _in_part(readings: Sequence[Reading], unknown: set[str], counted: _Counted) -> str | None:
    """Each unknown piece in the reading that finds most works; the others as they were typed."""
    best: dict[str, str] = {}
    for old, new in (change for reading in readings for change in reading.changes().items()):
        if old in unknown and counted[new] > (counted[best[old]] if old in best else 0):
            best[old] = new
    return "".join(best.get(piece, piece) for piece in readings[-1].typed) if best else None


def _words_of(pieces: Iterable[str]) -> list[str]:
    return [match.group() for piece in pieces for match in WORD.finditer(piece)]


def _readings(pieces: tuple[str, ...], unknown: set[str], known: Lexicon) -> Iterator[Reading]:
    """Of the whole text and, beside words that are known, of the pieces that are not."""
    whole = [Reading(pieces, meant) for meant in _meant(pieces, known)]
    for reading in (*whole, *(reading.only(unknown) for reading in whole)):
        if reading.changes():
            yield reading


def _meant(pieces: tuple[str, ...], known: Lexicon) -> Iterator[tuple[str, ...]]:
    for text in layout.readings("".join(pieces)):
        yield _cut(text, pieces)
    for language in latin.LANGUAGES:
        yield tuple(_in_cyrillic(piece, language, known) for piece in pieces)


def _cut(text: str, pieces: tuple[str, ...]) -> tuple[str, ...]:
    """A text of the same letters, one for one, in pieces as long."""
    at, found = 0, []
    for piece in pieces:
        found.append(text[at : at + len(piece)])
        at += len(piece)
    return tuple(found)


def _in_cyrillic(piece: str, language: str, known: Lexicon) -> str:
    def spelt(match: re.Match[str]) -> str:
        word = match.group()
        return known.spelt(word, language) if latin.is_latin(word) else word

    return WORD.sub(spelt, piece)


def _spelt(
    pieces: tuple[str, ...], unknown: set[str], near: dict[str, dict[str, int]], counted: _Counted
) -> Reading:
    """Each unknown word as the nearest word that finds something."""

    def nearest(match: re.Match[str]) -> str:
        word = fold(match.group())
        found = [
            (distance, candidate[0] != word[0], -counted[candidate], candidate)
            for candidate, distance in near[word].items()
            if counted[candidate]
        ]
        return min(found)[-1] if found and word not in STOP_WORDS else match.group()

    return Reading(pieces, tuple(WORD.sub(nearest, p) if p in unknown else p for p in pieces))
