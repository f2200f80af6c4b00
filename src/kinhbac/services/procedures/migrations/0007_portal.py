import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kinhbac_procedures', '0006_day_book'),
    ]

    operations = [
        migrations.CreateModel(
            name='BornChild',
            fields=[
                ('case', models.UUIDField(primary_key=True, serialize=False)),
                ('parent', models.UUIDField()),
                ('procedure', models.CharField(max_length=40)),
                ('born_on', models.DateField()),
            ],
            options={
                'db_table': 'kinhbac_born_child',
            },
        ),
        migrations.CreateModel(
            name='Help',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('application', models.UUIDField()),
                ('person', models.UUIDField()),
                ('helper', models.UUIDField()),
                ('desk', models.CharField(max_length=80)),
                ('consent', models.JSONField()),
                ('began_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('how', models.CharField(default='', max_length=20)),
            ],
            options={
                'db_table': 'kinhbac_help',
            },
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_one_unsent',
        ),
        migrations.AddField(
            model_name='application',
            name='code',
            field=models.CharField(max_length=12, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='application',
            name='firm',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='application',
            name='help',
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('case', None), ('firm', None)), fields=('person', 'procedure', 'desk'), name='application_one_unsent'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('case', None), ('firm__isnull', False)), fields=('person', 'procedure', 'desk', 'firm'), name='application_one_for_firm'),
        ),
        migrations.AddIndex(
            model_name='bornchild',
            index=models.Index(fields=['procedure', 'born_on'], name='born_child_day'),
        ),
        migrations.AddIndex(
            model_name='help',
            index=models.Index(fields=['person', '-began_at'], name='help_person'),
        ),
        migrations.AddIndex(
            model_name='help',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['helper'], name='help_lasting'),
        ),
        migrations.AddIndex(
            model_name='help',
            index=models.Index(fields=['application'], name='help_application'),
        ),
    ]
