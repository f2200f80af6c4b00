"""A version tried on something that was filed: which path, due moment and fee it would have had under it. Pure.

Both versions are asked what rules on the day from which the new one is to count; the answers, the way and the moments
are those of the filing. So a fee that begins on that day shows, though the filing is older.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.money import Dong
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.due import due
from kinhbac.services.catalogue.types import Effect
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.grammar.facts import CASE
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.rules import case_for, resolution_term, resolving_unit
from kinhbac.tools.grammar.seats import Filed
from kinhbac.tools.grammar.types import CaseRule, Procedure, StepRule

UNKNOWN = "unknown"
NO_TERM = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a version makes of a filing; `fault` says why it makes nothing of it."""

    path: tuple[str, ...] = ()
    shown: Text = Text(vi="", en="")  # noqa: RUF009 - frozen
    due_at: datetime | None = None
    fee_vnd: int | None = None
    fault: str = ""


def tried(procedure: Procedure, filed: Filed, on: date, calendar: Calendar) -> Outcome:
    """Return what a version makes of a filing.

    Args:
        procedure: the version.
        filed: what was filed, received.
        on: the day whose values count.
        calendar: on which the due moment is counted.
    """
    assert filed.received_at is not None
    try:
        answers = reachable_answers(procedure.form, filed.answers)
        day = filed.filed_at.astimezone(HCM).date()
        case = case_for(procedure, answers, filed.found)
        facts = {**facts_from(procedure, answers, filed_on=day), **_of_case(case), **filed.facts}
        fee = fee_for(procedure, filed_on=on, channel=filed.channel, facts=facts)
        term = resolution_term(procedure, datetime.combine(on, datetime.min.time(), HCM), case)
        begins = term.begins(filed_at=filed.filed_at, received_at=filed.received_at)
        until = due(begins, term.parsed, calendar, after_15=term.after_15)
    except PlainError as error:
        return Outcome(fault=str(error))
    except (KeyError, TypeError, ValueError) as error:
        return Outcome(fault=f"{type(error).__name__}: {error}")
    steps = [step for step in procedure.steps if step.key in procedure.ordinary]
    return Outcome(
        path=(str(resolving_unit(procedure, answers)), *(_place(step) for step in steps)),
        shown=_joined(steps),
        due_at=until.at,
        fee_vnd=fee.amount_vnd,
    )


def _of_case(case: CaseRule | None) -> dict[str, str]:
    return {CASE: case.key} if case is not None else {}


def effects_between(before: Outcome, after: Outcome) -> frozenset[Effect]:
    """Return in what two outcomes differ; what cannot be computed on one side differs in that alone."""
    if before.fault or after.fault:
        return frozenset({Effect.UNFIT}) if before.fault != after.fault else frozenset()
    found = {
        Effect.PATH: before.path != after.path,
        Effect.DUE: before.due_at != after.due_at,
        Effect.FEE: before.fee_vnd != after.fee_vnd,
    }
    return frozenset(effect for effect, differs in found.items() if differs)


def said(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome in plain words, as a preview keeps it: nothing of the answers is in it."""
    return {
        "path": outcome.shown.vi,
        "path_en": outcome.shown.en,
        "due": outcome.due_at.isoformat() if outcome.due_at is not None else NO_TERM,
        "fee": UNKNOWN if outcome.fee_vnd is None else str(Dong(outcome.fee_vnd)),
        "fault": outcome.fault[:300],
    }


def _place(step: StepRule) -> str:
    return f"{step.key} {step.role} {step.office} {step.competence or ''}".strip()


def _joined(steps: list[StepRule]) -> Text:
    return Text(vi=" → ".join(step.name.vi for step in steps), en=" → ".join(step.name.en for step in steps))
