"""One active worker: a lease in the database that another takes over when it runs out."""

import os
import socket
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hub.models import WorkerLease

DURATION = timedelta(seconds=20)


class LeaseLost(Exception):
    """Another has taken over."""


class Lease:
    """Held by one process. `take` asks for it or prolongs it; call it well within DURATION.

    A worker that was stopped longer than that may find another at work: what it still does must do
    no harm a second time.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.holder = f"{socket.gethostname()}:{os.getpid()}"

    def take(self) -> bool:
        now = timezone.now()
        with transaction.atomic():
            WorkerLease.objects.get_or_create(
                name=self.name, defaults={"holder": self.holder, "until": now + DURATION}
            )
            row = WorkerLease.objects.select_for_update().get(name=self.name)
            if row.holder != self.holder and row.until > now:
                return False
            row.holder, row.until = self.holder, now + DURATION
            row.save()
        return True

    def hold(self) -> None:
        """Prolong it; raises LeaseLost when another has it."""
        if not self.take():
            raise LeaseLost(self.name)

    def is_taken(self) -> bool:
        """By anybody."""
        return WorkerLease.objects.filter(name=self.name, until__gt=timezone.now()).exists()

    def give_up(self) -> None:
        WorkerLease.objects.filter(name=self.name, holder=self.holder).delete()
