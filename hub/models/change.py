"""That something changed, for whoever keeps pages that were drawn before."""

import secrets

from django.db import models
from django.utils import timezone


def _token() -> int:
    return secrets.randbelow(2**40)  # a sum of eight million of them fits into 63 bits


class Change(models.Model):
    """One transaction in which something was written that pages may show.

    A row of its own, so that no writer waits for another; a token of its own, so that number and
    sum of the tokens tell one set of rows from any other, in whatever order they are committed.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    token = models.BigIntegerField(default=_token)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
