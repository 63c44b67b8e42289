from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hub", "0007_proposals")]

    operations = [
        migrations.RenameField("country", "national_body", "national_body_en"),
        migrations.AlterField(
            "country",
            "national_body_en",
            models.CharField(
                blank=True,
                help_text="Who answers for the civil service, such as “Civil Service Bureau”.",
                max_length=200,
                verbose_name="national body in English",
            ),
        ),
        migrations.AddField(
            "country",
            "national_body_ru",
            models.CharField(
                blank=True, max_length=200, verbose_name="national body in Russian"
            ),
        ),
        migrations.AddField(
            "country",
            "national_body_kk",
            models.CharField(blank=True, max_length=200, verbose_name="national body in Kazakh"),
        ),
    ]
