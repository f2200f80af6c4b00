from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kinhbac_procedures', '0005_turn_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='DayBook',
            fields=[
                ('case', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('desk', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'kinhbac_day_book',
                'indexes': [models.Index(fields=['desk', 'kind', 'at'], name='day_book_day')],
            },
        ),
    ]
