"""What the rules ask of a dossier's state: is it received, decided, finished; whom does it wait for; until when. Pure."""

from datetime import datetime

from kinhbac.kernel.types import CaseState, Clock, Step, Wait
from kinhbac.services.procedures.rules import names
from kinhbac.tools.grammar.types import RESOLUTION, CaseRule, Procedure


def is_received(state: CaseState) -> bool:
    """Say whether the dossier was received, and that was not taken back; older ones show it by their clock alone."""
    clock = state.clocks.get(RESOLUTION)
    return bool(state.facts.get("received_at")) or (clock is not None and clock.how != "undone")


def handed_in_at(state: CaseState) -> datetime:
    """Return when the applicant handed in what is received: at filing, or when she brought what was missing of it.

    The term of reception begins with both; without one, it was handed in at the counter.
    """
    clock = state.clocks.get(names.RECEPTION)
    return clock.counted_from if clock is not None else state.opened_at


def asking_from(state: CaseState, clock: Clock) -> datetime:
    """Return from where the time counts in which what is missing may be asked for: reception, or the term begun anew."""
    received_at = state.facts.get("received_at")
    return (
        max(clock.counted_from, datetime.fromisoformat(str(received_at)))
        if received_at
        else clock.counted_from
    )


def is_decided(state: CaseState) -> bool:
    """Say whether a leader has decided, or the result is there."""
    return bool(state.facts.get("approver")) or is_finished(state)


def is_finished(state: CaseState) -> bool:
    """Say whether there is a result, granted or refused."""
    return bool(state.facts.get("finished_at") or state.facts.get("result_number"))


def is_refusal_proposed(state: CaseState) -> bool:
    """Say whether what waits for the leader's decision is a refusal."""
    return state.is_open and state.facts.get("proposal") == names.REFUSE and not is_decided(state)


def is_correcting(state: CaseState) -> bool:
    """Say whether an error of the office is being corrected."""
    return running(state, names.CORRECTION) is not None


def citizen_wait(state: CaseState) -> Wait | None:
    """Return the open wait for the applicant's supplement, None where nothing is awaited."""
    return next(
        (wait for wait in state.waits.values() if wait.on == names.ON_CITIZEN and wait.ended_at is None), None
    )


def running(state: CaseState, key: str) -> Clock | None:
    """Return a clock that runs, None where it does not."""
    clock = state.clocks.get(key)
    return clock if clock is not None and clock.state == "running" else None


def open_opinions(state: CaseState) -> tuple[Step, ...]:
    """Return the open steps at consulted offices, in the order in which they were asked."""
    return tuple(step for step in state.open_steps() if step.name == names.OPINION)


def path_steps(state: CaseState) -> tuple[Step, ...]:
    """Return the open steps of the procedure's own path, without those at consulted offices."""
    return tuple(step for step in state.open_steps() if step.name != names.OPINION)


def consulted_steps(state: CaseState, procedure: Procedure) -> tuple[Step, ...]:
    """Return the open steps of the path at offices whose opinion every dossier of the procedure needs."""
    consulted = {step.key for step in procedure.steps if step.office == names.CONSULTED}
    return tuple(step for step in state.open_steps() if step.name in consulted)


def own_steps(state: CaseState, procedure: Procedure) -> tuple[Step, ...]:
    """Return the open steps of the path at the desks and the resolving office: those that hold the dossier."""
    beside = {step.key for step in consulted_steps(state, procedure)}
    return tuple(step for step in path_steps(state) if step.key not in beside)


def case_in(state: CaseState, procedure: Procedure) -> CaseRule | None:
    """Return the case (trường hợp) of its procedure that a dossier is, None where the procedure makes no difference."""
    key = state.facts.get(names.CASE)
    return procedure.case(str(key)) if key else None


def brings_paper(state: CaseState, procedure: Procedure) -> bool:
    """Say whether the dossier was handed in on paper."""
    channel = state.facts.get("channel")
    return any(each.key == channel and each.brings_paper for each in procedure.channels)


def home_of(state: CaseState) -> str:
    """Return the resolving office's own one-stop desk; of older dossiers, the one that received."""
    return str(state.facts.get(names.HOME) or state.facts[names.RECEIVING])


def lawful_due(state: CaseState) -> datetime | None:
    """Return the moment by which the law wants the result, None where no term runs or it was not received yet.

    It is the clock's own, so that a changed calendar counts, unless a supplement was asked for only after it had
    passed: what was late stays late.
    """
    clock = state.clocks.get(RESOLUTION)
    if clock is None or clock.how == "undone":
        return None
    kept = state.facts.get("lawful_due")
    if state.facts.get("asked_late") and kept:
        return datetime.fromisoformat(str(kept))
    return clock.due_at
