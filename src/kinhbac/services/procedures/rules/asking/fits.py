"""Whether an act that somebody may do makes sense on a dossier now, so that the page offers no act that is refused. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime

from kinhbac.kernel.types import Actor, CaseState, Position, Step, Viewer
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.asking.table import ACTS, ADJUST, CORRECT, ON_BEHALF
from kinhbac.services.procedures.rules.dossier import offered
from kinhbac.services.procedures.rules.own_turns import OwnTurn, own_turns
from kinhbac.services.procedures.rules.state import (
    citizen_wait,
    consulted_steps,
    is_correcting,
    is_decided,
    is_finished,
    lawful_due,
    open_opinions,
    running,
)
from kinhbac.services.procedures.rules.turns.consultation import OPINIONS
from kinhbac.services.procedures.rules.turns.supplement import MOST
from kinhbac.tools.grammar.turns import Silence
from kinhbac.tools.grammar.types import Procedure

Fits = Callable[[CaseState, Procedure, datetime], bool]


def acts_for(viewer: Viewer, state: CaseState, procedure: Procedure, now: datetime) -> tuple[str, ...]:
    """Return the acts that a viewer may do in one of her posts, and that make sense now, in the order of the table."""
    return tuple(posts_for(viewer, state, procedure, now))


def posts_for(viewer: Viewer, state: CaseState, procedure: Procedure, now: datetime) -> dict[str, Position]:
    """Return the acts that a viewer may do and that make sense now, each with the first of her posts in which she may.

    Args:
        viewer: who looks.
        state: its offices as they stand on the day.
        procedure: the version under which it is handled.
        now: aware.
    """
    found: dict[str, Position] = {}
    for post in reversed(viewer.positions):
        found |= dict.fromkeys(_in_post(viewer, post, state, procedure), post)
    every = (act for act in (*ACTS, CORRECT, ADJUST) if act in found)
    return {act: found[act] for act in every if makes_sense(act, state, procedure, now)}


def makes_sense(act: str, state: CaseState, procedure: Procedure, now: datetime) -> bool:
    """Say whether the place of a dossier lets an act be done, whoever asks."""
    fits = FITS.get(act)
    return fits is None or fits(state, procedure, now)


def silent_requests(state: CaseState, procedure: Procedure, now: datetime) -> tuple[Step, ...]:
    """Return the requests for an opinion whose term is over and in which silence counts."""
    return tuple(
        step
        for step in (*open_opinions(state), *consulted_steps(state, procedure))
        if step.due_at is not None
        and step.due_at < now
        and silence_of(step, state, procedure) == Silence.AGREES
    )


def silence_of(step: Step, state: CaseState, procedure: Procedure) -> str | None:
    """Return what an office's silence means, as it was asked or as the path says."""
    if step.name != names.OPINION:
        silence = procedure.step(step.name).silence
        return str(silence) if silence is not None else None
    noted: Mapping[str, str] = state.facts.get(OPINIONS, {}).get(step.key, {})
    return noted.get("silence")


def _in_post(viewer: Viewer, post: Position, state: CaseState, procedure: Procedure) -> set[str]:
    own = {act for act in offered(state, procedure, viewer.acting_in(post)) if act not in ON_BEHALF}
    return own | {
        act for act in offered(state, procedure, _for_applicant(viewer, post, state)) if act in ON_BEHALF
    }


def _for_applicant(viewer: Viewer, post: Position, state: CaseState) -> Actor:
    applicants = [party.person for party in state.parties if party.role == names.APPLICANT]
    return viewer.acting_in(post, applicants[0] if applicants else None)


def _close_silent(state: CaseState, _procedure: Procedure, now: datetime) -> bool:
    silence = running(state, names.SILENCE)
    over = silence is not None and silence.due_at is not None and silence.due_at < now
    return over and citizen_wait(state) is not None


def _asks_first(state: CaseState, procedure: Procedure, now: datetime) -> bool:
    before = int(state.facts.get("supplements", 0))
    most = procedure.turns.supplements(now).most
    return before < most or (before < MOST and bool(state.facts.get("second_supplement")))


def _second(state: CaseState, _procedure: Procedure, _now: datetime) -> bool:
    return 0 < int(state.facts.get("supplements", 0)) < MOST and not state.facts.get("second_supplement")


def _apologise(state: CaseState, _procedure: Procedure, _now: datetime) -> bool:
    return lawful_due(state) is not None and not is_finished(state) and not state.facts.get("apologised_at")


def _stop_by_law(state: CaseState, procedure: Procedure, now: datetime) -> bool:
    return procedure.to_on is not None and procedure.to_on < now.date() and not is_finished(state)


def _report_error(state: CaseState, _procedure: Procedure, _now: datetime) -> bool:
    granted = state.facts.get("result_number") and state.facts.get("result") != names.REFUSAL
    return bool(granted) and not is_correcting(state)


def _correct(state: CaseState, _procedure: Procedure, _now: datetime) -> bool:
    return not is_finished(state) or is_correcting(state)


def _own(turn: OwnTurn) -> Fits:
    return lambda state, procedure, now: turn in own_turns(state, procedure, now)


FITS: Mapping[str, Fits] = {
    "find_case": lambda state, procedure, _now: (
        any(each.by_officer for each in procedure.cases) and not is_decided(state)
    ),
    "hand_papers": lambda state, _procedure, _now: running(state, names.TRANSFER) is not None,
    "close_silent": _close_silent,
    "request_supplement": _asks_first,
    "allow_second_supplement": _second,
    "count_silence": lambda state, procedure, now: bool(silent_requests(state, procedure, now)),
    "apologise": _apologise,
    "stop_by_law": _stop_by_law,
    "report_error": _report_error,
    "supplement": _own(OwnTurn.SUPPLEMENT),
    "stop": _own(OwnTurn.STOP),
    "withdraw": _own(OwnTurn.WITHDRAW),
    CORRECT: _correct,
    ADJUST: _own(OwnTurn.ADJUST),
}
