"""What the system drafts for an act before a person sends it: the apology's reason, and its new date. Pure."""

from datetime import datetime

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.due import due
from kinhbac.base.worktime.terms import parse_term
from kinhbac.kernel.types import CaseState, Step
from kinhbac.services.procedures.rules.state import consulted_steps, lawful_due, open_opinions, own_steps
from kinhbac.tools.grammar.rules import step_term
from kinhbac.tools.grammar.types import Procedure

ONE_DAY = "1 working day"
"""How long a promise is put off at least: nobody is asked to come twice on a day."""


def suggested_due(
    state: CaseState, procedure: Procedure, now: datetime, calendar: Calendar
) -> datetime | None:
    """Return the new date that an apology may promise: when the steps that are left end, one after the other.

    It lies at least a working day after the old one, and falls at an hour when the desk is open.

    Args:
        state: of the dossier.
        procedure: its version, with the terms of its steps.
        now: aware; from when the steps that are left are counted.
        calendar: must reach past the new date.
    """
    old = lawful_due(state)
    if old is None:
        return None
    at = now.astimezone(HCM)
    for step in open_opinions(state):
        at = max(at, (step.due_at or at).astimezone(HCM))
    for key in _left(state, procedure):
        rule = step_term(procedure, procedure.step(key), at)
        at = due(at, rule.parsed, calendar).at or at
    soonest = due(max(old, now).astimezone(HCM), parse_term(ONE_DAY), calendar).at
    return max(at, soonest) if soonest is not None else at


def apology_reason(state: CaseState, procedure: Procedure, waits_for: tuple[str, ...] = ()) -> str:
    """Return why a dossier will be late, as far as the dossier knows; in Vietnamese, as the journal is kept.

    Args:
        state: of the dossier.
        procedure: its version.
        waits_for: the offices whose opinion is still out, by name.
    """
    old = lawful_due(state)
    until = f"{old.astimezone(HCM):%H:%M ngày %d/%m/%Y}" if old is not None else ""
    if waits_for:
        return f"Chưa nhận được ý kiến của {', '.join(waits_for)} nên chưa giải quyết xong trước {until}."
    step = next(iter(own_steps(state, procedure)), None)
    if int(state.facts.get("errors_corrected", 0)):
        return f"Hồ sơ phải sửa sai sót của cơ quan nên chưa xong trước {until}."
    name = procedure.step(step.name).name.vi if step is not None else "giải quyết"
    return f"Bước {name} chưa xong nên hồ sơ không kịp hoàn thành trước {until}."


def asked_offices(state: CaseState, procedure: Procedure) -> tuple[Step, ...]:
    """Return the open requests for opinions, those of the path among them."""
    return (*open_opinions(state), *consulted_steps(state, procedure))


def _left(state: CaseState, procedure: Procedure) -> tuple[str, ...]:
    """Return the keys of the steps that are left of an ordinary day, up to where the result is handed over."""
    here = tuple(step.name for step in own_steps(state, procedure))
    ahead = procedure.steps_from(*here) & procedure.ordinary
    keys = [each.key for each in procedure.steps]
    first = min((keys.index(name) for name in here), default=0)
    left = [key for key in keys[first:] if key in ahead or key in here]
    return tuple(dict.fromkeys(key for key in left if key != procedure.returning))
