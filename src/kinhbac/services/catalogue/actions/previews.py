"""A change is tried on a year's dossiers: a few at once, while one waits; many by the worker, piece by piece.

A piece and what it found are one transaction, so whoever is killed in between tries the piece again and nothing twice.
"""

import logging
from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from kinhbac.kernel import definitions
from kinhbac.kernel.keeping import Rows
from kinhbac.kernel.seats import seats
from kinhbac.kernel.types import Refused, Viewer
from kinhbac.services.catalogue.models import ChangedDossier, ChangePreview
from kinhbac.services.catalogue.reads.previews import DONE, FAILED, RUNNING
from kinhbac.services.catalogue.reads.trying import (
    PIECE,
    Change,
    Differs,
    differing,
    filed_under,
    may_be_tried,
    piece_of,
    year_before,
)
from kinhbac.services.catalogue.reads.versions import version_of
from kinhbac.services.catalogue.rules import publication
from kinhbac.services.catalogue.rules.stored import PROCEDURE
from kinhbac.services.catalogue.rules.trial import said
from kinhbac.services.catalogue.types import Draft, Effect
from kinhbac.tools.grammar.plain import to_plain
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.types import ADMINISTRATOR

logger = logging.getLogger(__name__)

AT_ONCE = 500
"""As many dossiers are tried while one waits; more are left to the worker."""


def begin_preview(*, draft: Draft, procedure: Procedure, on: date, viewer: Viewer, now: datetime) -> UUID:
    """Begin to try a draft on the dossiers of the last year; return the key of the preview.

    Args:
        draft: whose edition is tried.
        procedure: what was read from it.
        on: the day from which it would count.
        viewer: an administrator.
        now: aware.

    Raises:
        Refused: the viewer is none.
    """
    if viewer.person is None or viewer.post(ADMINISTRATOR) is None:
        raise Refused(publication.NOT_YOURS)
    before = _before(procedure.key, on)
    since = year_before(now)
    total = filed_under(procedure.key, since, now) if before else 0
    row = ChangePreview.objects.create(
        draft=draft.id,
        edition=draft.edition,
        procedure=procedure.key,
        name_vi=procedure.name.vi,
        name_en=procedure.name.en,
        before=before,
        after=definitions.keep(PROCEDURE, procedure.key, to_plain(procedure), now),
        on=on,
        since=since,
        until=now,
        total=total,
        phase=RUNNING if total else DONE,
        asked_by=viewer.person,
        asked_at=now,
    )
    if total <= AT_ONCE:
        while _piece(row.pk):
            pass
    return row.pk


def work_pending() -> int:
    """Try a piece of every preview that waits, the oldest first; return how many dossiers were looked at."""
    waiting = ChangePreview.objects.filter(phase=RUNNING).order_by("asked_at", "pk")
    return sum(_piece(key) for key in list(waiting.values_list("pk", flat=True)[:20]))


def _piece(key: UUID) -> int:
    try:
        return _next_piece(key)
    except DatabaseError:
        raise
    except Exception as error:
        logger.exception("the preview %s failed", key)
        ChangePreview.objects.filter(pk=key).update(phase=FAILED, fault=str(error)[:300])
        return 0


def _next_piece(key: UUID) -> int:
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        rows = ChangePreview.objects.select_for_update(skip_locked=skip)
        row = rows.filter(pk=key, phase=RUNNING).first()
        if row is None:
            return 0
        change = _change(row)
        filed = piece_of(change, row.mark)
        place = row.lines.count()
        found = [_line(row, place + n, each) for n, each in enumerate(differing(change, filed))]
        ChangedDossier.objects.bulk_create(found, batch_size=PIECE)
        row.done += len(filed)
        row.tried += sum(may_be_tried(each) for each in filed)
        row.mark = filed[-1].mark if filed else row.mark
        row.phase = RUNNING if len(filed) == PIECE else DONE
        row.save()
    return len(filed)


def _change(row: ChangePreview) -> Change:
    return Change(
        procedure=row.procedure,
        before=version_of(row.before),
        after=version_of(row.after),
        on=row.on,
        since=row.since,
        until=row.until,
        calendar=definitions.current_calendar(),
    )


def _line(row: ChangePreview, place: int, each: Differs) -> ChangedDossier:
    assert each.filed.received_at is not None
    return ChangedDossier(
        preview=row,
        place=place,
        case=each.filed.case,
        code=each.filed.code,
        received_at=each.filed.received_at,
        before=said(each.before),
        after=said(each.after),
        **{str(effect): effect in each.effects for effect in Effect},
    )


def _before(key: str, on: date) -> str:
    try:
        return definitions.hash_on(PROCEDURE, key, on)
    except definitions.NotPublished:
        return ""


def seat_keeping() -> None:
    """Seat how long trials are kept with the dossiers that would differ; one that is under way stays."""
    ended = ~Q(phase=RUNNING)
    seats.seat_sweeps("preview", Rows(table=ChangePreview, counted_from="asked_at", where=ended))
