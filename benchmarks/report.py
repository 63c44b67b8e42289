"""Aligned tables on paper and screen, and the targets with whether they were met."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Target:
    """A measured value that should not be above `limit`; without a limit it only informs."""

    what: str
    where: str
    case: str
    measured: float
    limit: float | None
    unit: str = "×"

    @property
    def missed(self) -> bool:
        return self.limit is not None and self.measured > self.limit


def _summary(targets: Sequence[Target]) -> list[str]:
    """One line for the cases of one target: the best, the worst, and how many missed it."""
    ordered = sorted(targets, key=lambda target: target.measured)
    best, worst = ordered[0], ordered[-1]
    missed = sum(target.missed for target in targets)
    verdict = "met" if not missed else "MISSED"
    if missed and len(targets) > 1:
        verdict += f" by {missed} of {len(targets)}"
    return [
        worst.what,
        worst.where,
        "–" if worst.limit is None else f"≤ {number(worst.limit)} {worst.unit}",
        number(best.measured),
        number(worst.measured),
        worst.case,
        "–" if worst.limit is None else verdict,
    ]


@dataclass(slots=True)
class Report:
    """Collects lines and targets while parts run; prints at once, so that a long run is watched."""

    lines: list[str] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    place: str = ""  # the database, for the targets

    def add(self, other: "Report") -> None:
        """Take over what another process measured, and has printed."""
        self.lines += other.lines
        named = (replace(t, where=f"{other.place}, {t.where}") for t in other.targets)
        self.targets += named

    def say(self, line: str = "") -> None:
        print(line, flush=True)
        self.lines.append(line)

    def table(self, title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        cells = [list(head), *([_cell(value) for value in row] for row in rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
        self.say()
        self.say(title)
        for n, row in enumerate(cells):
            aligned = (_aligned(*parts) for parts in zip(row, widths, range(len(row)), strict=True))
            self.say("  ".join(aligned).rstrip())
            if n == 0:
                self.say("  ".join("─" * width for width in widths))

    def conclude(self) -> None:
        """Each target once for each place where it was measured, its worst case named."""
        groups: dict[tuple[str, str, str], list[Target]] = {}
        for target in self.targets:
            groups.setdefault((target.what, target.unit, target.where), []).append(target)
        head = ("what", "where", "target", "best", "worst", "worst case", "")
        self.table("Targets", head, [_summary(groups[key]) for key in sorted(groups)])
        judged = [target for target in self.targets if target.limit is not None]
        missed = sum(target.missed for target in judged)
        self.say(f"{len(judged) - missed} of {len(judged)} cases met their target")

    def save(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{datetime.now():%Y-%m-%d-%H%M%S}.txt"
        path.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        return path


def number(value: float) -> str:
    """Three telling digits, and never an exponent."""
    if value and abs(value) < 0.01:
        return f"{value:.4f}"
    digits = 3 if abs(value) < 1 else 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{digits}f}"


def machine() -> str:
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return f"{os.cpu_count()} cores, load {load}, Python {platform.python_version()}"


def _cell(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)


def _aligned(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column == 0 else cell.rjust(width)
