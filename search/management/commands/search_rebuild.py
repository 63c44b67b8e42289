"""manage.py search_rebuild"""

from typing import Any

from django.core.management.base import BaseCommand

from search import projector


class Command(BaseCommand):
    help = "Read every page again and write its index anew; searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        written = projector.rebuild(progress=self._tell)
        self.stdout.write(f"{written} documents written")

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done} of {total}", ending="")
        self.stdout.flush()
