"""Tables of procedures: what a person is still filling in, and the tries at looking up without an account."""

import uuid

from django.db import models


class Application(models.Model):
    """A form on its way (tờ khai đang khai): every answer as it was given, until it becomes a dossier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.UUIDField()
    procedure = models.CharField(max_length=40)
    definition = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    case = models.UUIDField(null=True)

    class Meta:
        db_table = "kinhbac_application"
        indexes = [models.Index(fields=["person", "-changed_at"], name="application_person")]


class LookupTry(models.Model):
    """A try at looking up a dossier that failed; counted by a keyed digest of who asked and of what."""

    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_lookup_try"
        indexes = [models.Index(fields=["by", "at"], name="lookup_try")]
