"""The table of kept files: who handed in which content, when and for what. Only actions and reads enter."""

import uuid

from django.db import models

from kinhbac.tools.files.types import KeptFile, Kind


class StoredFile(models.Model):
    """One file of one person; the same content handed in twice is two rows and one file on disk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8)
    original_name = models.CharField(max_length=120)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    owner_key = models.UUIDField(db_index=True)
    created_at = models.DateTimeField()
    purpose = models.TextField()

    class Meta:
        db_table = "kinhbac_file"

    def kept(self) -> KeptFile:
        """Return the row as it may leave this room."""
        return KeptFile(
            id=self.id,
            digest=self.digest,
            size=self.size,
            kind=Kind(self.kind),
            original_name=self.original_name,
            width=self.width,
            height=self.height,
            owner_key=self.owner_key,
            created_at=self.created_at,
            purpose=self.purpose,
        )
