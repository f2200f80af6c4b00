"""The day since which a person is known here; who is here already is counted from now on."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def begin_counting(apps: Any, schema_editor: Any) -> None:
    """Count those who are here from now on."""
    apps.get_model("kinhbac_identity", "Person").objects.update(enrolled_at=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ('kinhbac_identity', '0011_sealed_numbers'),
    ]

    operations = [
        migrations.AddField('person', 'enrolled_at', models.DateTimeField(null=True)),
        migrations.RunPython(begin_counting, migrations.RunPython.noop),
    ]
