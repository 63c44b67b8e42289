"""manage.py demo: what `make demo` runs."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hub.models import HomePage

EDITOR, PASSWORD = "editor", "demonstration"


class Command(BaseCommand):
    help = "Make the demonstration site if it is not there, and serve it on this machine."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demonstration runs with development settings only.")
        began = perf_counter()
        settings.VAR_DIR.mkdir(exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the database …")
            call_command("migrate", verbosity=0)
        if not HomePage.objects.exists():
            self.stdout.write("Loading the demonstration content …")
            call_command("load_demo", stdout=self.stdout)
        self._make_editor()
        self.stdout.write(f"Ready after {perf_counter() - began:.0f} seconds.")
        if options["prepare_only"]:
            return
        address = f"127.0.0.1:{options['port']}"
        settings.HUB_BASE_URL = settings.WAGTAILADMIN_BASE_URL = f"http://{address}"
        self.stdout.write(f"  The site:  http://{address}/")
        self.stdout.write(f"  Editors:   http://{address}/admin/  ({EDITOR} / {PASSWORD})")
        with self._worker():
            call_command("runserver", address, use_reloader=False, verbosity=0, skip_checks=True)

    @contextmanager
    def _worker(self) -> Iterator[None]:
        """The search worker beside the site, when there is a remote engine to feed."""
        if not settings.HUB_SEARCH_REMOTE:
            yield
            return
        process = subprocess.Popen([sys.executable, sys.argv[0], "search_sync"])  # noqa: S603
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)

    def _make_editor(self) -> None:
        users = get_user_model().objects
        if not users.filter(username=EDITOR).exists():
            users.create_superuser(EDITOR, "editor@example.org", PASSWORD)
