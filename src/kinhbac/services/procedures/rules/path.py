"""The path of a dossier: the steps of its procedure as the kernel's flow, with the terms in force at a moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kinhbac.kernel.flow import Flow, StepRule
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.rules.names import RECEIVING, RESOLVING, TRANSFERS
from kinhbac.tools.grammar import types as grammar
from kinhbac.tools.grammar.rules import step_term

__all__ = ["PROPOSE_REFUSAL", "RECEIVING", "REFUSE_AFTER_APPRAISAL", "flow_of"]

PROPOSE_REFUSAL = "propose_refusal"
REFUSE_AFTER_APPRAISAL = "refuse"
"""The ways of a refusal after appraisal: up as a proposal goes, and from the leader straight to where it is returned."""


def flow_of(procedure: grammar.Procedure, moment: datetime, state: CaseState | None = None) -> Flow:
    """Return the steps of a procedure as the kernel moves them.

    Args:
        procedure: of the dossier's version.
        moment: aware; for the terms in force.
        state: where it has been transferred, resolving steps go to the office that took it, or what became of it.
    """
    transferred = state is not None and bool(state.facts.get(TRANSFERS))
    return _Path(procedure, moment, transferred)


@dataclass(frozen=True, slots=True)
class _Path(Mapping[str, StepRule]):
    """The steps of a procedure, each made a rule when it is asked for: an act asks for one or two of them."""

    procedure: grammar.Procedure
    moment: datetime
    transferred: bool

    def __getitem__(self, key: str) -> StepRule:
        step = next((step for step in self.procedure.steps if step.key == key), None)
        if step is None:
            raise KeyError(key)
        return _rule(self.procedure, step, self.moment, transferred=self.transferred)

    def __iter__(self) -> Iterator[str]:
        return (step.key for step in self.procedure.steps)

    def __len__(self) -> int:
        return len(self.procedure.steps)


def _rule(
    procedure: grammar.Procedure, step: grammar.StepRule, moment: datetime, *, transferred: bool
) -> StepRule:
    term = step_term(procedure, step, moment).term
    there = transferred and step.office == RESOLVING
    place = RESOLVING if there else None if step.competence else RECEIVING
    return StepRule(
        name=step.key,
        role=step.role,
        competence=None if there else step.competence,
        place=place,
        term=None if term == "none" else term,
        ways=_ways(procedure, step),
        joins=step.joins,
    )


def _ways(procedure: grammar.Procedure, step: grammar.StepRule) -> dict[str, tuple[str, ...]]:
    """Return the ways out that the procedure names, and beside them those of a refusal after appraisal."""
    ways = {act.key: act.to for act in step.acts}
    if "propose" in ways:
        ways.setdefault(PROPOSE_REFUSAL, ways["propose"])
    if "approve" in ways and procedure.returning:
        ways.setdefault(REFUSE_AFTER_APPRAISAL, (procedure.returning,))
    return ways
