from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kinhbac_procedures', '0003_stays'),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='taken_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='application',
            name='desk',
            field=models.CharField(default='', max_length=80),
        ),
        migrations.AddField(
            model_name='application',
            name='reception',
            field=models.JSONField(default=dict),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('case', None)), fields=['desk', '-changed_at'], name='application_desk'),
        ),
    ]
