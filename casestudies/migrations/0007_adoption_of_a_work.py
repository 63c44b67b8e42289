import casestudies.models.adoption
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casestudies', '0006_adoption_texts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='adoption',
            name='one_adoption_a_year',
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.UniqueConstraint(fields=('case', 'country', 'year'), name='one_adoption_a_year', violation_error_message="This country's adoption in this year is written down already."),
        ),
        migrations.AlterField(
            model_name='adoption',
            name='case',
            field=models.ForeignKey(on_delete=casestudies.models.adoption.to_another_language, related_name='adoptions', to='casestudies.casestudy', verbose_name='case'),
        ),
    ]
