"""Tables for other programs, with formulas made harmless."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def harmless(value: object) -> str:
    """A program for tables runs what looks like a formula; with an apostrophe it is text."""
    text = NOT_IN_XLSX.sub("", str(value))
    return f"'{text}" if text.lstrip(" ").startswith(BEGINS_FORMULA) else text


class _Echo:
    def write(self, text: str) -> str:
        return text


def as_csv(table: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Line by line; the mark at the start tells Excel that it is UTF-8."""
    writer = csv.writer(_Echo())
    yield b"\xef\xbb\xbf"
    for row in table:
        yield str(writer.writerow(row)).encode()
