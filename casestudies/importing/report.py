"""What became of each row."""

import csv
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Result(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """`remarks` says why a row was skipped or refused, and what of the others was left out."""

    row: int
    name: str
    source_id: str
    result: Result
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    source: str
    mapping: str
    language: str
    dry_run: bool = False
    lines: list[Line] = field(default_factory=list)

    def of(self, result: Result) -> list[Line]:
        return [line for line in self.lines if line.result == result]

    def counts(self) -> dict[str, int]:
        found = Counter(line.result for line in self.lines)
        return {result.value: found[result] for result in Result}

    def summary(self) -> str:
        counted = ", ".join(f"{number} {name}" for name, number in self.counts().items())
        remarked = sum(
            bool(line.remarks)
            for line in self.lines
            if line.result not in (Result.SKIPPED, Result.REFUSED)
        )
        return f"{len(self.lines)} rows: {counted}; remarks on {remarked} of those that are in."

    def write(self, path: Path) -> None:
        """As JSON or, by any other ending, as CSV that a spreadsheet opens."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix.lower() == ".json":
            content = asdict(self) | {"counts": self.counts()}
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
            return
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["row", "name", "source_id", "result", "remarks"])
            for line in self.lines:
                cells = [line.name, line.source_id, line.result.value, "; ".join(line.remarks)]
                writer.writerow([line.row, *map(_inert, cells)])


def _inert(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
