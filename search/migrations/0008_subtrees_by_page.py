"""Rows of a page and all below it name the page by its id; those that wait name it by its path."""

from django.db import migrations


def widen(apps, schema_editor):
    outbox = apps.get_model("search", "Outbox")
    outbox.objects.filter(scope="subtree").update(scope="everything", key="")


class Migration(migrations.Migration):
    dependencies = [("search", "0007_roles_in_words")]
    operations = [migrations.RunPython(widen, migrations.RunPython.noop)]
