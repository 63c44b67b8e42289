"""What rows of before mean by the columns that are new."""

from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import F

ACTIVE = ("nominated", "submitted", "waiting", "confirmed")


def keep_promises(apps, schema_editor):
    """Nobody is written to about changes of long ago; whoever was nominated has not consented;
    answers have the days of their question, or those that their date says."""
    apps.get_model("events", "CalendarSequence").objects.update(told=F("number"))
    nominated = apps.get_model("events", "Registration").objects.exclude(delegation=None)
    nominated.filter(consents=[], status__in=ACTIVE).update(complete=False)
    answers = apps.get_model("events", "Answer").objects.select_related(
        "question", "registration__event"
    )
    for answer in answers.iterator():
        event = answer.registration.event
        if answer.question:
            answer.keep_days = answer.question.keep_days
        else:
            end = event.ends_at.astimezone(ZoneInfo(event.time_zone)).date()
            days = (answer.purge_after - end).days
            answer.keep_days = days if 0 <= days < event.personal_data_days else None
        if answer.keep_days is not None:
            answer.save(update_fields=["keep_days"])


class Migration(migrations.Migration):
    dependencies = [("events", "0008_telling_and_completing")]

    operations = [migrations.RunPython(keep_promises, migrations.RunPython.noop)]
