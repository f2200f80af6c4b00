"""Batch: many decisions on many cases, made in memory and recorded together, for imports and the demo.

Entered by those who fill a province: no viewer is asked for, and no idempotency keys are kept. The entries are those
that the same acts would give one by one, by the same rules.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from kinhbac.kernel import models as tables
from kinhbac.kernel import reads, seal
from kinhbac.kernel.actions.changing import overtaken_by
from kinhbac.kernel.actions.deciding import Asked, decide_and_add
from kinhbac.kernel.record import Overtaken, Record, case_state
from kinhbac.kernel.refusals import NOT_THERE
from kinhbac.kernel.rows import find
from kinhbac.kernel.seats import seats
from kinhbac.kernel.types import Act, Actor, CaseState, Command, Entry, Refused

PAGE = 500
"""Cases told of at once."""


class Batch:
    """Decisions that are not written yet, and the states to which they have led. Used again after each `write`."""

    def __init__(self) -> None:
        self._record = Record()

    def state(self, case: UUID) -> CaseState:
        """Return a case as this batch leaves it.

        Raises:
            Refused: there is no such case.
        """
        held = self._record.after.get(case)
        if held is not None:
            return held
        row = find(tables.Case, "id", case)
        if row is None:
            raise Refused(NOT_THERE)
        return case_state(row)

    def tied_to(self, case: UUID, link: str) -> tuple[CaseState, ...]:
        """Return the cases of this batch that have tied themselves to one by a link."""
        held = self._record.after.values()
        return tuple(each for each in held if any((one.kind, one.case) == (link, case) for one in each.links))

    def open(
        self,
        *,
        kind: str,
        definition: str,
        command: Command,
        actor: Actor,
        now: datetime,
        case: UUID | None = None,
    ) -> CaseState:
        """Open a case; as `actions.open_case`, and it is not there for anybody else before `write`.

        Raises:
            Refused: a rule says no; the batch stays as it was.
        """
        return self._decide(Asked(kind, definition, actor, now), case or uuid4(), None, command)

    def act(self, *, case: UUID, command: Command, actor: Actor, now: datetime) -> CaseState:
        """Do something to a case of this batch, or to one that stands in the tables; return it as it is after.

        Raises:
            Refused: a rule says no, or there is no such case; the batch stays as it was.
        """
        state = self.state(case)
        return self._decide(Asked(state.kind, state.definition, actor, now), case, state, command)

    def add(self, *, case: UUID, acts: Sequence[Act], actor: Actor, now: datetime) -> CaseState:
        """Add acts that no kind decides, at least one (a step handed on, a term recomputed); as `act`."""
        state = self.state(case)
        definition = state.definition
        return self._record.add(case, state, acts, actor=actor, now=now, definition=definition, key=None)

    def write(self, *, told: bool = False) -> int:
        """Write everything in one transaction, empty the batch and return how many entries were written.

        Args:
            told: listeners are not to hear of these entries. They are witnessed and the followers told right here, in a
                second transaction; a case on which somebody has acted since, or with older entries that are not told,
                is left to be told as any other. Not inside a transaction of the caller's: what is witnessed must
                have been committed.

        Raises:
            Conflict: somebody else acted on a case meanwhile; nothing was written.
            django.db.IntegrityError: a case's number was used before; nothing was written.
        """
        record, self._record = self._record, Record()
        try:
            with transaction.atomic(durable=told):
                record.write()
        except Overtaken as fault:
            raise overtaken_by(fault) from fault
        if told:
            _tell(record)
        return len(record.entries)

    def _decide(self, asked: Asked, case: UUID, state: CaseState | None, command: Command) -> CaseState:
        decided = Record()  # its own, so that a refusal in its middle leaves nothing here
        after = decide_and_add(decided, asked, case, state, command, None)
        self._record.join(decided)
        return after


def _tell(record: Record) -> None:
    seal.witness(record.entries)  # on the disk before a case counts as told
    cases, entries = list(record.after), record.of_case
    with transaction.atomic():
        for start in range(0, len(cases), PAGE):
            _tell_page(record, entries, cases[start : start + PAGE])


def _tell_page(record: Record, entries: Mapping[UUID, list[Entry]], cases: Sequence[UUID]) -> None:
    """Tell of the cases on which nobody has acted since, and of which all that was before had been told.

    The entries of a new case are all in the record; those of others begin in the tables.
    """
    rows = tables.Case.objects.select_for_update().filter(pk__in=cases).order_by("pk")
    ready = [
        case
        for case, seq, told in rows.values_list("pk", "seq", "told")
        if seq == record.after[case].seq and told == _seq_before(record, case)
    ]
    if seats.followers:
        old = reads.histories([case for case in ready if record.before[case] is not None])
        for case in ready:
            for follower in seats.followers.values():
                follower(record.after[case], old[case][0] if case in old else tuple(entries[case]))
    tables.Case.objects.filter(pk__in=ready).update(told=F("seq"))


def _seq_before(record: Record, case: UUID) -> int:
    before = record.before[case]
    return before.seq if before is not None else 0
