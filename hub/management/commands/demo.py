"""manage.py demo: what `make demo` runs."""

import os
import signal
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

from hub.accounts.services import confirm_address
from hub.models import Country, FocalPoint, HomePage

EDITOR, PASSWORD = "editor", "demonstration"
FOCAL_POINT, COUNTRY = "focalpoint", "kz"


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
        self._make_focal_point()
        self.stdout.write(f"Ready after {perf_counter() - began:.0f} seconds.")
        if options["prepare_only"]:
            return
        address = f"127.0.0.1:{options['port']}"
        settings.HUB_BASE_URL = settings.WAGTAILADMIN_BASE_URL = f"http://{address}"
        self.stdout.write(f"  The site:  http://{address}/")
        self.stdout.write(f"  Editors:   http://{address}/admin/  ({EDITOR} / {PASSWORD})")
        self.stdout.write(f"  Countries: http://{address}/en/desk/  ({FOCAL_POINT} / {PASSWORD})")
        self.stdout.write(f"  Mail:      http://{address}/admin/reports/mail/")
        with self._workers():
            call_command("runserver", address, use_reloader=False, verbosity=0, skip_checks=True)

    @contextmanager
    def _workers(self) -> Iterator[None]:
        """Beside the site; that of search only when there is a remote engine to feed."""
        commands = ["send_mail", "housekeeping"]
        commands += ["search_sync"] if settings.HUB_SEARCH_REMOTE else []
        environment = {**os.environ, "HUB_BASE_URL": settings.HUB_BASE_URL}
        processes = [
            subprocess.Popen([sys.executable, sys.argv[0], command], env=environment)  # noqa: S603
            for command in commands
        ]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # so that they end with the site
        try:
            yield
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=30)

    def _make_editor(self) -> None:
        users = get_user_model().objects
        if not users.filter(username=EDITOR).exists():
            editor = users.create_superuser(EDITOR, f"{EDITOR}@example.org", PASSWORD)
            confirm_address(user=editor)

    def _make_focal_point(self) -> None:
        users = get_user_model().objects
        if not users.filter(username=FOCAL_POINT).exists():
            person = users.create_user(FOCAL_POINT, f"{FOCAL_POINT}@example.org", PASSWORD)
            confirm_address(user=person)
            country = Country.objects.get(slug=COUNTRY)
            FocalPoint.objects.create(user=person, country=country)
