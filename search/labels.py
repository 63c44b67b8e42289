"""Names of facet values in every language, and synonyms; read once until a term changes."""

import threading
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation

from hub.languages import LANGUAGES
from hub.models import Country, ReformTheme, Region, Term
from hub.vocabulary import FACETS, Facet
from search.models import SearchState
from search.text import Synonyms, starts, words

TERM_MODELS: dict[str, type[Term]] = {
    "hub.Region": Region,
    "hub.Country": Country,
    "hub.ReformTheme": ReformTheme,
}


@dataclass(frozen=True)
class Vocabulary:
    """Facet -> language -> value -> label, in the order in which values are shown."""

    version: int
    labels: dict[str, dict[str, dict[str, str]]]
    parents: dict[str, str]  # theme -> the theme it belongs to
    synonyms: Synonyms
    typed: list[tuple[str, str, str]]  # (what is typed, facet, value), sorted

    def label(self, facet: str, value: str, language: str) -> str:
        return self.labels.get(facet, {}).get(language, {}).get(value, value)

    def complete(self, prefix: str, most: int) -> list[tuple[str, str]]:
        """(facet, value) of terms of which a name, in any language, begins with what was typed."""
        folded = " ".join(words(prefix))
        found: dict[tuple[str, str], None] = {}
        at = bisect_left(self.typed, (folded, "", ""))
        while folded and len(found) < most and at < len(self.typed):
            key, facet, value = self.typed[at]
            if not key.startswith(folded):
                break
            found[facet, value] = None
            at += 1
        return list(found)

    def knows(self, facet: Facet, value: str) -> bool:
        if facet.key == "year":
            return value.isascii() and value.isdigit() and len(value) == 4
        return value in self.labels[facet.key][next(iter(LANGUAGES))]


_lock = threading.Lock()
_current: Vocabulary | None = None


def vocabulary(version: int | None = None) -> Vocabulary:
    """The vocabulary at `version` of SearchState, from memory when it is still that one."""
    global _current
    if version is None:
        version = SearchState.current()[1]
    with _lock:
        if _current is None or _current.version != version:
            _current = _load(version)
        return _current


def forget() -> None:
    """Read again at the next use; tests roll versions back."""
    global _current
    _current = None


def _load(version: int) -> Vocabulary:
    terms = {name: list(model.objects.all()) for name, model in TERM_MODELS.items()}
    themes: Iterable[ReformTheme] = terms["hub.ReformTheme"]  # type: ignore[assignment]
    slugs = {theme.pk: theme.slug for theme in themes}
    return Vocabulary(
        version=version,
        labels={
            facet.key: {code: _labels(facet, code, terms) for code in LANGUAGES} for facet in FACETS
        },
        parents={t.slug: slugs[t.parent_id] for t in themes if t.parent_id},
        synonyms=Synonyms.of([*t.names().values(), *t.synonym_list()] for t in themes),
        typed=sorted(
            (start, term.term_key, term.slug)
            for rows in terms.values()
            for term in rows
            for name in (*term.names().values(), *term.synonym_list())
            for start in starts(name)
        ),
    )


def _labels(facet: Facet, language: str, terms: dict[str, list[Term]]) -> dict[str, str]:
    if facet.terms:
        return {term.slug: term.name_in(language) for term in terms[facet.terms]}
    if facet.choices:
        with translation.override(language):
            return {str(value): str(label) for value, label in facet.choices.choices}
    if facet.key == "year":
        return {}
    return {code: item.endonym for code, item in LANGUAGES.items()}
