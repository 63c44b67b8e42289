import uuid

import django.db.models.deletion
from django.db import migrations, models

PARENTS = {"CasePartner": "case", "MemorandumParty": "memorandum", "ReviewAuthor": "review"}


def take_after_the_page(apps, schema_editor):
    for name, parent in PARENTS.items():
        rows = list(apps.get_model("casestudies", name).objects.select_related(parent))
        for row in rows:
            row.translation_key = uuid.uuid4()
            row.locale_id = getattr(row, parent).locale_id
        apps.get_model("casestudies", name).objects.bulk_update(
            rows, ["translation_key", "locale"], batch_size=200
        )


def fields(name):
    locale = models.ForeignKey(
        null=True,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="wagtailcore.locale",
        verbose_name="locale",
    )
    key = models.UUIDField(null=True, editable=False)
    return [
        migrations.AddField(model_name=name.lower(), name="locale", field=locale),
        migrations.AddField(model_name=name.lower(), name="translation_key", field=key),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("casestudies", "0002_case_told_at_an_event"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        *(operation for name in PARENTS for operation in fields(name)),
        migrations.RunPython(take_after_the_page, migrations.RunPython.noop),
    ]
