"""The acts of officers on a dossier. Each names the state on which it was decided, and a key that makes it happen once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.numbering import take_number
from kinhbac.kernel.reads import case_seen
from kinhbac.kernel.types import Actor, CaseState, Command, Recorded, Refusal, Refused, Step, Viewer
from kinhbac.services.procedures.actions.changes import officers_changes, told_case
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.dossier import KIND, MEANINGS, stand
from kinhbac.services.procedures.rules.names import TOLD
from kinhbac.services.procedures.rules.offices import settled
from kinhbac.services.procedures.rules.state import is_correcting
from kinhbac.services.procedures.rules.turns.table import TURNS

ISSUE = "issue_result"
FIND_CASE = "find_case"
AT_A_STEP = frozenset({"receive", "propose", "approve", "return_for_rework", ISSUE, "hand_over", "refuse"})
"""Acts that only the post which holds the open step does; the kernel finds that post while it locks the case."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How an act is asked for: by whom, on which state, under which key, when (by default now)."""

    viewer: Viewer
    seen: int | None = None
    key: str | None = None
    now: datetime | None = None

    @property
    def at(self) -> datetime | None:
        """The moment in Vietnam's zone, None where the clock is to say."""
        return self.now.astimezone(HCM) if self.now is not None else None


def do(case: UUID | str, name: str, values: Mapping[str, Any], asked: Asked) -> Recorded:
    """Do an officer's act on a dossier.

    Args:
        case: the dossier's key, or its code.
        name: one of `MEANINGS`; a correction is no such act, `correct` judges it first.
        values: what the act says besides itself.
        asked: by whom, and how.

    Raises:
        NotFound: no such dossier for this viewer.
        Refused, Conflict: as the kernel's `act`.
    """
    if name not in MEANINGS:
        raise Refused(refusals.UNKNOWN)
    if name in AT_A_STEP:
        command = commanded(name, values, viewer=asked.viewer, now=asked.at)
        return cases.act_as(
            viewer=asked.viewer, case=case, command=command, seen=asked.seen, key=asked.key, now=asked.at
        )
    state = case_seen(case, asked.viewer, kind=KIND)
    if name == FIND_CASE:
        values = {**values, TOLD: told_case(state, {})}
    return _act(state, Command(name, values), asked)


def commanded(
    name: str, values: Mapping[str, Any], *, viewer: Viewer | None = None, now: datetime | None = None
) -> Callable[[CaseState], Command]:
    """Return an act as the kernel asks for it once the case is locked; issuing takes its number then.

    Args:
        name: one of `MEANINGS`.
        values: what the act says besides itself.
        viewer: whose act it is; where she may not issue, no number is taken. None leaves that to a refusal, which
            gives the number back with everything else (acts on many dossiers).
        now: aware, by default the clock's; the year of the book.
    """

    def command(state: CaseState) -> Command:
        if name != ISSUE:
            return Command(name, values)
        step = _issuing(state)
        allowed = viewer is None or not isinstance(_stood(ISSUE, state, viewer)[1], Refusal)
        if step is None or not allowed:
            return Command(name, {**values, "number": ""})
        return Command(name, {**values, "number": _result_number(state, step, now or cases.clock.now())})

    return command


def correct(case: UUID | str, changes: Mapping[str, Any], reason: str, asked: Asked) -> Recorded:
    """Correct answers by path, with a reason; the corrected form must still hold.

    Raises:
        Incomplete: the form would not hold any more; each fault named.
        NotFound, Refused, Conflict: as `do`.
    """
    state = case_seen(case, asked.viewer, kind=KIND)
    stood = _stood("correct", state, asked.viewer)[1]
    if isinstance(stood, Refusal):
        raise Refused(stood)
    changed = officers_changes(state, changes)
    values = {"changes": changed, "reason": reason, "entry": 1, TOLD: told_case(state, changes)}
    # judged on these answers, so recorded on no others
    seen = state.seq if asked.seen is None else asked.seen
    return _act(state, Command("correct", values), replace(asked, seen=seen))


def undo(case: UUID | str, asked: Asked) -> Recorded:
    """Take back one's last act, on its day and before anybody else has acted."""
    state = case_seen(case, asked.viewer, kind=KIND)
    actor = asked.viewer.acting()
    return cases.undo_last(case=state.case, actor=actor, seen=asked.seen, key=asked.key, now=asked.now)


def _act(state: CaseState, command: Command, asked: Asked) -> Recorded:
    actor, _ = _stood(command.name, state, asked.viewer)
    return cases.act(
        case=state.case, command=command, actor=actor, seen=asked.seen, key=asked.key, now=asked.at
    )


def _stood(name: str, state: CaseState, viewer: Viewer) -> tuple[Actor, Step | Refusal | None]:
    """Return the viewer in the post in which she may take a turn, and where she stands in it; else why she may not."""
    procedure = procedure_of(state.definition)
    today = cases.clock.now().astimezone(HCM).date()
    now = settled(state, definitions.current_directory(), today)
    hands = [viewer.acting_in(post) for post in viewer.positions] or [viewer.acting()]
    tried = [(hand, stand(TURNS[name], now, procedure, hand)) for hand in hands]
    return next((each for each in tried if not isinstance(each[1], Refusal)), tried[0])


def _issuing(state: CaseState) -> Step | None:
    """Return the open step at which the result is issued, None where there is none."""
    rule = procedure_of(state.definition).step_offering(ISSUE)
    return state.open_step(rule.key) if rule is not None else None


def _result_number(state: CaseState, step: Step, at: datetime) -> str:
    """Return the next number of the office's book of the year, as books of civil status are numbered: number/year.

    A result that is issued again, because of the office's own error, keeps its place in the book.
    """
    if is_correcting(state) and state.facts.get("result_number"):
        return str(state.facts["result_number"])
    year = at.astimezone(HCM).year
    number = take_number(f"result {state.facts['procedure']} {step.holder.office} {year}")
    return f"{number}/{year}"
