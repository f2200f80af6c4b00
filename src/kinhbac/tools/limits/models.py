"""The table of limits: how much of each budget is used."""

from django.db import models


class Tally(models.Model):
    """How often a door was used under a mark, and until when that counts, in seconds since 1970.

    The mark is a keyed digest of the door and of whom it is counted for: no address and nobody's key stands here.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    used = models.IntegerField()
    until = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "kinhbac_tally"
