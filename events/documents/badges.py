"""Badges: eight to a page of A4, with lines to cut along."""

from collections.abc import Iterable
from itertools import groupby
from typing import IO

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from events.models import Event, Registration
from events.tickets import qr_rows
from hub.pdf import BOLD, PRESS, REGULAR, RULE, SOFT, fitted, lines, use_fonts, write

COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT = A4[0] / COLUMNS, A4[1] / ROWS
MARGIN, CODE = 7 * mm, 19 * mm


def write_badges(event: Event, people: Iterable[Registration], file: IO[bytes]) -> None:
    use_fonts()
    canvas = Canvas(file, pagesize=A4, pageCompression=1)
    canvas.setTitle(event.title)
    number = -1
    for number, person in enumerate(people):
        place = number % (COLUMNS * ROWS)
        if place == 0 and number:
            canvas.showPage()
        x, y = (place % COLUMNS) * WIDTH, A4[1] - (place // COLUMNS + 1) * HEIGHT
        _badge(canvas, event, person, x, y)
    if number < 0:
        canvas.showPage()
    canvas.save()


def _badge(canvas: Canvas, event: Event, person: Registration, x: float, y: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.rect(x, y, WIDTH, HEIGHT)
    canvas.setFillColor(PRESS)
    canvas.rect(x, y + HEIGHT - 3 * mm, WIDTH, 3 * mm, stroke=0, fill=1)
    left, width, top = x + MARGIN, WIDTH - 2 * MARGIN, y + HEIGHT - 9 * mm
    for line in lines(event.title, REGULAR, 8, width)[:2]:
        write(canvas, line, (left, top), width, size=8, colour=SOFT)
        top -= 3.6 * mm
    _name(canvas, person.name, left, y + 36 * mm, width)
    country = person.country.name if person.country else ""
    below = width - CODE - 2 * mm
    write(canvas, country, (left, y + 22 * mm), below, font=BOLD, size=12)
    write(canvas, person.organisation, (left, y + 16.5 * mm), below, size=9)
    write(canvas, person.get_role_display(), (left, y + 8 * mm), below, size=9)
    _code(canvas, qr_rows(person), x + WIDTH - CODE - MARGIN / 2, y + MARGIN / 2)


def _name(canvas: Canvas, name: str, x: float, y: float, width: float) -> None:
    """On one line when it stays large there, else on two."""
    if fitted(name, BOLD, 20, width)[1] >= 15:
        write(canvas, name, (x, y), width, font=BOLD, size=20)
        return
    first, *rest = lines(name, BOLD, 15, width)
    write(canvas, first, (x, y + 3 * mm), width, font=BOLD, size=15)
    write(canvas, " ".join(rest), (x, y - 3.5 * mm), width, font=BOLD, size=15)


def _code(canvas: Canvas, rows: list[list[bool]], x: float, y: float) -> None:
    """Squares that touch are one rectangle, so that no line shows between them."""
    square = CODE / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        start = 0
        for dark, squares in groupby(row):
            width = len(list(squares))
            if dark:
                top = y + CODE - (number + 1) * square
                path.rect(x + start * square, top, width * square, square)
            start += width
    canvas.setFillColor(black)
    canvas.drawPath(path, stroke=0, fill=1)
