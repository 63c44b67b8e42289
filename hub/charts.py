"""Numbers as pictures: how long a bar is and how dark a shade. Knows no page and no database."""

from collections.abc import Callable
from dataclasses import dataclass, field

LENGTH = 1000  # of the longest bar; whole numbers, since templates write fractions by language
SHADES = 4
HEAT_YEARS = 12  # columns of a table of shades; the table beside it has all
ABREAST = 12  # upright bars that half a page has place for
HEAT_ABREAST = 5  # and columns of shades
STANDING = 4  # fewer bars lie: two that stand are two blocks


@dataclass(frozen=True, slots=True)
class Row:
    """A number with its name and the search that lists what was counted. `beside`: the second
    name, of what is counted by two things at once."""

    label: str
    value: int
    url: str = ""
    beside: str = ""

    @property
    def names(self) -> list[str]:
        return [self.label, self.beside] if self.beside else [self.label]


@dataclass(frozen=True, slots=True)
class Bar:
    row: Row
    length: int

    @property
    def top(self) -> int:
        """Where it begins when it stands on the ground."""
        return LENGTH - self.length


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and its table. `name` stands in addresses; `upright`: bars stand, as years do, when
    they are some. `heads` are those of the names and of the number; by two names it is shades."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    upright: bool = False

    @property
    def charted(self) -> bool:
        return len(self.heads) == 2

    @property
    def single(self) -> Row | None:
        """The only number, which needs no picture."""
        return self.rows[0] if len(self.rows) == 1 else None

    @property
    def standing(self) -> bool:
        return self.upright and len(self.rows) >= STANDING

    def heat(self) -> "Heat":
        """Numbers by two names as shades: the second names down, the first across."""
        across = sorted({row.label for row in self.rows})[-HEAT_YEARS:]
        found = {(row.beside, row.label): row for row in self.rows}
        scale = shades(max((row.value for row in self.rows), default=0))
        down: dict[str, int] = {}
        for row in self.rows:
            if row.label in across:
                down[row.beside] = down.get(row.beside, 0) + row.value
        lines = [
            (name, [_shaded(found.get((name, label)), label, scale) for label in across])
            for name in sorted(down, key=lambda name: -down[name])
        ]
        return Heat(across, lines, scale)

    @property
    def wide(self) -> bool:
        """Whether it needs the width of the page."""
        if self.charted:
            return self.upright and len(self.rows) > ABREAST
        return len({row.label for row in self.rows}) > HEAT_ABREAST

    def bars(self) -> list[Bar]:
        longest = max((row.value for row in self.rows), default=0)
        return [Bar(row, length(row.value, longest)) for row in self.rows]

    def table(self) -> list[list[str]]:
        return [list(self.heads), *([*row.names, str(row.value)] for row in self.rows)]


@dataclass(frozen=True, slots=True)
class Shaded:
    """A number among others of its row; `across`: the name of its column."""

    across: str
    value: int
    url: str
    shade: int


@dataclass(frozen=True, slots=True)
class Heat:
    across: list[str]
    lines: list[tuple[str, list[Shaded]]]
    scale: list[tuple[int, int]]


def _shaded(row: Row | None, across: str, scale: list[tuple[int, int]]) -> Shaded:
    if row is None:
        return Shaded(across, 0, "", 0)
    return Shaded(across, row.value, row.url, shade(row.value, scale))


def length(value: int, longest: int) -> int:
    """Of a bar, in parts of LENGTH; one that is more than nothing can be seen."""
    if value <= 0 or longest <= 0:
        return 0
    return max(LENGTH // 100, round(LENGTH * value / longest))


@dataclass(frozen=True, slots=True)
class Span:
    """A bar that lies between where nothing stands and a number, on either side of it."""

    start: int
    length: int


def spans(*numbers: float | None) -> tuple[list[Span | None], int]:
    """Bars of numbers on one scale, in parts of LENGTH, and where nothing stands on it."""
    known = [number for number in numbers if number is not None]
    lowest, highest = min([0.0, *known]), max([0.0, *known])
    reach = (highest - lowest) or 1.0

    def place(number: float) -> int:
        return round(LENGTH * (number - lowest) / reach)

    axis = place(0)
    found = [
        None if n is None else Span(min(axis, place(n)), abs(place(n) - axis)) for n in numbers
    ]
    return found, axis


def change(before: float | None, after: float | None) -> float | None:
    """In percent of what was before; none of nothing, and none where the sign has turned."""
    if before is None or after is None or before == 0 or before * after < 0:
        return None
    return round(100 * (after - before) / abs(before), 1)


def by_year(counts: dict[int, int], most: int, address: Callable[[list[str]], str]) -> list[Row]:
    """A row for each of the last `most` years, those in which nothing happened too, after one for
    all before them. `address`: of what was counted in some years."""
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - most + 1)
    before = {str(year): counts[year] for year in sorted(counts) if year < first}
    rows = []
    if before:
        rows.append(
            Row(f"≤\N{NO-BREAK SPACE}{first - 1}", sum(before.values()), address([*before]))
        )
    for year in range(first, last + 1):
        number = counts.get(year, 0)
        rows.append(Row(str(year), number, address([str(year)]) if number else ""))
    return rows


def shades(highest: int) -> list[tuple[int, int]]:
    """From which to which number each shade reaches, the lightest first; each step multiplies."""
    ends = sorted({round(highest ** (step / SHADES)) for step in range(1, SHADES + 1)} - {0})
    if highest <= SHADES:
        ends = list(range(1, highest + 1))
    return list(zip([1, *(end + 1 for end in ends)], ends, strict=False))


def shade(value: int, scale: list[tuple[int, int]]) -> int:
    """1 for the lightest; 0 for nothing."""
    return next((n for n, (low, high) in enumerate(scale, 1) if low <= value <= high), 0)
