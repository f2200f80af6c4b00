"""A session ended by an administrator says by whom and why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of the record of signing in."""

    dependencies = [
        ("kinhbac_identity", "0012_enrolled_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="signinrecord",
            name="by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="signinrecord",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
    ]
