"""The figures page: what is published, counted one way after another."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from hub.charts import Figure, Row, by_year
from hub.vocabulary import FACETS_BY_KEY, Kind
from search import labels, services
from search.labels import Vocabulary

YEARS = 24  # as many as stand side by side
Provider = Callable[[str], list[Figure]]


def figures(language: str) -> list[Figure]:
    """All of them, with those of HUB_FIGURES, in as many queries whatever the number of works."""
    vocabulary = labels.vocabulary()
    cases, memoranda, events = (
        _Counted(kind, counted, language, services.counts(kind=(kind,)), vocabulary)
        for kind, counted in (
            (Kind.CASE_STUDY, _("Number of cases")),
            (Kind.MEMORANDUM, _("Number of memoranda")),
            (Kind.EVENT, _("Number of events")),
        )
    )
    providers: list[Provider] = [import_string(name) for name in settings.HUB_FIGURES]
    return [
        cases.by_value("outcome", _("Cases by outcome")),
        cases.by_value("theme", _("Cases by theme")),
        cases.by_year(_("Cases by the year in which they began")),
        cases.by_value("region", _("Cases by region")),
        memoranda.by_value("memorandum_status", _("Memoranda by status")),
        events.by_year(_("Events by year")),
        events.by_value("country", _("Events by country that hosts or takes part")),
        events.by_year_and("country", _("Events by year and country")),
        *(figure for provider in providers for figure in provider(language)),
    ]


def search_address(**choices: str | list[str]) -> str:
    return f"{reverse('search')}?{urlencode(choices, doseq=True)}"


@dataclass(frozen=True, slots=True)
class _Counted:
    """Works of one kind, by facet and value. `counted`: the head of the numbers."""

    kind: Kind
    counted: str
    language: str
    counts: dict[str, dict[str, int]]
    vocabulary: Vocabulary

    def by_value(self, facet: str, title: str) -> Figure:
        """Closed lists in their order, terms by number; of themes the uppermost."""
        found = self.counts.get(facet, {})
        rows = [
            Row(label, found[value], search_address(kind=self.kind, **{facet: value}))
            for value, label in self.vocabulary.labels[facet][self.language].items()
            if found.get(value) and value not in self.vocabulary.parents
        ]
        if FACETS_BY_KEY[facet].terms:
            rows.sort(key=lambda row: -row.value)
        return Figure(self._name(facet), title, self._heads(facet), rows)

    def by_year(self, title: str) -> Figure:
        found = {int(year): number for year, number in self.counts.get("year", {}).items()}
        rows = by_year(found, YEARS, lambda years: search_address(kind=self.kind, year=years))
        return Figure(self._name("year"), title, self._heads("year"), rows, upright=True)

    def by_year_and(self, facet: str, title: str) -> Figure:
        """The earliest year first, as the shades have it."""
        names = self.vocabulary.labels[facet][self.language]
        places = self.vocabulary.places[facet][self.language]
        pairs = services.pairs("year", facet, kind=(self.kind,))
        rows = [
            Row(
                year,
                number,
                search_address(kind=self.kind, year=year, **{facet: value}),
                beside=names.get(value, value),
            )
            for (year, value), number in sorted(
                pairs.items(), key=lambda pair: (int(pair[0][0]), places.get(pair[0][1], 0))
            )
        ]
        year_head, number_head = self._heads("year")
        heads = (year_head, self._heads(facet)[0], number_head)
        return Figure(self._name(f"year-and-{facet}"), title, heads, rows)

    def _heads(self, facet: str) -> tuple[str, str]:
        return str(FACETS_BY_KEY[facet].label), self.counted

    def _name(self, facet: str) -> str:
        """Such as "case-study-by-outcome"."""
        return f"{self.kind.value}-by-{facet}".replace("_", "-")
