from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("used", models.IntegerField()),
                ("until", models.BigIntegerField(db_index=True)),
            ],
            options={"db_table": "kinhbac_tally"},
        ),
    ]
