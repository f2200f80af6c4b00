"""Identity numbers are sealed, and the plain column goes. Needs the keys of the data folder; makes the first."""

from typing import Any

from django.db import migrations, models

from kinhbac.tools.identity.sealing import columns

PAGE = 500


def seal_all(apps: Any, schema_editor: Any) -> None:
    """Seal the rows that are there, and leave the plain number nowhere in them."""
    database = schema_editor.connection
    if database.vendor == "sqlite":
        with database.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # what goes is overwritten, not only let go of
    people = apps.get_model("kinhbac_identity", "Person").objects.exclude(identity_number=None).order_by("pk")
    while page := list(people.only("pk", "identity_number")[:PAGE]):
        for row in page:
            written = columns(row.pk, row.identity_number)
            row.number_sealed, row.number_mark, row.identity_number = *written.values(), None
        people.model.objects.bulk_update(page, ["number_sealed", "number_mark", "identity_number"], batch_size=100)
    database.check_constraints()  # PostgreSQL changes no table of which something waits to be checked


class Migration(migrations.Migration):

    dependencies = [
        ('kinhbac_identity', '0010_record_openings_by_systems'),
    ]

    operations = [
        migrations.AddField('person', 'number_sealed', models.CharField(max_length=120, null=True)),
        migrations.AddField('person', 'number_mark', models.CharField(max_length=80, null=True, unique=True)),
        migrations.AlterField('person', 'identity_number', models.CharField(max_length=12, null=True, unique=True)),
        migrations.RunPython(seal_all),
        migrations.RemoveField('person', 'identity_number'),
        migrations.AlterField('person', 'number_sealed', models.CharField(max_length=120)),
        migrations.AlterField('person', 'number_mark', models.CharField(max_length=80, unique=True)),
    ]
