"""manage.py search_rebuild"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.lease import LeaseLost
from search import analysis, indexes, projector
from search.engine import EngineUnavailable, get_remote


class Command(BaseCommand):
    help = (
        "A new index with no downtime. Without Elasticsearch: every page is read again and its row "
        "of the embedded index written anew. With it: a new index is filled and takes over; a "
        "rebuild that was broken off goes on; the embedded index is written anew if the rules of "
        "text analysis are others since."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--back", action="store_true", help="search the index before again")
        parser.add_argument(
            "--pages", action="store_true", help="read every page again first, also with a cluster"
        )

        parser.add_argument(
            "--force", action="store_true", help="switch even if the new index refused more works"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["back"]:
                self.stdout.write(f"Searched now: {indexes.go_back()}")
                return
            if get_remote() is None or options["pages"]:
                self.stdout.write(f"\n{projector.rebuild(self._progress)} documents written")
            elif analysis.is_outdated():
                self.stdout.write(f"\n{analysis.rewrite(self._progress)} works analysed anew")
            if get_remote() is not None:
                index = indexes.rebuild(self._progress, force=options["force"])
                self.stdout.write(f"\nSearched now: {index}")
        except LeaseLost as error:
            raise CommandError("Another rebuild has taken over.") from error
        except EngineUnavailable as error:
            raise CommandError(f"{error}. Run the command again to go on.") from error

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done} of {total}", ending="")
        self.stdout.flush()
