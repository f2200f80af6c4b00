"""The acts of officers on a dossier. Each names the state on which it was decided, and a key that makes it happen once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel.numbering import take_number
from kinhbac.kernel.reads import case_coded, case_of, contents_of, entries_of
from kinhbac.kernel.types import CaseState, Command, Recorded, Refused, Viewer
from kinhbac.services.procedures.reads.published import choices, procedure_of
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.answers import changes_between, current_answers
from kinhbac.services.procedures.rules.dossier import MEANINGS, may_act
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.whole import validate_whole


@dataclass(frozen=True, slots=True)
class Asked:
    """How an act is asked for: by whom, on which state, under which key, when (by default now)."""

    viewer: Viewer
    seen: int | None = None
    key: str | None = None
    now: datetime | None = None


def do(case: UUID | str, name: str, values: Mapping[str, Any], asked: Asked) -> Recorded:
    """Do an act that the dossier's procedure offers at its present step.

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
    at = (asked.now or cases.clock.now()).astimezone(HCM)

    def command(state: CaseState) -> Command:
        if name == "issue_result" and _may(state, asked.viewer):
            return Command(name, {**values, "number": _result_number(state, at)})
        return Command(name, values)

    return cases.act_as(
        viewer=asked.viewer, case=case, command=command, seen=asked.seen, key=asked.key, now=at
    )


def correct(case: UUID | str, changes: Mapping[str, Any], reason: str, asked: Asked) -> Recorded:
    """Correct answers by path, with a reason; the corrected form must still hold.

    Raises:
        Incomplete: the form would not hold any more; each fault named.
    """
    state = _seen(case, asked.viewer)
    at = asked.now or cases.clock.now()
    if not _may(state, asked.viewer):
        raise Refused(refusals.NOT_YOURS)
    form = procedure_of(state.definition).form
    entries = entries_of(state.case)
    answers = current_answers(entries, contents_of(state.case))
    today = entries[0].at.astimezone(HCM).date()
    after = merged(answers, changes)
    faults = validate_whole(form, after, today=today, choices=choices(today))
    if faults:
        raise Incomplete(faults)
    values = {"changes": changes_between(form, answers, after), "reason": reason, "entry": 1}
    # judged on these answers, so recorded on no others
    seen = state.seq if asked.seen is None else asked.seen
    return _act(state, Command("correct", values), replace(asked, seen=seen), at)


def undo(case: UUID | str, asked: Asked) -> Recorded:
    """Take back one's last act, before anybody else has acted."""
    state = _seen(case, asked.viewer)
    actor = asked.viewer.acting()
    return cases.undo_last(case=state.case, actor=actor, seen=asked.seen, key=asked.key, now=asked.now)


def _seen(case: UUID | str, viewer: Viewer) -> CaseState:
    return case_coded(case, viewer) if isinstance(case, str) else case_of(case, viewer)


def _act(state: CaseState, command: Command, asked: Asked, at: datetime) -> Recorded:
    step = next(
        (each for each in state.open_steps() if asked.viewer.post(each.holder.role, each.holder.office)), None
    )
    actor = asked.viewer.acting(step.holder.role, step.holder.office) if step else asked.viewer.acting()
    local = at.astimezone(HCM)
    return cases.act(case=state.case, command=command, actor=actor, seen=asked.seen, key=asked.key, now=local)


def _may(state: CaseState, viewer: Viewer) -> bool:
    return any(
        may_act(step, viewer.acting(step.holder.role, step.holder.office)) for step in state.open_steps()
    )


def _result_number(state: CaseState, at: datetime) -> str:
    """Return the next number of the office's book of the year, as books of civil status are numbered: number/year."""
    year = at.astimezone(HCM).year
    holder = state.open_steps()[0].holder.office
    number = take_number(f"result {state.facts['procedure']} {holder} {year}")
    return f"{number}/{year}"
