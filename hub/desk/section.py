"""What an application puts on a country's desk: titled rows, drawn by the hub.

An application names a function in HUB_DESK_SECTIONS. It takes a country and returns a section, with
a number of queries that does not grow with the rows.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    title: str
    state: Any  # a short word, translated
    mark: str  # a status as the tag `status` takes it
    url: str = ""
    note: Any = ""  # one line beside the title: dates, places
    waits: Any = ""  # what the focal point is asked to do; empty when nothing
    lang: str = ""  # of the title, when it is a page's


@dataclass(frozen=True)
class Section:
    key: str
    title: Any
    empty: Any  # said when there is no row
    rows: list[Row] = field(default_factory=list)
    actions: list[tuple[Any, str]] = field(
        default_factory=list
    )  # label, address: what can be begun
