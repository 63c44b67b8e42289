"""manage.py housekeeping"""

from typing import Any

from django.core.management.base import BaseCommand

from hub.housekeeping import worker
from hub.stopping import stop_on_signal


class Command(BaseCommand):
    help = "What time brings: publishing, places that are released, reminders, purging."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            worker.once(tell=self._tell)
            return
        worker.run(stop_on_signal(), self._tell)

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
