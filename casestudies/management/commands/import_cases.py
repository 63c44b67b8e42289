"""Bring the cases of a CSV or JSON file into the library. The same file again changes nothing."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from casestudies.importing import ImportFailed, Report, Result, import_cases, load_mapping
from hub.languages import DEFAULT_LANGUAGE, LANGUAGES

SHOWN = 20  # refused and skipped rows on the screen; all are in the report


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or JSON, in UTF-8")
        parser.add_argument(
            "--mapping", help="a TOML file, or the name of a known mapping; else by the header"
        )
        parser.add_argument(
            "--language", default=DEFAULT_LANGUAGE, help=f"one of {', '.join(LANGUAGES)}"
        )
        parser.add_argument("--dry-run", action="store_true", help="report, but write nothing")
        parser.add_argument(
            "--report", type=Path, help="CSV or JSON; else var/reports/import-<time>.csv"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_cases(
                path=options["file"],
                mapping=load_mapping(options["mapping"]) if options["mapping"] else None,
                language=options["language"],
                dry_run=options["dry_run"],
                progress=self._progress(),
            )
        except ImportFailed as error:
            raise CommandError(str(error)) from error
        self._tell(report)
        path = options["report"] or _default_report()
        try:
            report.write(path)
        except OSError as error:
            raise CommandError(f"All that is done, but not the report: {error}.") from error
        self.stdout.write(f"Report: {path}")

    def _progress(self) -> Callable[[int, int], None] | None:
        """A line that counts up on a terminal; nothing in a log."""
        if not self.stdout.isatty():
            return None

        def show(done: int, rows: int) -> None:
            self.stdout.write(f"\r{100 * done // rows:3d} %", ending="\n" if done == rows else "")
            self.stdout.flush()

        return show

    def _tell(self, report: Report) -> None:
        bad = report.of(Result.REFUSED) + report.of(Result.SKIPPED)
        for line in bad[:SHOWN]:
            reason = "; ".join(line.remarks)
            self.stdout.write(f"row {line.row} {line.result}: {line.name[:60]}: {reason}")
        if len(bad) > SHOWN:
            self.stdout.write(f"… and {len(bad) - SHOWN} more")
        if report.dry_run:
            self.stdout.write("Dry run: nothing was written.")
        self.stdout.write(report.summary())


def _default_report() -> Path:
    moment = timezone.now().strftime("%Y%m%d-%H%M%S")
    return Path(settings.VAR_DIR) / "reports" / f"import-{moment}.csv"
