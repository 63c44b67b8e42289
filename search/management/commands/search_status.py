"""manage.py search_status"""

from typing import Any

from django.core.management.base import BaseCommand

from search.health import IndexHealth, health


class Command(BaseCommand):
    help = "How far search has come: engine, documents, what waits and what was set aside."

    def handle(self, *args: Any, **options: Any) -> None:
        now = health()
        self.stdout.write(f"engine      {now.engine}")
        if now.circuit:
            server = f"away: {now.away}" if now.away else "answers"
            self.stdout.write(f"server      {server}")
            self.stdout.write(f"searched    {now.searched or 'the embedded engine'}")
        self.stdout.write(f"documents   {now.documents} visible, version {now.version}")
        self.stdout.write(
            f"waiting     {now.waiting} changes, the oldest for {now.waiting_seconds:.0f} s"
        )
        if now.outdated:
            self.stdout.write("outdated    the text analysis is another since: run search_rebuild")
        for row in now.set_aside:
            self.stdout.write(f"set aside   page {row.key} after {row.attempts} tries: {row.error}")
        for index in now.indexes:
            self._index(index)

    def _index(self, index: IndexHealth) -> None:
        self.stdout.write(f"index       {index.name} ({index.role})")
        self.stdout.write(f"  lag       {index.lag} documents, {index.lag_seconds:.0f} s")
        compared = f"{index.compared:%Y-%m-%d %H:%M}" if index.compared else "never"
        self.stdout.write(f"  compared  {compared}, {index.repaired} repaired")
        if index.outdated:
            self.stdout.write("  outdated  its mapping is not the code's: run search_rebuild")
        for row in index.refused:
            self.stdout.write(f"  refused   {row}")
