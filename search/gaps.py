"""The gap map: of which themes in which regions cases tell, and of which nobody has told."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from hub.charts import shade, shades
from hub.vocabulary import FACETS_BY_KEY, Kind
from search import labels, services
from search.figures import search_address


@dataclass(frozen=True, slots=True)
class Cell:
    region: str
    count: int
    shade: int
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    theme: str
    url: str
    cells: list[Cell]

    @property
    def without(self) -> list[str]:
        """Regions without a case, which a narrow screen has place to name alone."""
        return [cell.region for cell in self.cells if not cell.count]


@dataclass(frozen=True, slots=True)
class GapMap:
    regions: list[str]
    lines: list[Line]
    scale: list[tuple[int, int]]
    empty: int


def gap_map(language: str) -> GapMap:
    """The uppermost themes by all regions, whether anything is published under them or not."""
    vocabulary = labels.vocabulary()
    regions = vocabulary.labels["region"][language]
    themes = {
        slug: label
        for slug, label in vocabulary.labels["theme"][language].items()
        if slug not in vocabulary.parents
    }
    found = services.pairs("theme", "region", kind=(Kind.CASE_STUDY,))
    scale = shades(max((found.get((t, r), 0) for t in themes for r in regions), default=0))
    lines = [
        Line(
            theme,
            reverse("theme", args=[slug]),
            [
                _cell(slug, region, name, found.get((slug, region), 0), scale)
                for region, name in regions.items()
            ],
        )
        for slug, theme in themes.items()
    ]
    empty = sum(not cell.count for line in lines for cell in line.cells)
    return GapMap(list(regions.values()), lines, scale, empty)


def table(found: GapMap) -> list[list[str]]:
    """The map for other programs."""
    rows = ([line.theme, *(str(cell.count) for cell in line.cells)] for line in found.lines)
    return [[str(FACETS_BY_KEY["theme"].label), *found.regions], *rows]


def _cell(theme: str, region: str, name: str, count: int, scale: list[tuple[int, int]]) -> Cell:
    url = search_address(kind=Kind.CASE_STUDY, theme=theme, region=region)
    words = ngettext("%(n)s case", "%(n)s cases", count) % {"n": count}
    return Cell(name, count, shade(count, scale), url, words)
