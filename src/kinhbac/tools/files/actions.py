"""Keep a file, remove a file, clear what nobody owns. The only writers of this capability."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import IO, Final
from uuid import UUID

from kinhbac.kernel.keeping import told_of
from kinhbac.kernel.seats import seats
from kinhbac.tools.files.kinds import HEAD, kind_of
from kinhbac.tools.files.models import StoredFile
from kinhbac.tools.files.names import clean_name
from kinhbac.tools.files.pdf import check_pdf
from kinhbac.tools.files.store import Store
from kinhbac.tools.files.types import KeptFile, Kind, Limits, TooManyUploads, UploadRefused
from kinhbac.tools.limits.actions import spend
from kinhbac.tools.limits.types import UPLOAD, TooMany

_UNOWNED_AFTER: Final = timedelta(days=1)
_AT_ONCE: Final = 500  # digests asked of the database in one statement


def keep_upload(
    *,
    upload: IO[bytes],
    owner_key: UUID,
    purpose: str,
    now: datetime,
    store: Store,
    limits: Limits,
) -> KeptFile:
    """Keep what a person hands in: a photograph as plain JPEG, a PDF as it is.

    The content is on disk, its folders included, before the row is written; a caller that rolls back leaves only
    content without an owner, which `clear_unowned` takes away.

    Args:
        upload: Django's uploaded file, or any seekable binary stream; a `name` is taken from it if it has one.
        owner_key: the person, by the key that means nothing outside.
        purpose: what it is handed in for, in the caller's words.
        now: aware.
        store: where content is kept.
        limits: of size and pixels.

    Raises:
        UploadRefused: too large, of a wrong kind, damaged or acting; the text says which, and what to do.
        StoreFull: a kind of it; the disk is full and nothing was kept.
        TooManyUploads: another; she has handed in as many as one may for now.
    """
    _refuse_oversize(upload, limits)
    _count(owner_key, now)  # before it is decoded: that is what costs
    kept_as = _checked(upload, limits)
    kept = store.put(kept_as.content)
    row = StoredFile.objects.create(
        digest=kept.digest,
        size=kept.size,
        kind=kept_as.kind,
        original_name=clean_name(str(getattr(upload, "name", None) or "")),
        width=kept_as.width,
        height=kept_as.height,
        owner_key=owner_key,
        created_at=now,
        purpose=purpose,
    )
    return row.kept()


def remove_file(*, file_id: UUID, owner_key: UUID) -> bool:
    """Remove a person's file from sight at once; return whether it was there and hers.

    Its bytes follow with the next `clear_unowned`, a day later at the earliest: another person may be handing in the
    same content this moment. Whoever put the file into a case asks the case first whether it may still go.
    """
    gone, _ = StoredFile.objects.filter(id=file_id, owner_key=owner_key).delete()
    return gone > 0


def hand_on(*, files: Iterable[UUID], owner: UUID, to: UUID) -> None:
    """Make files of one person another's, as when one has handed them in for the other; anybody else's stay as they are."""
    StoredFile.objects.filter(id__in=list(files), owner_key=owner).update(owner_key=to)


def clear_unowned(*, store: Store, now: datetime) -> int:
    """Take away content that no row names, and what a cut left half written, both only after a day.

    Meant to run once a day; it walks the whole folder. `now` is aware. Returns how many files were taken away.
    """
    before = now - _UNOWNED_AFTER
    digests, cleared = store.kept(before=before), store.sweep(now)
    while batch := list(islice(digests, _AT_ONCE)):
        owned = set(StoredFile.objects.filter(digest__in=batch).values_list("digest", flat=True))
        cleared += sum(store.remove(digest, kept_before=before) for digest in batch if digest not in owned)
    return cleared


def seat_keeping() -> None:
    """Seat whose files are kept: those people are not erased."""
    seats.seat_use("files.owner", told_of(StoredFile, "owner_key"))


@dataclass(frozen=True, slots=True)
class _Checked:
    kind: Kind
    content: bytes
    width: int | None = None
    height: int | None = None


def _count(owner: UUID, now: datetime) -> None:
    try:
        spend(UPLOAD, person=str(owner), now=now)
    except TooMany as fault:
        raise TooManyUploads(fault.refusal, fault.left) from fault


def _checked(upload: IO[bytes], limits: Limits) -> _Checked:
    upload.seek(0)
    kind = kind_of(upload.read(HEAD))
    upload.seek(0)
    if kind is Kind.PDF:
        paper = upload.read()
        check_pdf(paper)
        return _Checked(kind, paper)
    from kinhbac.tools.files.images import plain_picture  # noqa: PLC0415  - 7 MiB of decoders, only where a picture comes

    picture = plain_picture(upload, kind, limits)
    return _Checked(Kind.JPEG, picture.jpeg, picture.width, picture.height)


def _refuse_oversize(upload: IO[bytes], limits: Limits) -> None:
    refusal = getattr(upload, "refusal", None)  # a `BoundedUpload` that was refused on its way in
    if isinstance(refusal, UploadRefused):
        raise refusal
    limits.check_size(upload.seek(0, io.SEEK_END))
