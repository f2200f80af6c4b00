"""Writing for a turn of one's own dossier: every answer is kept as it is given, until the turn is taken or dropped."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import IO, Any

from django.db import transaction

from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions import turns
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.actions.papers import put_away
from kinhbac.services.procedures.models import TurnDraft
from kinhbac.services.procedures.reads.own_side import OwnSide, own_side
from kinhbac.services.procedures.reads.turn_drafts import FILES, asked_key, writing_of
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.tools.files.actions import keep_upload
from kinhbac.tools.files.configured import limits, store
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.forms.paths import at

Write = Callable[[TurnDraft, OwnSide], None]


def keep_item(
    *,
    code: str,
    place: int,
    text: str,
    files: Sequence[Mapping[str, Any]],
    viewer: Viewer,
    now: datetime | None = None,
) -> None:
    """Keep the answer to one item that was asked for; raises `NotFound` where nothing of that place is asked."""

    def write(row: TurnDraft, side: OwnSide) -> None:
        if side.asked is None or not 0 <= place < len(side.asked.items):
            raise NotFound(code)
        row.items = {**row.items, str(place): {"text": text, FILES: [dict(each) for each in files]}}

    _keep(code, OwnTurn.SUPPLEMENT, viewer, write, now)


def keep_changes(
    *, code: str, turn: OwnTurn, values: Mapping[str, Any], viewer: Viewer, now: datetime | None = None
) -> None:
    """Keep new answers of the form by path; one that says what stands already is no change. Raises `NotFound`."""

    def write(row: TurnDraft, side: OwnSide) -> None:
        changes = {**row.changes, **values}
        row.changes = {path: value for path, value in changes.items() if value != at(side.answers, path)}

    _keep(code, turn, viewer, write, now)


def keep_reason(
    *, code: str, turn: OwnTurn, reason: str, viewer: Viewer, now: datetime | None = None
) -> None:
    """Keep why, beside what was written for a turn; without anything written there is nothing to say it of."""
    side = own_side(code, viewer, now or cases.clock.now())
    TurnDraft.objects.filter(case=side.state.case, person=side.person, turn=turn).update(reason=reason)


def attach_to_turn(
    *, code: str, turn: OwnTurn, to: str, upload: IO[bytes], viewer: Viewer, now: datetime | None = None
) -> KeptFile:
    """Keep a paper or photograph for a turn of one's own dossier; raises `UploadRefused` with what to do, `NotFound`."""
    moment = now or cases.clock.now()
    side = own_side(code, viewer, moment)
    if turn not in side.turns:
        raise NotFound(code)
    return keep_upload(
        upload=upload,
        owner_key=side.person,
        purpose=f"{side.code} {turn} {to}"[:120],
        now=moment,
        store=store(),
        limits=limits(),
    )


def drop_writing(*, code: str, turn: OwnTurn, viewer: Viewer, now: datetime | None = None) -> None:
    """Throw away what was written for a turn, with its papers; those that stand in the dossier stay."""
    side = own_side(code, viewer, now or cases.clock.now())
    files = writing_of(side, turn).files(side)
    TurnDraft.objects.filter(case=side.state.case, person=side.person, turn=turn).delete()
    put_away(files=files, viewer=viewer, now=now)


def send_writing(*, code: str, turn: OwnTurn, viewer: Viewer, now: datetime | None = None) -> None:
    """Take a turn with what was written for it, or change nothing; sent twice, it happens once.

    Raises:
        Incomplete, Refused, Conflict: as the turn's own action.
        NotFound: no such dossier of the viewer.
    """
    moment = now or cases.clock.now()
    with transaction.atomic():
        side = own_side(code, viewer, moment)
        rows = TurnDraft.objects.select_for_update()
        row = rows.filter(case=side.state.case, person=side.person, turn=turn).first()
        if row is None:
            return  # it was sent already
        writing = writing_of(side, turn)
        changes = {path: each["to"] for path, each in writing.changed(side).items()}
        asked = Asked(viewer=viewer, key=str(row.key), now=now)
        if turn is OwnTurn.SUPPLEMENT:
            turns.supplement(code, answers=writing.said(side), changes=changes, asked=asked)
        else:
            turns.adjust(code, changes=changes, asked=asked, reason=writing.reason)
        row.delete()  # the dossier holds it now; personal data stands in one place


def _keep(code: str, turn: OwnTurn, viewer: Viewer, write: Write, now: datetime | None) -> None:
    moment = now or cases.clock.now()
    side = own_side(code, viewer, moment)
    if turn not in side.turns:
        raise NotFound(code)
    asked = asked_key(side, turn)
    with transaction.atomic():
        row, _ = TurnDraft.objects.select_for_update().get_or_create(
            case=side.state.case,
            person=side.person,
            turn=turn,
            defaults={"asked": asked, "changed_at": moment},
        )
        if row.asked != asked:  # it answered an earlier request
            row.asked, row.items, row.changes, row.reason = asked, {}, {}, ""
        write(row, side)
        row.changed_at = moment
        row.save()
