import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kinhbac_procedures', '0004_counter'),
    ]

    operations = [
        migrations.CreateModel(
            name='TurnDraft',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('case', models.UUIDField()),
                ('person', models.UUIDField()),
                ('turn', models.CharField(max_length=12)),
                ('asked', models.CharField(default='', max_length=40)),
                ('items', models.JSONField(default=dict)),
                ('changes', models.JSONField(default=dict)),
                ('reason', models.TextField(default='')),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'kinhbac_turn_draft',
                'constraints': [models.UniqueConstraint(fields=('case', 'person', 'turn'), name='turn_draft_one')],
            },
        ),
    ]
