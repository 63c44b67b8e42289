"""manage.py search_status"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.engine import get_engine
from search.models import Outbox, SearchDocument, SearchState


class Command(BaseCommand):
    help = "How far search has come: engine, documents, what waits and what was set aside."

    def handle(self, *args: Any, **options: Any) -> None:
        version, vocabulary = SearchState.current()
        visible = SearchDocument.objects.filter(visible=True).count()
        self.stdout.write(f"engine      {get_engine().name}")
        self.stdout.write(f"documents   {visible} visible, version {version}")
        self.stdout.write(f"vocabulary  version {vocabulary}")
        waiting = Outbox.objects.filter(attempts=0)
        oldest = waiting.order_by("created").values_list("created", flat=True).first()
        lag = (timezone.now() - oldest).total_seconds() if oldest else 0
        self.stdout.write(f"waiting     {waiting.count()} changes, the oldest for {lag:.0f} s")
        for row in Outbox.objects.filter(attempts__gt=0):
            self.stdout.write(f"set aside   page {row.key} after {row.attempts} tries: {row.error}")
