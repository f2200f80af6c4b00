"""Actions: the only writers. Decide (pure), record (one transaction), tell (after the commit, by the worker).

Here are the doors; what is behind them stands beside this file.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from kinhbac.base.clock import SystemClock
from kinhbac.kernel import definitions, reads
from kinhbac.kernel import models as tables
from kinhbac.kernel.actions.changing import Moment, change, change_seen, done_before, locked, receipt
from kinhbac.kernel.actions.deciding import Asked, decide_and_add
from kinhbac.kernel.actions.handing import handed
from kinhbac.kernel.actions.many import Outcome, act_on_each, try_each
from kinhbac.kernel.actions.opening import record_opening
from kinhbac.kernel.actions.recomputing import recompute_all
from kinhbac.kernel.actions.succeeding import succeed_all
from kinhbac.kernel.record import Record
from kinhbac.kernel.refusals import ENDED, NO_CONTENT
from kinhbac.kernel.seats import seats
from kinhbac.kernel.types import (
    Act,
    Actor,
    CaseState,
    Command,
    ContentRemoved,
    DefinitionMoved,
    Position,
    Recorded,
    Refusal,
    Refused,
    Viewer,
)
from kinhbac.kernel.undo import undo

__all__ = [
    "Outcome",
    "act",
    "act_as",
    "act_many",
    "clock",
    "erase_content",
    "hand_step",
    "move_definition",
    "open_case",
    "open_file",
    "publish",
    "recompute_clocks",
    "record_opening",
    "succeed_all",
    "try_many",
    "undo_last",
]

clock = SystemClock()
"""What `now` is where nobody says; only actions ask it."""


def open_case(
    *,
    kind: str,
    definition: str,
    command: Command,
    actor: Actor,
    key: str | None = None,
    now: datetime | None = None,
    case: UUID | None = None,
) -> Recorded:
    """Open a case of a kind under a definition's version.

    Args:
        kind: the name under which the kind is seated.
        definition: hash of the published version that rules the case.
        command: what is asked.
        actor: who asks; whether he may is for the kind to decide.
        key: idempotency key: the same hand with the same key opens one case, and is answered the same again.
        now: aware; the moment of the act, by default the clock's.
        case: the case's own key, where it must be known beforehand.

    Raises:
        Refused: a rule says no, or the key was used for something else; nothing was written.
    """
    record = Record()
    asked = Asked(kind, definition, actor, now or clock.now())
    try:
        with transaction.atomic():
            state = decide_and_add(record, asked, case or uuid4(), None, command, key)
            record.write()
    except (IntegrityError, Refused):
        earlier = done_before(key, actor, kind=kind)
        if earlier is None:
            raise
        return earlier
    return receipt(state)


def act(
    *,
    case: UUID,
    command: Command | Callable[[CaseState], Command],
    actor: Actor,
    seen: int | None = None,
    key: str | None = None,
    now: datetime | None = None,
) -> Recorded:
    """Do something to a case.

    Args:
        case: which.
        command: what is asked; or, given the locked state, says so, and what it writes itself belongs to the same
            transaction.
        actor: who asks; whether he may is for the kind to decide.
        seen: `seq` of the state on which the asker decided; None trusts the newest.
        key: idempotency key: the same key on the same case is done once, and answers the same again.
        now: aware; the moment of the act, by default the clock's.

    Raises:
        Refused: a rule says no, or there is no such case; nothing was written.
        Conflict: the case has moved on since `seen`; nothing was written.
    """

    def decide(record: Record, state: CaseState, at: datetime) -> CaseState:
        asked = Asked(state.kind, state.definition, actor, at)
        wanted = command(state) if callable(command) else command
        return decide_and_add(record, asked, case, state, wanted, key)

    return change(partial(locked, case), decide, actor=actor, seen=seen, key=key, at=_at(now))


def act_as(
    *,
    viewer: Viewer,
    case: UUID | str,
    command: Callable[[CaseState], Command],
    seen: int | None = None,
    key: str | None = None,
    now: datetime | None = None,
) -> Recorded:
    """Do something to a case as a viewer, in the post that holds it: looked for, judged and locked in one read.

    Args:
        viewer: who asks; the case is looked for among those that she may see.
        case: its key, or its code.
        command: given the locked state, what is asked; what it writes itself belongs to the same transaction.
        seen: as `act`.
        key: as `act`.
        now: as `act`.

    Raises:
        reads.NotFound: it is not there, or not this viewer's to see.
        Refused, Conflict: as `act`.
    """
    return change_seen(viewer, case, command, seen=seen, key=key, at=_at(now))


def hand_step(
    *,
    case: UUID,
    step: str,
    to: UUID | None,
    viewer: Viewer,
    seen: int | None = None,
    key: str | None = None,
    now: datetime | None = None,
    stands_for: frozenset[UUID] = frozenset(),
) -> Recorded:
    """Take an open step (`to` is the viewer), assign it (`to` is another), or release it (`to` is None).

    Args:
        case: which.
        step: key of the step.
        to: whose own it becomes; that another person holds a post of the step's office and role the caller has judged.
        viewer: who asks, in whichever of her posts allows it.
        seen: as `act`.
        key: as `act`.
        now: as `act`.
        stands_for: the bodies for which `to` acts today, where that is another than the viewer.

    Raises:
        reads.NotFound: the case is not there, or not this viewer's to see.
        Refused, Conflict: as `act`.
    """

    def decide(record: Record, state: CaseState, at: datetime) -> CaseState:
        act, hand = handed(state, step, to, viewer, stands_for)
        return record.add(case, state, [act], actor=hand, now=at, definition=state.definition, key=key)

    look = partial(reads.case_seen, case, viewer, lock=True)
    return change(look, decide, actor=viewer.acting(), seen=seen, key=key, at=_at(now))


def act_many(
    *,
    viewer: Viewer,
    cases: Sequence[UUID],
    command: Callable[[CaseState], Command],
    key: str,
    now: datetime | None = None,
) -> dict[UUID, Outcome]:
    """Do something to each of many cases as a viewer, in one transaction; a refusal of one stops none of the others.

    Args:
        viewer: as `act_as`.
        cases: their keys; how many at once, the caller decides. Their rows are locked in the order of the keys.
        command: as `act_as`; what it writes itself is undone where its case is refused.
        key: idempotency key, at most 43 letters; that of a case is `key:case`, so that each is done once.
        now: as `act`.

    Returns:
        For each case, in the order given, its receipt or why it was refused; one that is not there, or not hers to see,
        is refused as not there.
    """
    return act_on_each(viewer, cases, command, key, _at(now))


def try_many(
    *,
    viewer: Viewer,
    cases: Sequence[UUID],
    command: Callable[[CaseState], Command],
    now: datetime | None = None,
) -> dict[UUID, Refusal | None]:
    """Return why each of many cases would be refused, None where it would not; as `act_many`, but nothing stays."""
    return try_each(viewer, cases, command, _at(now))


def undo_last(
    *, case: UUID, actor: Actor, seen: int | None = None, key: str | None = None, now: datetime | None = None
) -> Recorded:
    """Take back one's last act, on its day and before anybody else has acted; raises as `act`."""

    def decide(record: Record, state: CaseState, at: datetime) -> CaseState:
        answer = undo(reads.entries_of(case), actor, seats.kinds[state.kind].undoable, at)
        if isinstance(answer, Refusal):
            raise Refused(answer)
        return record.add(case, state, [answer], actor=actor, now=at, definition=state.definition, key=key)

    return change(partial(locked, case), decide, actor=actor, seen=seen, key=key, at=_at(now))


def move_definition(
    *, case: UUID, definition: str, reason: str, actor: Actor, now: datetime | None = None
) -> Recorded:
    """Let an open case go on under another version of its definition: an explicit act, with its reason.

    Raises:
        Refused: there is no such case, or it has ended.
        definitions.NotPublished: no version has that hash; an unreadable one raises what its kind's reader raises.
    """

    def decide(record: Record, state: CaseState, at: datetime) -> CaseState:
        if not state.is_open:
            raise Refused(ENDED)
        definitions.value_of(definition, seats.kinds[state.kind].read_definition)
        moved = Act(
            name="definition.moved", effects=(DefinitionMoved(definition),), content={"reason": reason}
        )
        return record.add(case, state, [moved], actor=actor, now=at, definition=definition, key=None)

    return change(partial(locked, case), decide, actor=actor, at=_at(now))


def erase_content(*, case: UUID, seq: int, rule: str, actor: Actor, now: datetime | None = None) -> Recorded:
    """Erase the personal content of an entry under a rule; the chain holds, and says what was removed and why.

    Raises:
        Refused: there is no such case, or the entry has no content (any more).
    """

    def decide(record: Record, state: CaseState, at: datetime) -> CaseState:
        standing = tables.Content.objects.filter(case=case, seq=seq).exclude(body=None)
        if not standing.update(salt=None, body=None, removed_under=rule):
            raise Refused(NO_CONTENT)
        erased = Act(name="content.removed", effects=(ContentRemoved(seq=seq, rule=rule),), corrects=seq)
        return record.add(case, state, [erased], actor=actor, now=at, definition=state.definition, key=None)

    return change(partial(locked, case), decide, actor=actor, at=_at(now))


def recompute_clocks(*, now: datetime | None = None) -> int:
    """Bring the open terms of open cases to the current calendar, each change recorded; return how many cases changed.

    Raises:
        CalendarTooShort: it names the year to add; the cases before the one that needs it are done.
    """
    return recompute_all(now or clock.now())


def open_file(  # an opening is recorded with exactly these things
    *,
    case: UUID,
    viewer: Viewer,
    purpose: str,
    post: Position | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> reads.Story:
    """Return a case with its history and content, and record who opened it; raises `reads.NotFound`.

    Args:
        case: which.
        viewer: who reads.
        purpose: why, as each of its parties will read it.
        post: in which of her posts; None for the first that she holds at an office of the case.
        reason: what she gave where no work of hers justifies it.
        now: aware; None for this moment.
    """
    story = reads.story_of(case, viewer)
    holding = {step.holder.office for step in story.state.steps.values()}
    held = post or next((each for each in viewer.positions if each.office in holding), None)
    record_opening(
        case=case, viewer=viewer, purpose=purpose, post=held, reason=reason, now=now or clock.now()
    )
    return story


def _at(now: datetime | None) -> Moment:
    return lambda: now or clock.now()


def publish(kind: str, key: str, plain: Mapping[str, Any], *, now: datetime | None = None) -> str:
    """Publish a version of a definition; see `definitions.publish`."""
    return definitions.publish(kind, key, plain, now or clock.now())
