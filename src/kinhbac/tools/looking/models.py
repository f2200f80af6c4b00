"""Tables of looking: the reasons that officers gave to open a file outside their work."""

import uuid

from django.db import models


class Look(models.Model):
    """A reason to open a file outside one's work, for how long it holds, what was unusual, and what came of it.

    `case` or `person` says whose file; `whose` are the keys of the people concerned. What the officer said is never
    changed; a supervisor marks it as seen or asks back, and the officer answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.UUIDField(null=True)
    officer = models.UUIDField()
    office = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    case = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    name = models.CharField(max_length=120)
    whose = models.JSONField(default=list)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    until = models.DateTimeField()
    flags = models.JSONField(default=list)
    seen_by = models.UUIDField(null=True)
    seen_at = models.DateTimeField(null=True)
    question = models.CharField(max_length=300, default="", blank=True)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_look"
        indexes = [
            models.Index(fields=["officer", "-at"], name="look_officer"),
            models.Index(fields=["office", "-at"], name="look_office"),
        ]
