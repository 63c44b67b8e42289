"""Two to four cases side by side: their facts, chapters and indicators in rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from casestudies import indicators, selectors
from casestudies.models import CaseStudy
from casestudies.models.case_study import STORY_FIELDS
from casestudies.templatetags.casestudies import case_facts
from hub.page_links import address

LEAST, MOST = 2, 4
READ = 50  # codes of an address that are looked at
PAGE_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*\bid="(\d+)"[^>]*>')
APART = "\x1e"  # between texts that are read at once


@dataclass(frozen=True, slots=True)
class Column:
    case: CaseStudy
    lang: str  # of its texts, where it is not the reader's
    without_url: str  # the comparison of the others


@dataclass(frozen=True, slots=True)
class Line:
    """`cells`: one for each case; nothing where the case says nothing."""

    label: str
    cells: list[Any]
    columns: list[Column]
    lang: str = ""
    note: str = ""

    @property
    def by_case(self) -> Iterator[tuple[Column, Any]]:
        return zip(self.columns, self.cells, strict=True)


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: list[Column]
    facts: list[Line] = field(default_factory=list)
    chapters: list[Line] = field(default_factory=list)
    indicators: list[Line] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def possible(self) -> bool:
        return len(self.columns) >= LEAST

    @property
    def codes(self) -> list[str]:
        return [column.case.code for column in self.columns]


def compare(asked: list[str], language: str) -> Comparison:
    """`asked`: what stands in the address, codes or anything else."""
    codes = list(dict.fromkeys(code.strip().upper()[:40] for code in asked[:READ] if code.strip()))
    found = selectors.cases_by_code(codes, language)
    cases = found[:MOST]
    known = {case.code for case in found}
    columns = [_column(case, cases, language) for case in cases]
    said = {
        "unknown": [code for code in codes if code not in known][:MOST],
        "left_out": [case.code for case in found[MOST:]],
    }
    if len(cases) < LEAST:
        return Comparison(columns, **said)
    return Comparison(columns, _facts(columns), _chapters(columns), _indicators(columns), **said)


def _column(case: CaseStudy, cases: list[CaseStudy], language: str) -> Column:
    own = case.locale.language_code
    others = [other.code for other in cases if other is not case]
    return Column(case, own if own != language else "", compare_address(others))


def compare_address(codes: list[str]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("id", codes)
    return f"{reverse('compare')}?{query.urlencode()}"


def _facts(columns: list[Column]) -> list[Line]:
    """In the order of the summary box, each under its label in the first case that has it."""
    found: dict[str, Line] = {}
    for at, column in enumerate(columns):
        for fact in case_facts(column.case):
            key = fact["key"]
            line = found.setdefault(key, Line(fact["label"], [None] * len(columns), columns))
            line.cells[at] = {
                **fact,
                "links": _from_elsewhere(column.case, fact.get("links", [])),
                "lang": column.lang if key in WRITTEN else "",
            }
    return [found[key] for key in FACTS if key in found]


def _from_elsewhere(case: CaseStudy, links: list[dict[str, str]]) -> list[dict[str, str]]:
    """What leads further down on the page of the case leads to that page."""
    return [
        {**link, "url": address(case) + link["url"] if link["url"].startswith("#") else link["url"]}
        for link in links
    ]


FACTS = (
    "countries place lead years outcome stage level cost staff funding evidence verification "
    "verified themes"
).split()
WRITTEN = {"place", "cost", "staff"}  # in the language of the case


@dataclass(frozen=True, slots=True)
class Text:
    html: str
    lang: str


def _chapters(columns: list[Column]) -> list[Line]:
    titles = (
        _("The challenge"),
        _("What was done"),
        _("What changed"),
        _("What did not work"),
        _("Lessons"),
        _("Conditions for success"),
        _("Advice to those who take it up"),
    )
    texts = [getattr(column.case, name) for name in STORY_FIELDS for column in columns]
    shown = iter(_readable(APART.join(t.replace(APART, "") for t in texts)).split(APART))
    rows = [[(next(shown), column.lang) for column in columns] for _title in titles]
    lines = (
        Line(title, [Text(*cell) if cell[0] else None for cell in row], columns)
        for title, row in zip(titles, rows, strict=True)
    )
    return [line for line in lines if any(line.cells)]


def _readable(text: str) -> str:
    """Links to pages are looked up together: Wagtail would ask for each whether it is there in
    the reader's language."""
    ids = {int(number) for number in PAGE_LINK.findall(text)}
    rows = Page.objects.live().select_related("locale").filter(pk__in=ids) if ids else []
    urls = {row.pk: row.url for row in rows}
    linked = PAGE_LINK.sub(lambda found: f'<a href="{urls.get(int(found[1])) or "#"}">', text)
    return expand_db_html(linked)


def _indicators(columns: list[Column]) -> list[Line]:
    """What two cases count under the same name and in the same unit stands in one row."""
    found: dict[tuple[str, str], Line] = {}
    for at, column in enumerate(columns):
        for one in indicators.measured(column.case):
            nothing = [None] * len(columns)
            line = found.setdefault(
                one.key, Line(one.name, nothing, columns, column.lang, one.unit)
            )
            line.cells[at] = line.cells[at] or one
    return list(found.values())
