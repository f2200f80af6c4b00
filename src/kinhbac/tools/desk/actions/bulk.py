"""Many acts at once: written down as asked, tried, confirmed, then done in pieces, each with what became of it.

A piece and its results are one transaction, and every act bears a key: whoever is killed in between loses nothing and
does nothing twice. The worker calls `work_pending`; small ones are done while one waits.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions
from kinhbac.kernel.keeping import Rows
from kinhbac.kernel.refusals import NOT_THERE
from kinhbac.kernel.seats import seats as kernel
from kinhbac.kernel.types import CaseState, Command, Refusal, Refused, Viewer
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.actions.hand import hand, whose
from kinhbac.tools.desk.reads.inbox import items_of
from kinhbac.tools.desk.rules.handing import ASSIGN, HAND, TO, may_hand
from kinhbac.tools.desk.seats import seats
from kinhbac.tools.desk.types import NO_WORDS, Chosen, CommandOf
from kinhbac.tools.identity.reads.who import signed_in

logger = logging.getLogger(__name__)

PIECE = 100
"""Cases in one transaction; as many are done at once, while one waits."""

MOST = 5_000
"""Cases of one bulk act."""

TRYING, TRIED, RUNNING, DONE = "trying", "tried", "running", "done"
WAITING, WOULD, WAS_DONE, WAS_REFUSED = "", "would", "done", "refused"
AFTER = {TRYING: TRIED, RUNNING: DONE}
LEFT = {TRYING: WAITING, RUNNING: WOULD}
"""Which lines a phase has still to look at."""

OUR_FAULT = Refusal(
    code="desk.fault",
    reason=Text(
        vi="Lỗi của hệ thống; việc này chưa được ghi.", en="A fault of the system; this act was not recorded."
    ),
    remedy=Text(
        vi="Hãy mở từng hồ sơ và làm lại; nếu vẫn lỗi, hãy báo quản trị.",
        en="Open the case and repeat it there; if it fails again, tell the administrator.",
    ),
)
ANOTHER_MEANING = Refusal(
    code="desk.another_meaning",
    reason=Text(
        vi="Hồ sơ đã thay đổi: việc này nay có nghĩa khác với lúc xem trước.",
        en="The case has changed: the act now means something else than when it was tried.",
    ),
    remedy=Text(vi="Hãy mở hồ sơ và quyết định ở đó.", en="Open the case and decide there."),
)
ANOTHER_KIND = Refusal(
    code="desk.another_kind",
    reason=Text(
        vi="Loại việc này không có việc vừa chọn, hoặc hồ sơ không còn chờ bạn.",
        en="This kind of work has no such act, or the case no longer waits for you.",
    ),
    remedy=Text(vi="Hãy mở hồ sơ và xem các việc làm được.", en="Open the case and see what can be done."),
)
NOT_YOURS = Refusal(
    code="desk.bulk_not_there",
    reason=Text(vi="Không tìm thấy việc hàng loạt này.", en="There is no such bulk act."),
    remedy=Text(vi="Hãy về bàn làm việc và chọn lại.", en="Go back to the desk and choose again."),
)


def begin(
    *,
    viewer: Viewer,
    kind: str,
    act: str,
    values: Mapping[str, Any],
    chosen: Sequence[Chosen],
    now: datetime,
    left_out: Sequence[Chosen] = (),
) -> UUID:
    """Write down a bulk act and try it; a long one is tried by the worker. Return its key.

    Args:
        viewer: who asks; she must have an account.
        kind: whose act it is, HAND for taking, releasing and assigning.
        act: the act's key.
        values: what it asks.
        chosen: the items, at most MOST; the rest is left out.
        now: aware.
        left_out: items that were chosen too, but of which the act cannot be asked; kept among the results.
    """
    if viewer.account is None:
        raise Refused(NOT_YOURS)
    key = uuid4()
    with transaction.atomic():
        tables.Bulk.objects.create(
            pk=key,
            account=viewer.account,
            kind=kind,
            act=act,
            values=dict(values),
            phase=TRYING,
            asked_at=now,
        )
        lines = [_line(key, place, each) for place, each in enumerate(chosen[:MOST])]
        others = [_line(key, place, each) for place, each in enumerate(left_out, start=len(lines))]
        for line in others:
            _settle(line, ANOTHER_KIND, WOULD)
        tables.BulkLine.objects.bulk_create([*lines, *others], batch_size=500)
    _if_short(key, min(len(chosen), MOST), now)
    return key


def confirm(*, viewer: Viewer, bulk: UUID, now: datetime) -> None:
    """Have what was tried be done; asked again, it changes nothing.

    Raises:
        Refused: there is no such bulk act of this viewer.
    """
    own = tables.Bulk.objects.filter(pk=bulk, account=viewer.account or UUID(int=0))
    if not own.exists():
        raise Refused(NOT_YOURS)
    if own.filter(phase=TRIED).update(phase=RUNNING):
        _if_short(bulk, tables.BulkLine.objects.filter(bulk=bulk, outcome=WOULD).count(), now)


def work_pending(now: datetime) -> int:
    """Do a piece of every bulk act that waits, the oldest first; return how many cases were looked at."""
    waiting = tables.Bulk.objects.filter(phase__in=[TRYING, RUNNING]).order_by("asked_at", "pk")
    return sum(_piece(key, now) for key in list(waiting.values_list("pk", flat=True)[:PIECE]))


def _line(bulk: UUID, place: int, chosen: Chosen) -> tables.BulkLine:
    return tables.BulkLine(bulk_id=bulk, place=place, case=chosen.case, step=chosen.step)


def _if_short(key: UUID, cases: int, now: datetime) -> None:
    if cases <= PIECE:
        _piece(key, now)


def _piece(key: UUID, now: datetime) -> int:
    try:
        return _next_piece(key, now, fault=False)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("a piece of the bulk act %s failed", key)
        return _next_piece(key, now, fault=True)


def _next_piece(key: UUID, now: datetime, *, fault: bool) -> int:
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        rows = tables.Bulk.objects.select_for_update(skip_locked=skip)
        bulk = rows.filter(pk=key, phase__in=[TRYING, RUNNING]).first()
        if bulk is None:
            return 0
        lines = list(bulk.lines.filter(outcome=LEFT[bulk.phase]).order_by("place")[:PIECE])
        answers = (
            dict.fromkeys((line.place for line in lines), OUR_FAULT) if fault else _answers(bulk, lines, now)
        )
        for line in lines:
            _settle(line, answers[line.place], WOULD if bulk.phase == TRYING else WAS_DONE)
        columns = ["outcome", "reason_vi", "reason_en", "remedy_vi", "remedy_en"]
        tables.BulkLine.objects.bulk_update(lines, columns)
        if len(lines) < PIECE:
            bulk.phase = AFTER[bulk.phase]
            bulk.finished_at = now if bulk.phase == DONE else None
            bulk.save(update_fields=["phase", "finished_at"])
        return len(lines)


def _settle(line: tables.BulkLine, refusal: Refusal | None, well: str) -> None:
    line.outcome = well if refusal is None else WAS_REFUSED
    if refusal is not None:
        line.reason_vi, line.reason_en = refusal.reason.vi, refusal.reason.en
        line.remedy_vi, line.remedy_en = refusal.remedy.vi, refusal.remedy.en


def _answers(
    bulk: tables.Bulk, lines: Sequence[tables.BulkLine], now: datetime
) -> Mapping[int, Refusal | None]:
    viewer = signed_in(bulk.account, now.astimezone(HCM).date()).viewer
    if bulk.kind == HAND:
        return _handed(bulk, lines, viewer, now)
    command = _as_shown(bulk, lines)
    cases = [line.case for line in lines]
    if bulk.phase == TRYING:
        tried = actions.try_many(viewer=viewer, cases=cases, command=command, now=now)
        return {line.place: tried[line.case] for line in lines}
    done = actions.act_many(viewer=viewer, cases=cases, command=command, key=str(bulk.pk), now=now)
    return {line.place: answer if isinstance(answer := done[line.case], Refusal) else None for line in lines}


def _as_shown(bulk: tables.Bulk, lines: Sequence[tables.BulkLine]) -> CommandOf:
    """Return the command of an act: trying it notes what it means for a case, and no case is done that means another.

    What it means stands where the reason of a refusal would.
    """
    work = seats.works[bulk.kind]
    command = work.command(bulk.act, bulk.values)

    def asked(state: CaseState) -> Command:
        means = work.meaning(bulk.act, state) or NO_WORDS
        for line in lines:
            if line.case != state.case:
                continue
            if bulk.phase == TRYING:
                line.reason_vi, line.reason_en = means.vi, means.en
            elif means != Text(vi=line.reason_vi, en=line.reason_en):
                raise Refused(ANOTHER_MEANING)
        return command(state)

    return asked


def _handed(
    bulk: tables.Bulk, lines: Sequence[tables.BulkLine], viewer: Viewer, now: datetime
) -> Mapping[int, Refusal | None]:
    to = UUID(bulk.values[TO]) if bulk.act == ASSIGN and bulk.values.get(TO) else None
    if bulk.phase == TRYING:
        return _tried(bulk.act, lines, viewer, to, now)
    answers: dict[int, Refusal | None] = {}
    for line in lines:
        key = f"{bulk.pk.hex}:{line.place}"
        try:
            with transaction.atomic():
                hand(
                    viewer=viewer,
                    chosen=Chosen(line.case, line.step),
                    act=bulk.act,
                    to=to,
                    now=now,
                    key=key,
                )
            answers[line.place] = None
        except Refused as refused:
            answers[line.place] = refused.refusal
    return answers


def _tried(
    act: str, lines: Sequence[tables.BulkLine], viewer: Viewer, to: UUID | None, now: datetime
) -> Mapping[int, Refusal | None]:
    items = items_of(viewer, tuple(Chosen(line.case, line.step) for line in lines))
    answers: dict[int, Refusal | None] = {}
    for line in lines:
        item = items.get(Chosen(line.case, line.step))
        if item is None:
            answers[line.place] = NOT_THERE
            continue
        try:
            person = whose(item, act, to, viewer, now)
            answers[line.place] = may_hand(item, act, viewer.people(), person)
        except Refused as refused:
            answers[line.place] = refused.refusal
    return answers


def seat_keeping() -> None:
    """Seat how long bulk acts are kept with what became of each case; one that is under way stays."""
    at_rest = ~Q(phase__in=[TRYING, RUNNING])
    kernel.seat_sweeps("bulk", Rows(table=tables.Bulk, counted_from="asked_at", where=at_rest))
