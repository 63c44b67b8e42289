"""Who does what only one process may do."""

from django.db import models


class WorkerLease(models.Model):
    """Who the active worker is; another takes over when the lease has run out."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=80)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.holder} until {self.until:%H:%M:%S}"
