from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0008_subtrees_by_page"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="written",
            field=models.DateTimeField(null=True),
        ),
    ]
