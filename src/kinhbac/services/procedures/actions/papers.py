"""Papers of a form that is still being filled in: several may come at once, one may be taken back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.own import filed_papers
from kinhbac.tools.files.actions import remove_file
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.files.types import KeptFile, UploadRefused


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the files sent for one question: references to keep, those new among them, why others failed.

    `left` is how long to wait before another is sent, where too many were.
    """

    kept: tuple[Mapping[str, Any], ...]
    fresh: tuple[UUID, ...]
    refusals: tuple[Text, ...]
    left: timedelta | None = None


def take_in(
    keep: Callable[[IO[bytes]], KeptFile],
    *,
    viewer: Viewer,
    before: Iterable[Mapping[str, Any]],
    uploads: Iterable[IO[bytes]],
) -> TakenIn:
    """Keep the files sent for a question beside those kept before; the same picture sent twice stands there once.

    Args:
        keep: keeps one of them; may raise `UploadRefused`, each is kept or refused by itself.
        viewer: whose files they are.
        before: references kept before.
        uploads: as they came.
    """
    kept = list(before)
    fresh: list[UUID] = []
    refusals: list[Text] = []
    left: timedelta | None = None
    for upload in uploads:
        try:
            file = keep(upload)
        except UploadRefused as refusal:
            refusals.append(_named(upload, refusal.text))
            left = refusal.left or left
            continue
        if file.digest in _digests(kept, viewer):
            remove_file(file_id=file.id, owner_key=file.owner_key)
            continue
        kept.append({"file": str(file.id), "name": file.original_name})
        fresh.append(file.id)
    return TakenIn(tuple(kept), tuple(fresh), tuple(refusals), left)


def put_away(*, files: Iterable[UUID], viewer: Viewer, now: datetime | None = None) -> None:
    """Remove papers of the viewer that no form of hers needs any more; those that stand in a dossier stay."""
    asked = frozenset(files)
    if viewer.person is None or not asked:
        return
    for file in asked - filed_papers(viewer, (now or cases.clock.now()).astimezone(HCM)):
        remove_file(file_id=file, owner_key=viewer.person)


def _digests(references: Iterable[Mapping[str, Any]], viewer: Viewer) -> frozenset[str]:
    """Return the digests of the files referred to; a reference whose file is gone has none."""
    if viewer.person is None:
        return frozenset()
    found = (stored_file(UUID(str(each["file"])), owner_key=viewer.person) for each in references)
    return frozenset(file.digest for file in found if file is not None)


def _named(upload: IO[bytes], why: Text) -> Text:
    """Return why a file was refused, with its name before, since several may have been sent."""
    name = str(getattr(upload, "name", None) or "")
    return Text(vi=f"{name}: {why.vi}", en=f"{name}: {why.en}") if name else why
