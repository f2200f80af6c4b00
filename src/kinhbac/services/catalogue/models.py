"""Tables of the workshop: drafts, and changes tried on what was filed. What was published is in the journal."""

import uuid

from django.db import models
from django.db.models import Q


class ProcedureDraft(models.Model):
    """A procedure being written (bản nháp). `edition` counts the savings, so that of two who save the later is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.CharField(max_length=40, default="", blank=True)
    texts = models.JSONField(default=dict)
    edition = models.IntegerField(default=1)
    based_on = models.CharField(max_length=64, default="", blank=True)
    begun_by = models.UUIDField()
    begun_at = models.DateTimeField()
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_procedure_draft"
        indexes = [
            models.Index(
                fields=["-changed_at"],
                condition=Q(published_at=None, discarded_at=None),
                name="procedure_draft_open",
            )
        ]


class ChangePreview(models.Model):
    """A version tried on a year's dossiers, piece by piece; `mark` is where the next piece begins."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    draft = models.UUIDField(null=True)
    edition = models.IntegerField(default=0)
    procedure = models.CharField(max_length=40)
    name_vi = models.TextField()
    name_en = models.TextField()
    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64)
    on = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    total = models.IntegerField()
    done = models.IntegerField(default=0)
    tried = models.IntegerField(default=0)
    mark = models.CharField(max_length=90, default="", blank=True)
    phase = models.CharField(max_length=10)
    fault = models.CharField(max_length=300, default="", blank=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_change_preview"
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(phase="running"), name="change_preview_running"),
            models.Index(fields=["draft", "-asked_at"], name="change_preview_draft"),
        ]


class ChangedDossier(models.Model):
    """A dossier that would differ, in what, and from what to what; nothing of its answers."""

    preview = models.ForeignKey(ChangePreview, on_delete=models.CASCADE, related_name="lines", db_index=False)
    place = models.IntegerField()
    case = models.UUIDField()
    code = models.CharField(max_length=60)
    received_at = models.DateTimeField()
    path = models.BooleanField(default=False)
    due = models.BooleanField(default=False)
    fee = models.BooleanField(default=False)
    unfit = models.BooleanField(default=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        db_table = "kinhbac_changed_dossier"
        constraints = [models.UniqueConstraint(fields=["preview", "place"], name="changed_dossier_place")]
