import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kinhbac_identity', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RecordOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('account', models.UUIDField(null=True)),
                ('opened_by', models.UUIDField(null=True)),
                ('office', models.CharField(max_length=80)),
                ('role', models.CharField(max_length=40)),
                ('purpose', models.CharField(max_length=60)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kinhbac_identity.person')),
            ],
            options={
                'db_table': 'kinhbac_record_opening',
                'indexes': [models.Index(fields=['person', '-at'], name='record_opening_person')],
            },
        ),
    ]
