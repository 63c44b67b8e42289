"""manage.py send_mail"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.mail import worker
from hub.stopping import stop_on_signal


class Command(BaseCommand):
    help = "The mail worker: sends what waits in the outbox. Any number may run."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            try:
                self._tell(f"{worker.once()} messages")
            except worker.MailServerUnavailable as error:
                raise CommandError(f"Mail waits: {error}") from error
            return
        worker.run(stop_on_signal(), self._tell)

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
