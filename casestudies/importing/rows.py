"""CSV and JSON files as numbered rows."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casestudies.importing.cleaning import clean_cell
from casestudies.importing.errors import ImportFailed

DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 1_000_000  # characters; a longer one is a quote that was never closed


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `number` is what a spreadsheet shows: the header of a CSV file is row 1.

    In a JSON file the first object is row 1. `problem` says why the record cannot be read.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path) -> Table:
    """The rows of `path`, JSON by its ending or its first character, CSV otherwise."""
    text = _decode(path)
    if path.suffix.lower() == ".json" or text.lstrip()[:1] in ("[", "{"):
        table = _read_json(text)
    else:
        table = _read_csv(text)
    if not table.rows:
        raise ImportFailed(f"{path} has no rows.")
    return table


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportFailed(f"{path} cannot be read: {error.strerror}.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise ImportFailed(
            f"{path} is not UTF-8: byte 0x{byte:02X} in line {line}. Save it as UTF-8."
        ) from error
    if not text.strip():
        raise ImportFailed(f"{path} is empty.")
    return text


def _read_csv(text: str) -> Table:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        columns = _header(next(reader))
        rows = tuple(_csv_rows(reader, columns))
    except csv.Error as error:
        raise ImportFailed(f"Line {reader.line_num} is not CSV: {error}.") from error
    return Table(tuple(name for name in columns if name), rows)


def _delimiter(text: str) -> str:
    """The one that cuts the header into the most columns."""

    def count(delimiter: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=count)


def _header(cells: list[str]) -> list[str]:
    columns = [clean_cell(cell) for cell in cells]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise ImportFailed(f"The header names a column twice: {', '.join(twice)}.")
    if not any(columns):
        raise ImportFailed("The first row is empty; it must name the columns.")
    return columns


def _csv_rows(reader: Iterator[list[str]], columns: list[str]) -> Iterator[Row]:
    for number, cells in enumerate(reader, start=2):
        if not any(clean_cell(cell) for cell in cells):
            continue
        named = dict(zip(columns, map(clean_cell, cells), strict=False))
        named.pop("", None)
        extra = any(clean_cell(cell) for cell in cells[len(columns) :])
        problem = f"{len(cells)} cells under a header of {len(columns)}" if extra else ""
        yield Row(number, named, problem)


def _read_json(text: str) -> Table:
    try:
        records = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportFailed(f"This is not JSON: {error}.") from error
    if not isinstance(records, list):
        raise ImportFailed("A JSON file of cases is a list of objects.")
    rows = tuple(_json_row(number, record) for number, record in enumerate(records, start=1))
    columns = dict.fromkeys(name for row in rows for name in row.cells)
    return Table(tuple(columns), rows)


def _json_row(number: int, record: Any) -> Row:
    if not isinstance(record, dict):
        return Row(number, problem="not an object")
    cells, nested = {}, []
    for name, value in record.items():
        parts = value if isinstance(value, list) else [value]
        if any(isinstance(part, dict | list) for part in parts):
            nested.append(name)
            parts = []
        cells[clean_cell(name)] = clean_cell("\n".join(map(_json_text, parts)))
    problem = f"an object within the object: {', '.join(nested)}" if nested else ""
    return Row(number, cells, problem)


def _json_text(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)
