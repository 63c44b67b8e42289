"""manage.py search_sync"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.stopping import stop_on_signal
from search import worker
from search.engine import EngineUnavailable


class Command(BaseCommand):
    help = "The worker: brings search up to date with changes and with the passing of time."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="one pass, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            try:
                self._tell(f"{worker.once()} changes")
            except EngineUnavailable as error:
                raise CommandError(f"The search engine is away: {error}") from error
            return
        worker.run(stop_on_signal(), self._tell)

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
