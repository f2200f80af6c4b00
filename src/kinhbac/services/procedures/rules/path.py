"""The path of a dossier: the steps of its procedure as the kernel's flow, with the terms in force at a moment."""

from datetime import datetime

from kinhbac.kernel.flow import Flow, StepRule
from kinhbac.tools.grammar import types as grammar
from kinhbac.tools.grammar.rules import step_term

RECEIVING = "receiving"
"""The fact that holds the one-stop desk where the dossier was handed in."""


def flow_of(procedure: grammar.Procedure, moment: datetime) -> Flow:
    """Return the steps of a procedure as the kernel moves them."""
    return {step.key: _rule(procedure, step, moment) for step in procedure.steps}


def _rule(procedure: grammar.Procedure, step: grammar.StepRule, moment: datetime) -> StepRule:
    term = step_term(procedure, step, moment).term
    return StepRule(
        name=step.key,
        role=step.role,
        competence=step.competence,
        place=None if step.competence else RECEIVING,
        term=None if term == "none" else term,
        ways={act.key: act.to for act in step.acts},
        joins=step.joins,
    )
