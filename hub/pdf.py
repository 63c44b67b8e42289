"""PDF files in the hub's own letters."""

from functools import cache
from pathlib import Path

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parent / "pdf_fonts"
REGULAR, BOLD = "HubSans", "HubSans-Bold"
INK: Color = HexColor("#1f1c18")
SOFT: Color = HexColor("#5a5248")
RULE: Color = HexColor("#dcd3c2")
PRESS: Color = HexColor("#0b5a5e")
SMALLEST = 6.5  # points


@cache
def use_fonts() -> None:
    """Once a process, before anything is drawn; every letter of the site's languages is in them."""
    pdfmetrics.registerFont(TTFont(REGULAR, FONTS / "HubSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, FONTS / "HubSans-Bold.ttf"))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)


def fitted(text: str, font: str, size: float, width: float) -> tuple[str, float]:
    """The text and its size: smaller, then cut, so that it is no wider than `width`."""
    wide = pdfmetrics.stringWidth(text, font, size)
    if wide <= width:
        return text, size
    size = max(SMALLEST, size * width / wide)
    if pdfmetrics.stringWidth(text, font, size) <= width + 0.1:
        return text, size
    while text and pdfmetrics.stringWidth(f"{text}…", font, size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…", size


def write(
    canvas: Canvas,
    text: str,
    at: tuple[float, float],
    width: float,
    *,
    font: str = REGULAR,
    size: float = 10,
    colour: Color = INK,
) -> None:
    """One line from `at` to the right."""
    text, size = fitted(text, font, size, width)
    canvas.setFillColor(colour)
    canvas.setFont(font, size)
    canvas.drawString(*at, text)


def lines(text: str, font: str, size: float, width: float) -> list[str]:
    """Broken between words, and inside one that is wider than a line."""
    found: list[str] = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if pdfmetrics.stringWidth(longer, font, size) <= width:
            found[-1] = longer
            continue
        found.append("")
        for letter in word:
            if pdfmetrics.stringWidth(found[-1] + letter, font, size) > width:
                found.append("")
            found[-1] += letter
    return [line for line in found if line]
