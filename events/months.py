"""A month of events as a calendar: weeks from Monday, each day with what takes place on it."""

from calendar import Calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hub.collation import sort_key
from hub.languages import active_language
from search.query import Hit

SHOWN = 5  # events of a day; the others are folded
MONDAYS_FIRST = Calendar()


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on one day: `number` of `length` days; `time` is told on the first."""

    hit: Hit
    number: int
    length: int
    time: str

    @property
    def cancelled(self) -> bool:
        return bool(self.hit.details["status"] == "cancelled")


@dataclass(slots=True)
class Cell:
    """A day of the month; None stands for a day of another."""

    day: date | None
    today: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:SHOWN]

    @property
    def folded(self) -> list[Entry]:
        return self.entries[SHOWN:]


@dataclass(frozen=True, slots=True)
class Month:
    """`earlier` and `later` are the nearest months that have events, as "2026-11"."""

    first: date
    weeks: list[list[Cell]]
    count: int
    earlier: str
    later: str

    @property
    def value(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def current(self) -> bool:
        return any(cell.today for week in self.weeks for cell in week)

    @property
    def previous(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def next(self) -> str:
        return f"{self.first + timedelta(days=32):%Y-%m}"


def month(value: str, hits: Iterable[Hit], counts: Mapping[str, int], today: date) -> Month:
    """`hits` are the works found in the month `value`, `counts` those of every month."""
    first = date.fromisoformat(f"{value}-01")
    cells = {
        day: Cell(day, day == today)
        for day in MONDAYS_FIRST.itermonthdates(first.year, first.month)
        if day.month == first.month
    }
    for hit in _in_order(hits):
        _enter(hit, cells)
    filled = sorted(other for other, number in counts.items() if number)
    return Month(
        first=first,
        weeks=[
            [cells.get(day) or Cell(None) for day in week]
            for week in MONDAYS_FIRST.monthdatescalendar(first.year, first.month)
        ],
        count=counts.get(value, 0),
        earlier=max((other for other in filled if other < value), default=""),
        later=min((other for other in filled if other > value), default=""),
    )


def _in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Of one day by the time, then by title."""
    language = active_language()
    titled = sorted(hits, key=lambda hit: sort_key(hit.title, language))
    return sorted(titled, key=lambda hit: str(hit.details["starts"])[11:16])


def _enter(hit: Hit, cells: dict[date, Cell]) -> None:
    """Put an event on each of its days, which are those of its own zone."""
    starts = datetime.fromisoformat(hit.details["starts"])
    length = (date.fromisoformat(hit.details["ends"][:10]) - starts.date()).days + 1
    for number in range(length):
        cell = cells.get(starts.date() + timedelta(days=number))
        if cell:
            cell.entries.append(Entry(hit, number + 1, length, "" if number else f"{starts:%H:%M}"))
