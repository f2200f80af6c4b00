import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kinhbac_identity', '0003_substitutes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Firm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('enterprise_code', models.CharField(max_length=13, unique=True)),
                ('head_office', models.CharField(max_length=200)),
                ('representative', models.CharField(max_length=120)),
            ],
            options={
                'db_table': 'kinhbac_firm',
            },
        ),
        migrations.CreateModel(
            name='ReminderWish',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='kinhbac_identity.person')),
                ('wanted', models.BooleanField()),
                ('said_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'kinhbac_reminder_wish',
            },
        ),
        migrations.CreateModel(
            name='Child',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('full_name', models.CharField(max_length=120)),
                ('born_on', models.DateField(db_index=True)),
                ('source_vi', models.CharField(max_length=120)),
                ('source_en', models.CharField(max_length=120)),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kinhbac_identity.person')),
            ],
            options={
                'db_table': 'kinhbac_child',
                'constraints': [models.UniqueConstraint(fields=('parent', 'full_name', 'born_on'), name='child_once')],
            },
        ),
        migrations.CreateModel(
            name='FirmAgent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('title_vi', models.CharField(max_length=120)),
                ('title_en', models.CharField(max_length=120)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agents', to='kinhbac_identity.firm')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kinhbac_identity.person')),
            ],
            options={
                'db_table': 'kinhbac_firm_agent',
                'constraints': [models.UniqueConstraint(fields=('firm', 'person'), name='firm_agent_once')],
            },
        ),
    ]
