"""Where the words of a query stand in a text, in any form, and passages around them, escaped."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html import escape
from itertools import chain, islice

from search.text import LOOK_ALIKE, WORD, Unit, composed, fold, is_stop, stem

Span = tuple[int, int]


Forms = tuple[tuple[str, ...], bool]  # of a phrase's words; whether they must stand as they are


@lru_cache(maxsize=256)
def _patterns(units: tuple[Unit, ...], language: str) -> Mapping[str, list[Forms]]:
    """What to look for in a text of `language`, by first word."""
    patterns: dict[str, list[Forms]] = {}
    for phrase in {phrase for unit in units if not is_stop(unit) for phrase in unit}:
        forms = phrase.words if phrase.exact else tuple(stem(w, language) for w in phrase.words)
        patterns.setdefault(forms[0], []).append((forms, phrase.exact))
    return patterns


@lru_cache(maxsize=256)
def _beginnings(units: tuple[Unit, ...], language: str) -> re.Pattern[str]:
    """Where a phrase of the query may begin: no stemmer touches the first two letters of a word,
    but for "dying", "lying" and "tying". Most words of a text need not be looked at closer.

    A pattern that starts with one class of letters is looked for two to five times as fast as one
    that starts with what must not stand before it, or that ignores case.
    """
    starts = {
        first[: 1 if first in {"die", "lie", "tie"} else 2] for first in _patterns(units, language)
    }
    letters = "".join(sorted({_spellings(start[0]) for start in starts}))
    ways = (f"(?<=[{_spellings(start[0])}])" + _second(start[1:]) for start in sorted(starts))
    return re.compile(rf"[{letters}](?<![^\W_].)(?<![^\W_]['’ʼ].)(?:{'|'.join(ways)})")


def _second(letter: str) -> str:
    return f"['’ʼ]?[{_spellings(letter)}]" if letter else ""


@lru_cache(maxsize=256)
def _spellings(letter: str) -> str:
    """The letters that `fold` makes this one, for a class of a regular expression."""
    return _folded().get(letter) or "".join({letter, *letter.upper()})


@cache
def _folded() -> dict[str, str]:
    """Letter -> those of Latin and Cyrillic script that `fold` makes it."""
    found: dict[str, str] = {}
    for character in map(chr, (*range(0x30, 0x250), *range(0x400, 0x530))):
        if character.isalnum():
            folded = fold(character)
            for letter in {folded, folded.translate(LOOK_ALIKE)}:
                found[letter] = found.get(letter, "") + character
    return found


def _spans(text: str, units: tuple[Unit, ...], language: str) -> Iterator[Span]:
    """Where the phrases of a query stand in a text of `language`, in any form of their words."""
    patterns, after = _patterns(units, language), 0
    longest = max((len(forms) for found in patterns.values() for forms, _exact in found), default=0)
    for beginning in _beginnings(units, language).finditer(text) if longest else ():
        if beginning.start() < after:
            continue
        matches = list(islice(WORD.finditer(text, beginning.start()), longest))
        length = _longest(patterns, [fold(match.group()) for match in matches], language)
        if length:
            after = matches[length - 1].end()
            yield matches[0].start(), after


def _longest(patterns: Mapping[str, list[Forms]], found: list[str], language: str) -> int:
    """Number of words of the longest pattern with which `found` begins; 0 for none."""
    best = 0
    for start in {found[0], stem(found[0], language)}:
        for forms, exact in patterns.get(start, ()):
            piece = found[: len(forms)]
            if not exact:
                piece = [stem(w, language) for w in piece]
            if len(forms) > best and tuple(piece) == forms:
                best = len(forms)
    return best


def mark(text: str, units: tuple[Unit, ...], language: str) -> str:
    """`text` escaped, with <mark> around the phrases of the query in any form."""
    text = composed(text)
    if not units:
        return escape(text)
    parts, position = [], 0
    for start, end in _spans(text, units, language):
        parts += [escape(text[position:start]), f"<mark>{escape(text[start:end])}</mark>"]
        position = end
    parts.append(escape(text[position:]))
    return "".join(parts)


def fragments(
    text: str, units: tuple[Unit, ...], language: str, *, most: int = 2, width: int = 180
) -> list[str]:
    """Up to `most` passages of about `width` characters around phrases of the query, escaped."""
    text = composed(text)
    found: list[str] = []
    covered = -1
    if most < 1:
        return found
    for position, _end in _spans(text, units, language):
        if position < covered:
            continue
        start, end = _window(text, position, width)
        passage = mark(_in_one_line(text[start:end]), units, language)
        found.append("…\u00a0" * bool(start) + passage + "\u00a0…" * (end < len(text)))
        covered = end
        if len(found) == most:
            break
    return found


def _in_one_line(text: str) -> str:
    """Paragraphs one after the other; what ends without a full stop, such as a name, set apart."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    ends = (" " if line.endswith((".", "!", "?", ":", ";", "…")) else " · " for line in lines)
    return "".join(chain.from_iterable(zip(lines, ends, strict=True))).strip(" ·")


def _window(text: str, position: int, width: int) -> tuple[int, int]:
    start = max(0, position - width // 3)
    if start:
        space = text.find(" ", start, position)
        start = space + 1 if space != -1 else start
    end = min(len(text), start + width)
    if end < len(text):
        space = text.rfind(" ", position, end)
        end = space if space > position else end
    return start, end
