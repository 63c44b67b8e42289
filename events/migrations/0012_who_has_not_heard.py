"""What is published now counts as told; what a worker was about to tell, it tells to everybody."""

import hashlib

from django.db import migrations, models
from django.db.models import F

FACTS = ("time_zone", "event_format", "host_country_id", "online_link")


def take_apart(apps, schema_editor):
    sequences = apps.get_model("events", "CalendarSequence").objects
    rows = apps.get_model("events", "Event").objects.order_by("pk")
    for page in rows.filter(alias_of=None).select_related("locale").iterator():
        sequence = sequences.filter(code=page.code).first()
        language = page.locale.language_code
        if sequence and language in sequence.fingerprints and language not in sequence.shown:
            sequence.shown[language] = {
                "facts": _hash(
                    [
                        page.starts_at.timestamp(),
                        page.ends_at.timestamp(),
                        *(getattr(page, name) for name in FACTS),
                    ]
                ),
                "words": _hash([page.title, page.venue, page.city]),
                "cancelled": page.cancelled,
            }
            sequence.save()
    sequences.filter(told__lt=F("number")).update(unheard=["en", "kk", "ru"])


def _hash(values):
    return hashlib.sha256(repr(values).encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0011_event_participants"),
    ]

    operations = [
        migrations.AddField(
            model_name="calendarsequence",
            name="shown",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="calendarsequence",
            name="unheard",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(take_apart, migrations.RunPython.noop),
        migrations.RemoveField(model_name="calendarsequence", name="fingerprints"),
    ]
