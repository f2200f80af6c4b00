"""Many: one command on many cases at once, each decided for itself, all recorded in one transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from kinhbac.kernel import reads
from kinhbac.kernel.actions.changing import Moment, change_seen, decided_for, done_before_on, receipt
from kinhbac.kernel.record import Overtaken, Record
from kinhbac.kernel.refusals import NOT_THERE
from kinhbac.kernel.types import CaseState, Command, Recorded, Refusal, Refused, Viewer

Outcome = Recorded | Refusal
"""What became of one case among many."""

Commanding = Callable[[CaseState], Command]

LONGEST_KEY = 43
"""Letters of a key to which each case's own is added: a column of 80, less a colon and 36 for the case."""


def act_on_each(
    viewer: Viewer, cases: Sequence[UUID], command: Commanding, key: str, at: Moment
) -> dict[UUID, Outcome]:
    """See the door `act_many`."""
    if len(key) > LONGEST_KEY:
        raise ValueError(f"The key {key} is longer than {LONGEST_KEY} letters.")
    keys = {case: f"{key}:{case}" for case in sorted(set(cases))}
    with transaction.atomic():
        try:
            with transaction.atomic():
                done = _all_at_once(viewer, keys, command, at)
        except (IntegrityError, Overtaken):  # one of them spoils it for all; apart, it spoils only its own
            done = {case: _alone(viewer, case, command, own, at) for case, own in keys.items()}
    return {case: done[case] for case in dict.fromkeys(cases)}


def try_each(
    viewer: Viewer, cases: Sequence[UUID], command: Commanding, at: Moment
) -> dict[UUID, Refusal | None]:
    """See the door `try_many`."""
    tried: dict[UUID, Refusal | None] = {}
    with transaction.atomic():
        states, now = reads.cases_seen(cases, viewer), at()
        for case in dict.fromkeys(cases):
            answer = _tried(viewer, states[case], command, None, now) if case in states else NOT_THERE
            tried[case] = answer if isinstance(answer, Refusal) else None
        transaction.set_rollback(True)  # a command may have taken a number; nothing of a trial stays
    return tried


def _all_at_once(
    viewer: Viewer, keys: dict[UUID, str], command: Commanding, at: Moment
) -> dict[UUID, Outcome]:
    states = reads.cases_seen(keys, viewer, lock=True)
    before = done_before_on({case: keys[case] for case in states}, viewer.acting())
    record, now = Record(), at()
    done: dict[UUID, Outcome] = dict.fromkeys(keys, NOT_THERE)
    for case, state in states.items():
        answer = before.get(case) or _tried(viewer, state, command, keys[case], now)
        if isinstance(answer, Record):
            record.join(answer)
            done[case] = receipt(answer.after[case])
        else:
            done[case] = answer
    record.write()
    return done


def _tried(
    viewer: Viewer, state: CaseState, command: Commanding, key: str | None, now: datetime
) -> Record | Refusal:
    try:
        with transaction.atomic():  # what a command writes itself goes with its refusal
            return decided_for(viewer, state, command, key, now)
    except Refused as refused:
        return refused.refusal


def _alone(viewer: Viewer, case: UUID, command: Commanding, key: str, at: Moment) -> Outcome:
    try:
        return change_seen(viewer, case, command, key=key, at=at)
    except reads.NotFound:
        return NOT_THERE
    except Refused as refused:
        return refused.refusal
