"""When each of the tasks that come again was done last."""

from django.db import models


class Chore(models.Model):
    """A step of HUB_HOUSEKEEPING: `began` is when it was last begun, `error` what came of it."""

    step = models.CharField(max_length=200, primary_key=True)
    began = models.DateTimeField()
    done = models.IntegerField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.step} {self.began:%Y-%m-%d %H:%M}"
