"""Changing: one case looked for and locked, decided, written; and what a key that was used before had done."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction

from kinhbac.kernel import chain, reads
from kinhbac.kernel import models as tables
from kinhbac.kernel.actions.deciding import Asked, decide_and_add, hands_of
from kinhbac.kernel.record import Overtaken, Record, case_state
from kinhbac.kernel.refusals import KEY_REUSED, NOT_THERE
from kinhbac.kernel.rows import find
from kinhbac.kernel.types import (
    Actor,
    CaseState,
    Command,
    Conflict,
    Recorded,
    Refusal,
    Refused,
    Viewer,
)

Moment = Callable[[], datetime]
"""Says when an act is done. Asked once its case is locked, so that the entries of a case are never out of order."""


def change(
    look: Callable[[], CaseState],
    decide: Callable[[Record, CaseState, datetime], CaseState],
    *,
    actor: Actor,
    at: Moment,
    seen: int | None = None,
    key: str | None = None,
) -> Recorded:
    """Do one act in one transaction, or answer what its key had done before.

    Args:
        look: finds and locks the case.
        decide: adds what is decided to the record and returns the state after.
        actor: whose key it is.
        at: says when it is done.
        seen: `seq` of the state on which the asker decided; None trusts the newest.
        key: idempotency key.

    Raises:
        Refused, Conflict: as the doors say.
    """
    state: CaseState | None = None
    try:
        with transaction.atomic():
            state = look()
            _check_seen(state, seen)
            record = Record()
            after = decide(record, state, at())
            record.write()
    except (IntegrityError, Overtaken, Refused) as fault:
        # the key may have done this act already; only then is a second asking answered and not refused
        earlier = done_before(key, actor, case=state.case) if state is not None else None
        if earlier is not None:
            return earlier
        if isinstance(fault, Overtaken):
            raise overtaken_by(fault) from fault
        raise
    return receipt(after)


def change_seen(
    viewer: Viewer,
    case: UUID | str,
    command: Callable[[CaseState], Command],
    *,
    seen: int | None = None,
    key: str | None,
    at: Moment,
) -> Recorded:
    """Do one act as a viewer on a case that she may see, in the post that may; as the door `act_as`."""

    def decide(record: Record, state: CaseState, now: datetime) -> CaseState:
        record.join(decided_for(viewer, state, command, key, now))
        return record.after[state.case]

    look = partial(reads.case_seen, case, viewer, lock=True)
    return change(look, decide, actor=viewer.acting(), at=at, seen=seen, key=key)


def decided_for(
    viewer: Viewer, state: CaseState, command: Callable[[CaseState], Command], key: str | None, now: datetime
) -> Record:
    """Return what is decided on a case for a viewer, in the nearest of her posts in which it is not refused.

    Of a post that is refused nothing stays, where another is tried; what the last one's command wrote itself (it took
    a number) goes with the transaction or savepoint of whoever calls.

    Raises:
        Refused: in all of them; why, is said for the nearest.
    """

    def decided(hand: Actor) -> Record:
        record, asked = Record(), Asked(state.kind, state.definition, hand, now)
        decide_and_add(record, asked, state.case, state, command(state), key)
        return record

    *nearer, last = hands_of(viewer, state)
    first: Refused | None = None
    for hand in nearer:
        try:
            with transaction.atomic():
                return decided(hand)
        except Refused as refused:
            first = first or refused
    try:
        return decided(last)
    except Refused as refused:
        raise (first or refused) from None


def _check_seen(state: CaseState, seen: int | None) -> None:
    if seen is not None and seen != state.seq:
        raise Overtaken(state.case, seen)


def overtaken_by(fault: Overtaken) -> Conflict:
    """Return what to tell one who was overtaken: the entries that she had not seen."""
    return Conflict(tuple(entry for entry in reads.entries_of(fault.case) if entry.seq > fault.seq))


def receipt(state: CaseState) -> Recorded:
    """Return the receipt of an act that left a case so."""
    return Recorded(case=state.case, seq=state.seq, hash=state.head, code=state.code)


def locked(case: UUID) -> CaseState:
    """Return the state of a case, locked for this transaction, whoever asks; refuse one that is not there."""
    row = find(tables.Case, "id", case, lock=True)
    if row is None:
        raise Refused(NOT_THERE)
    return case_state(row)


def done_before(
    key: str | None, actor: Actor, *, case: UUID | None = None, kind: str | None = None
) -> Recorded | None:
    """Return the receipt of what the key did, None where it did nothing; refuse a key that did something else."""
    row = tables.Entry.objects.filter(key=key).select_related("case").first() if key is not None else None
    if row is None:
        return None
    if case is not None:
        same_thing = row.case_id == case
    else:
        same_thing = row.case.kind == kind and row.at == row.case.opened_at
    if not same_thing:
        raise Refused(KEY_REUSED)
    return _again(row, actor)


def done_before_on(keys: Mapping[UUID, str], actor: Actor) -> dict[UUID, Recorded | Refusal]:
    """Return by case what the key of each did; as `done_before`, for many."""
    rows = tables.Entry.objects.filter(key__in=list(keys.values())).select_related("case")
    done: dict[UUID, Recorded | Refusal] = {}
    for row in rows:
        if keys.get(row.case_id) != row.key:
            continue  # used on another case: writing it here fails, and that is told
        try:
            done[row.case_id] = _again(row, actor)
        except Refused as refused:
            done[row.case_id] = refused.refusal
    return done


def _again(row: tables.Entry, actor: Actor) -> Recorded:
    entry, _ = chain.read(row.body)
    if not (entry.actor.same_hand(actor) or entry.actor == actor):
        raise Refused(KEY_REUSED)
    return Recorded(case=row.case_id, seq=row.seq, hash=row.hash, code=row.case.code, again=True)
