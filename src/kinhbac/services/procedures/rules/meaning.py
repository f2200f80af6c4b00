"""What a turn is: its name in the journal, who may take it and when, and what it then does to the dossier."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.flow import Flow
from kinhbac.kernel.types import Actor, CaseState, Command, Context, Effect, Refusal, Step
from kinhbac.services.procedures.rules.path import flow_of
from kinhbac.tools.grammar.types import Procedure

Content = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it is judged: the dossier, what is asked, by whom and when, and the step at which the actor stands."""

    state: CaseState
    command: Command
    context: Context
    step: Step | None = None

    @property
    def procedure(self) -> Procedure:
        """The version under which the dossier is handled."""
        procedure: Procedure = self.context.definition
        return procedure

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return self.context.actor

    @property
    def now(self) -> datetime:
        """When, in Vietnam's zone."""
        return self.context.now.astimezone(HCM)

    @property
    def flow(self) -> Flow:
        """The procedure's path."""
        return flow_of(self.procedure, self.context.now, self.state)

    @property
    def at(self) -> Step:
        """The step at which the actor stands; only for acts that need one."""
        assert self.step is not None
        return self.step

    def words(self, name: str) -> str:
        """Return a value as words without space around, "" where it is not there."""
        value = self.command.values.get(name)
        return str(value).strip() if value is not None else ""

    def noted(self) -> Content:
        """Return the note that was said with the act, None where none was."""
        note = self.words("note")
        return {"note": note} if note else None


@dataclass(frozen=True, slots=True)
class Meant:
    """What an act does; `name` is its name in the journal where that is not its turn's own."""

    effects: tuple[Effect, ...] = ()
    content: Content = None
    name: str | None = None
    corrects: int | None = None


Judge = Callable[[CaseState, Procedure, Actor], Step | Refusal | None]
"""Says at which step the actor may take the turn, None where it needs no step, or why not."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who may take a turn: the rule that is asked, and the same rule in words for whoever reads the policy.

    Attributes:
        judge: the rule.
        words: what it says.
        steps: the acts by whose steps it asks; empty where it does not go by the step.
        roles: the roles of posts in which it may be met, where it does not go by the step; none for the applicant alone.
        law: where the rule stands, "" where it is the house's.
    """

    judge: Judge
    words: Text
    steps: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    law: str = ""

    def __call__(self, state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal | None:
        """Ask the rule."""
        return self.judge(state, procedure, actor)


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that may happen to a dossier.

    Attributes:
        entry: its name in the journal.
        waiting: may also happen while the applicant's supplement is awaited.
        ended: may happen after the dossier's end.
        of_applicant: the applicant's own act; all others nobody does on a dossier of her own.
    """

    entry: str
    who: Who
    means: Callable[[Asked], Meant | Refusal]
    waiting: bool = False
    ended: bool = False
    of_applicant: bool = False
