"""Previews of changes, for administrators: counts first, then the dossiers of a count, page by page."""

from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Viewer
from kinhbac.services.catalogue.models import ChangedDossier, ChangePreview
from kinhbac.services.catalogue.types import Effect, Preview, PreviewLine
from kinhbac.tools.identity.types import ADMINISTRATOR

PAGE = 50
RUNNING, DONE, FAILED = "running", "done", "failed"


def preview_of(preview: UUID, viewer: Viewer) -> Preview:
    """Return a preview as far as it is.

    Raises:
        NotFound: there is none, or the viewer is no administrator.
    """
    row = ChangePreview.objects.filter(pk=preview).first()
    if row is None or viewer.post(ADMINISTRATOR) is None:
        raise NotFound(str(preview))
    return _preview(row)


def latest_preview(draft: UUID, edition: int, viewer: Viewer) -> Preview | None:
    """Return the latest finished preview of a draft as it stands, None where there is none."""
    if viewer.post(ADMINISTRATOR) is None:
        return None
    rows = ChangePreview.objects.filter(draft=draft, edition=edition, phase=DONE)
    row = rows.order_by("-asked_at").first()
    return _preview(row) if row is not None else None


def lines_of(preview: UUID, effect: Effect | None, after: int, viewer: Viewer) -> tuple[PreviewLine, ...]:
    """Return the dossiers that would differ in one thing, or in any, from a place on; one more than a page holds.

    Raises:
        NotFound: as `preview_of`.
    """
    if viewer.post(ADMINISTRATOR) is None:
        raise NotFound(str(preview))
    rows = ChangedDossier.objects.filter(preview=preview, place__gt=after).order_by("place")
    if effect is not None:
        rows = rows.filter(**{str(effect): True})
    return tuple(_line(row) for row in rows[: PAGE + 1])


def _preview(row: ChangePreview) -> Preview:
    lines = row.lines.all()
    return Preview(
        id=row.pk,
        draft=row.draft,
        procedure=row.procedure,
        name=Text(vi=row.name_vi, en=row.name_en),
        on=row.on,
        since=row.since,
        until=row.until,
        total=row.total,
        done=row.done,
        tried=row.tried,
        finished=row.phase != RUNNING,
        fault=row.fault,
        asked_at=row.asked_at,
        edition=row.edition,
        counts={effect: lines.filter(**{str(effect): True}).count() for effect in Effect},
        any=lines.count(),
    )


def _line(row: ChangedDossier) -> PreviewLine:
    return PreviewLine(
        place=row.place,
        code=row.code,
        received_at=row.received_at,
        effects=frozenset(effect for effect in Effect if getattr(row, str(effect))),
        before=row.before,
        after=row.after,
    )
