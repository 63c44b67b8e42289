"""The words of a work as the index stores them: exact and stemmed, title and rest, all languages.

A work is one row of the index, whatever its number of languages, so that a query finds it once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from search.models import SearchDocument
from search.text import STOP_WORDS, stem, words


@dataclass(slots=True)
class Streams:
    """Parallel lists: a word and its stem have the same position."""

    title: list[str] = field(default_factory=list)
    title_stems: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    body_stems: list[str] = field(default_factory=list)

    def add_title(self, text: str, language: str) -> None:
        found = words(text)
        self.title += found
        self.title_stems += [stem(word, language) for word in found]

    def add_body(self, text: str, language: str) -> None:
        found = words(text)
        self.body += found
        self.body_stems += [stem(word, language) for word in found]

    def vocabulary(self) -> set[str]:
        """Words that a misspelt word may have meant."""
        found = {*self.title, *self.body}
        return {w for w in found if 4 <= len(w) <= 30 and w.isalpha() and w not in STOP_WORDS}


def streams(documents: Sequence[SearchDocument]) -> Streams:
    found = Streams()
    for document in documents:
        found.add_title(document.title, document.language)
        found.add_body(document.summary, document.language)
        found.add_body(document.body, document.language)
    if documents:
        found.add_title(documents[0].code, "en")
        for language, names in documents[0].keywords.items():
            for name in names:
                found.add_body(name, language)
    return found
