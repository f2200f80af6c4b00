"""Who may see which file. Default deny: a file that is not yours to see and one that never was look the same."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from kinhbac.tools.files.models import StoredFile
from kinhbac.tools.files.types import KeptFile


def stored_file(file_id: UUID, *, owner_key: UUID) -> KeptFile | None:
    """Return a file to the person who handed it in; None for everyone else."""
    row = StoredFile.objects.filter(id=file_id, owner_key=owner_key).first()
    return row.kept() if row else None


def file_for_case(file_id: UUID, case_files: frozenset[UUID]) -> KeptFile | None:
    """Return a file to someone who may read the case it belongs to; None if it is not among the case's files.

    Args:
        file_id: the file asked for.
        case_files: every file of one case. The caller has already asked the case whether this viewer may read it.
    """
    if file_id not in case_files:
        return None
    row = StoredFile.objects.filter(id=file_id).first()
    return row.kept() if row else None


def uploaded(
    *,
    since: datetime,
    before: datetime,
    after: str = "",
    most: int | None = None,
    only: Collection[UUID] = (),
) -> dict[UUID, UUID]:
    """Return the owners of the files that were handed in between two moments, in the order of the files' keys.

    Args:
        since: aware; the first moment that counts.
        before: aware; the first that does not.
        after: the key behind which it begins, "" for the beginning.
        most: at most so many; None for all.
        only: among these alone, if any are given.
    """
    rows = StoredFile.objects.filter(created_at__gte=since, created_at__lt=before).order_by("pk")
    rows = rows.filter(pk__gt=after) if after else rows
    rows = rows.filter(pk__in=only) if only else rows
    return dict(rows.values_list("pk", "owner_key")[:most])
