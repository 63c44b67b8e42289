"""Names of facet values in every language, and synonyms; read once until a term changes."""

import re
import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel.dates import format_date
from django.utils import translation

from hub.collation import sort_key
from hub.languages import LANGUAGES
from hub.models import Country, ReformTheme, Region, Term
from hub.vocabulary import FACETS, Facet
from search.models import SearchState
from search.text import Synonyms, starts, words

MONTH = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])")
TERM_MODELS: dict[str, type[Term]] = {
    "hub.Region": Region,
    "hub.Country": Country,
    "hub.ReformTheme": ReformTheme,
}


@dataclass(frozen=True)
class Vocabulary:
    """Facet -> language -> value -> label, in the order in which values are shown: themes with
    their own themes after them, countries by the alphabet of the language."""

    version: int
    labels: dict[str, dict[str, dict[str, str]]]
    parents: dict[str, str]  # theme -> the theme it belongs to
    synonyms: Synonyms
    typed: list[tuple[str, str, str]]  # (what is typed, facet, value), sorted

    @cached_property
    def places(self) -> dict[str, dict[str, dict[str, int]]]:
        """Facet -> language -> value -> where it stands in that order, from 0."""
        return {
            facet: {
                language: {value: place for place, value in enumerate(values)}
                for language, values in languages.items()
            }
            for facet, languages in self.labels.items()
        }

    def label(self, facet: str, value: str, language: str) -> str:
        if facet == "month":
            return month_name(value, language)
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
        if facet.key == "month":
            return bool(MONTH.fullmatch(value))
        return value in self.labels[facet.key][next(iter(LANGUAGES))]


def month_name(value: str, language: str) -> str:
    """ "2026-11" as "November 2026"."""
    day = date.fromisoformat(f"{value}-01")
    pattern = {"ru": "LLLL y 'г.'", "kk": "y 'ж'. LLLL"}.get(language, "LLLL y")
    name = format_date(day, pattern, locale=language)
    return name.lower() if language == "kk" else name  # CLDR begins it with a capital


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
        synonyms=Synonyms.of(_called(terms)),
        typed=sorted(
            (start, term.term_key, term.slug)
            for rows in terms.values()
            for term in rows
            for name in (*term.names().values(), *term.synonym_list())
            for start in starts(name)
        ),
    )


def _called(terms: dict[str, list[Term]]) -> Iterator[list[str]]:
    """Each theme's names and synonyms, and those of a country that has synonyms."""
    for theme in terms["hub.ReformTheme"]:
        yield [*theme.names().values(), *theme.synonym_list()]
    for country in terms["hub.Country"]:
        if synonyms := country.synonym_list():
            yield [*country.names().values(), *synonyms]


def _ordered(terms: list[Term]) -> list[Term]:
    """As they come, but themes with their own themes after them."""
    below: dict[int | None, list[Term]] = {}
    for term in terms:
        below.setdefault(getattr(term, "parent_id", None), []).append(term)
    return [one for top in below.get(None, ()) for one in (top, *below.get(top.pk, ()))]


def _labels(facet: Facet, language: str, terms: dict[str, list[Term]]) -> dict[str, str]:
    if facet.terms:
        named = [(term.slug, term.name_in(language)) for term in _ordered(terms[facet.terms])]
        if facet.terms == "hub.Country":
            named.sort(key=lambda pair: sort_key(pair[1], language))
        return dict(named)
    if facet.choices:
        with translation.override(language):
            return {str(value): str(label) for value, label in facet.choices.choices}
    if facet.key in ("year", "month"):
        return {}
    return {code: item.endonym for code, item in LANGUAGES.items()}
