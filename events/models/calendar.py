"""How often an event has changed in a way that calendars must hear of."""

from django.db import models


class CalendarSequence(models.Model):
    """SEQUENCE of an event's calendar entry, for the work and so for all its translations.

    It is no field of the page: a page that goes back to an older revision would take the number
    back with it, and calendars would ignore the change. The row outlives the page.
    """

    code = models.CharField(max_length=12, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    # The number up to which those who are registered have been written to.
    told = models.PositiveIntegerField(default=0)
    # Languages of letters whose readers have not heard yet that they would read something else.
    unheard = models.JSONField(default=list)
    # Language to the values that those who have not been told of a change know.
    heard = models.JSONField(default=dict)
    # Language to what was last published in it: hashes of words and facts, and "cancelled"; the
    # "values" are missing of what was published before there were any.
    shown = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.code}: {self.number}"
