from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("casestudies", "0005_indicator_better"),
    ]

    operations = [
        migrations.RenameField("adoption", "changes", "changes_en"),
        migrations.RenameField("adoption", "outcome", "outcome_en"),
        migrations.AlterField(
            "adoption",
            "changes_en",
            models.TextField(blank=True, verbose_name="what was changed, in English"),
        ),
        migrations.AlterField(
            "adoption",
            "outcome_en",
            models.TextField(blank=True, verbose_name="what came of it, in English"),
        ),
        migrations.AddField(
            "adoption",
            "changes_ru",
            models.TextField(blank=True, verbose_name="what was changed, in Russian"),
        ),
        migrations.AddField(
            "adoption",
            "changes_kk",
            models.TextField(blank=True, verbose_name="what was changed, in Kazakh"),
        ),
        migrations.AddField(
            "adoption",
            "outcome_ru",
            models.TextField(blank=True, verbose_name="what came of it, in Russian"),
        ),
        migrations.AddField(
            "adoption",
            "outcome_kk",
            models.TextField(blank=True, verbose_name="what came of it, in Kazakh"),
        ),
    ]
