"""Actions: the only writers. Decide (pure), record (one transaction), tell (after the commit, by the worker)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from kinhbac.base.clock import SystemClock
from kinhbac.base.errors import PlainError
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.kernel import chain, definitions, reads
from kinhbac.kernel import models as tables
from kinhbac.kernel.clocks import recompute
from kinhbac.kernel.record import Overtaken, Record, case_state
from kinhbac.kernel.refusals import ENDED, KEY_REUSED, NO_CONTENT, NOT_THERE
from kinhbac.kernel.rows import find
from kinhbac.kernel.seats import seats
from kinhbac.kernel.types import (
    Act,
    Actor,
    CaseState,
    Command,
    Conflict,
    ContentRemoved,
    Context,
    Decision,
    DefinitionMoved,
    Entry,
    Linked,
    Recorded,
    Refusal,
    Refused,
    Viewer,
)
from kinhbac.kernel.undo import undo

clock = SystemClock()
"""What `now` is where nobody says; only actions ask it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What all decisions of one act share: the kind and version that rule, who asks, and when."""

    kind: str
    definition: str
    actor: Actor
    now: datetime


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
            state = _decide_and_add(record, asked, case or uuid4(), None, command, key)
            record.write()
    except (IntegrityError, Refused):
        earlier = _done_before(key, actor, kind=kind)
        if earlier is None:
            raise
        return earlier
    return Recorded(case=state.case, seq=state.seq, hash=state.head, code=state.code)


def act(
    *,
    case: UUID,
    command: Command,
    actor: Actor,
    seen: int | None = None,
    key: str | None = None,
    now: datetime | None = None,
) -> Recorded:
    """Do something to a case.

    Args:
        case: which.
        command: what is asked.
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
        return _decide_and_add(record, asked, case, state, command, key)

    return _change(partial(_locked, case), decide, actor=actor, seen=seen, key=key, now=now)


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

    def look() -> CaseState:
        return reads.case_seen(case, viewer, lock=True)

    def decide(record: Record, state: CaseState, at: datetime) -> CaseState:
        asked = Asked(state.kind, state.definition, _hand_of(viewer, state), at)
        return _decide_and_add(record, asked, state.case, state, command(state), key)

    return _change(look, decide, actor=viewer.acting(), seen=seen, key=key, now=now)


def _hand_of(viewer: Viewer, state: CaseState) -> Actor:
    holders = [
        step.holder for step in state.open_steps() if viewer.post(step.holder.role, step.holder.office)
    ]
    return viewer.acting(holders[0].role, holders[0].office) if holders else viewer.acting()


def undo_last(
    *, case: UUID, actor: Actor, seen: int | None = None, key: str | None = None, now: datetime | None = None
) -> Recorded:
    """Take back one's last act, before anybody else has acted; raises as `act`."""

    def decide(record: Record, state: CaseState, at: datetime) -> CaseState:
        answer = undo(reads.entries_of(case), actor, seats.kinds[state.kind].undoable)
        if isinstance(answer, Refusal):
            raise Refused(answer)
        return record.add(case, state, [answer], actor=actor, now=at, definition=state.definition, key=key)

    return _change(partial(_locked, case), decide, actor=actor, seen=seen, key=key, now=now)


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

    return _change(partial(_locked, case), decide, actor=actor, now=now)


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

    return _change(partial(_locked, case), decide, actor=actor, now=now)


def recompute_clocks(*, now: datetime | None = None) -> int:
    """Bring the open terms of open cases to the current calendar, each change recorded; return how many cases changed.

    Raises:
        CalendarTooShort: it names the year to add; the cases before the one that needs it are done.
    """
    at = now or clock.now()
    calendar = definitions.current_calendar()
    changed = 0
    for row in _on_other_calendars(calendar.version):
        if recompute(
            case_state(row), calendar
        ):  # looked at without a lock, for most are left where they were
            with transaction.atomic():
                changed += _recompute(row.pk, calendar, at)
    return changed


def open_file(*, case: UUID, viewer: Viewer, purpose: str, now: datetime | None = None) -> reads.Story:
    """Return a case with its history and content, and record who opened it; raises `reads.NotFound`."""
    story = reads.story_of(case, viewer)
    holding = {step.holder.office for step in story.state.steps.values()}
    post = next((each for each in viewer.positions if each.office in holding), None)
    tables.Opening.objects.create(
        case=case,
        at=now or clock.now(),
        account=viewer.account,
        person=viewer.person,
        office=post.office if post else None,
        role=post.role if post else None,
        purpose=purpose,
    )
    return story


def _on_other_calendars(version: str) -> Iterator[tables.Case]:
    clocks = tables.Clock.objects.filter(case=OuterRef("pk"), state="running").exclude(calendar=version)
    steps = tables.Step.objects.filter(case=OuterRef("pk"), ended_at=None).exclude(calendar=None)
    touched = Exists(clocks) | Exists(steps.exclude(calendar=version))
    keys = (
        tables.Case.objects.filter(touched, closed_at=None)
        .order_by("opened_at", "pk")
        .values_list("pk", flat=True)
    )
    for key in list(keys):
        yield tables.Case.objects.get(pk=key)


def _recompute(case: UUID, calendar: Calendar, now: datetime) -> int:
    state = _locked(case)
    effects = recompute(state, calendar)
    if not effects:
        return 0
    record = Record()
    computed = Act(name="clocks.recomputed", effects=effects)
    actor = Actor(system="calendar")
    record.add(case, state, [computed], actor=actor, now=now, definition=state.definition, key=None)
    record.write()
    return 1


def _change(
    look: Callable[[], CaseState],
    decide: Callable[[Record, CaseState, datetime], CaseState],
    *,
    actor: Actor,
    seen: int | None = None,
    key: str | None = None,
    now: datetime | None = None,
) -> Recorded:
    state: CaseState | None = None
    try:
        with transaction.atomic():
            state = look()
            _check_seen(state, seen)
            record = Record()
            after = decide(record, state, now or clock.now())
            record.write()
    except (IntegrityError, Overtaken, Refused) as fault:
        # the key may have done this act already; only then is a second asking answered and not refused
        earlier = _done_before(key, actor, case=state.case) if state is not None else None
        if earlier is not None:
            return earlier
        if isinstance(fault, Overtaken):
            raise Conflict(_entries_since(fault.case, fault.seq)) from fault
        raise
    return Recorded(case=after.case, seq=after.seq, hash=after.head, code=after.code)


def _check_seen(state: CaseState, seen: int | None) -> None:
    if seen is not None and seen != state.seq:
        raise Overtaken(state.case, seen)


def _locked(case: UUID) -> CaseState:
    row = find(tables.Case, "id", case, lock=True)
    if row is None:
        raise Refused(NOT_THERE)
    return case_state(row)


def _entries_since(case: UUID, seq: int) -> tuple[Entry, ...]:
    return tuple(entry for entry in reads.entries_of(case) if entry.seq > seq)


def _done_before(
    key: str | None, actor: Actor, *, case: UUID | None = None, kind: str | None = None
) -> Recorded | None:
    """Return the receipt of what the key did, None where it did nothing; refuse a key that did something else."""
    row = tables.Entry.objects.filter(key=key).select_related("case").first() if key is not None else None
    if row is None:
        return None
    entry, _ = chain.read(row.body)
    same_thing = (
        row.case_id == case if case is not None else row.case.kind == kind and row.at == row.case.opened_at
    )
    if not same_thing or not (entry.actor.same_hand(actor) or entry.actor == actor):
        raise Refused(KEY_REUSED)
    return Recorded(case=row.case_id, seq=row.seq, hash=row.hash, code=row.case.code, again=True)


def _decide_and_add(
    record: Record, asked: Asked, case: UUID, state: CaseState | None, command: Command, key: str | None
) -> CaseState:
    decision = _decided(asked, state, command)
    after = _add(record, asked, case, state, decision.acts, key)
    for opening in decision.opens:
        child, theirs = uuid4(), replace(asked, kind=opening.kind, definition=opening.definition)
        opened = _decide_and_add(record, theirs, child, None, opening.command, None)
        linked = Act(name="case.linked", effects=(Linked(kind=opening.link, case=case),))
        _add(record, theirs, child, opened, [linked], None)
    return after


def _add(
    record: Record, asked: Asked, case: UUID, state: CaseState | None, acts: Sequence[Act], key: str | None
) -> CaseState:
    definition, actor, now = asked.definition, asked.actor, asked.now
    return record.add(case, state, acts, actor=actor, now=now, definition=definition, key=key)


def _decided(asked: Asked, state: CaseState | None, command: Command) -> Decision:
    seat = seats.kinds[asked.kind]
    context = Context(
        actor=asked.actor,
        now=asked.now,
        calendar=definitions.current_calendar(),
        directory=definitions.current_directory(),
        definition=definitions.value_of(asked.definition, seat.read_definition),
        definition_hash=asked.definition,
    )
    try:
        answer = seat.decide(state, command, context)
    except PlainError as fault:  # the calendar ends too soon, no office is competent: said in plain words
        code = f"{asked.kind}.{type(fault).__name__}"
        raise Refused(Refusal(code=code, reason=fault.what, remedy=fault.remedy)) from fault
    if isinstance(answer, Refusal):
        raise Refused(answer)
    return answer


def publish(kind: str, key: str, plain: Mapping[str, Any], *, now: datetime | None = None) -> str:
    """Publish a version of a definition; see `definitions.publish`."""
    return definitions.publish(kind, key, plain, now or clock.now())
