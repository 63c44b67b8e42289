"""manage.py search_sync"""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from search import projector

PAUSE = 2.0  # seconds between two looks


class Command(BaseCommand):
    help = "The worker: brings search up to date with changes and with the passing of time."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="one pass, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        while True:
            written = projector.run() + projector.project_due()
            if written or options["once"]:
                self.stdout.write(f"{written} documents written")
            if options["once"] or stop.wait(PAUSE):
                return
            close_old_connections()
