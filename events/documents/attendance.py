"""Attendance sheets: a list for each day, with room for a signature."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from events.models import Event, Registration
from hub.dates import hub_date
from hub.pdf import BOLD, INK, REGULAR, RULE, SOFT, lines, use_fonts, write

MARGIN, LINE = 18 * mm, 11 * mm
COLUMNS = (0, 10 * mm, 78 * mm, 122 * mm)  # number, name, country and organisation, signature
END = A4[0] - 2 * MARGIN


def days(event: Event) -> list[date]:
    first, last = event.local_start.date(), event.local_end.date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def write_attendance(event: Event, people: Iterable[Registration], file: IO[bytes]) -> None:
    """The list is short beside its PDF, so it is kept while each day is written."""
    use_fonts()
    canvas = Canvas(file, pagesize=A4, pageCompression=1)
    canvas.setTitle(event.title)
    listed = list(people)
    for day in days(event):
        _day(canvas, event, day, listed)
    canvas.save()


def _day(canvas: Canvas, event: Event, day: date, people: list[Registration]) -> None:
    top = _head(canvas, event, day)
    for number, person in enumerate(people, 1):
        if top < MARGIN + LINE:
            canvas.showPage()
            top = _head(canvas, event, day)
        _row(canvas, number, person, top)
        top -= LINE
    canvas.showPage()


def _head(canvas: Canvas, event: Event, day: date) -> float:
    """Returns where the first row begins."""
    top = A4[1] - MARGIN
    for line in lines(event.title, BOLD, 13, END)[:2]:
        write(canvas, line, (MARGIN, top), END, font=BOLD, size=13)
        top -= 6 * mm
    place = ", ".join(filter(None, [event.venue, event.city]))
    said = " · ".join(filter(None, [hub_date(day), place, _("page %s") % canvas.getPageNumber()]))
    write(canvas, said, (MARGIN, top), END)
    top -= 9 * mm
    for at, word in zip(
        COLUMNS,
        ("№", pgettext("person", "Name"), pgettext("person", "From"), _("Signature")),
        strict=True,
    ):
        write(canvas, word, (MARGIN + at, top), END, size=8.5, colour=SOFT)
    canvas.setStrokeColor(INK)
    canvas.line(MARGIN, top - 2 * mm, MARGIN + END, top - 2 * mm)
    return top - 2 * mm


def _row(canvas: Canvas, number: int, person: Registration, top: float) -> None:
    country = person.country.name if person.country else ""
    base = top - 6.5 * mm
    canvas.setStrokeColor(RULE)
    canvas.line(MARGIN, top - LINE, MARGIN + END, top - LINE)
    for at, text, font, size, y in _cells(number, person.name, country, person.organisation, base):
        end = next(column for column in (*COLUMNS, END) if column > at)
        write(canvas, text, (MARGIN + at, y), end - at - 2 * mm, font=font, size=size)


def _cells(
    number: int, name: str, country: str, organisation: str, base: float
) -> Iterator[tuple[float, str, str, float, float]]:
    yield COLUMNS[0], str(number), REGULAR, 9, base
    yield COLUMNS[1], name, BOLD, 10.5, base
    yield COLUMNS[2], country, REGULAR, 9.5, base + 1.8 * mm
    yield COLUMNS[2], organisation, REGULAR, 8, base - 2.2 * mm
