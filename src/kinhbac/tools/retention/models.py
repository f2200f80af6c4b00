"""The table of retention: the runs, each under one version of the rules."""

from django.db import models


class RetentionRun(models.Model):
    """A run over everything that is kept: under which version, what went of which kind, what was still needed.

    `place` is where the next batch begins, and it is written with what the batch did: a run that was cut goes on.
    """

    begun_on = models.DateField()
    version = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, default="", blank=True)
    over = models.JSONField(default=dict)
    needed = models.JSONField(default=dict)

    class Meta:
        db_table = "kinhbac_retention_run"
        constraints = [models.UniqueConstraint(fields=["begun_on", "version"], name="retention_run_day")]
