"""Who may see which file. Default deny: a file that is not yours to see and one that never was look the same."""

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
