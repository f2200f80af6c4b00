"""A dossier walked through the rules alone: the catalogue, no database; with the journal that it would have."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.kernel import chain
from kinhbac.kernel.directory.reader import read_directory
from kinhbac.kernel.fold import fold
from kinhbac.kernel.types import Act, Actor, CaseState, Command, Context, Decision, Entry, Refusal
from kinhbac.services.procedures.rules.dossier import DossierKind
from kinhbac.tools.grammar.dated import Dated, Span
from kinhbac.tools.grammar.turns import Effect, SupplementRule
from kinhbac.tools.grammar.types import NamedTerm, Procedure, TermRule
from tests.cast import CENTRE, CITIZEN, LEADER, RECEIVER, SPECIALIST, WARD
from tests.support import catalogue

CATALOGUE = Path(__file__).parents[4] / "catalogue"
CASE = UUID(int=0xCA5E)
FILED_AT = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)
CODE = "H05.72.10-260428-0001"


@lru_cache
def birth() -> Procedure:
    return catalogue.procedures()["1.001193"]


@lru_cache
def calendar():
    return read_calendars(CATALOGUE / "calendars")


@lru_cache
def directory():
    return read_directory(CATALOGUE)


def with_term(term: str, *, after_15: bool = False, pauses: bool = False) -> Procedure:
    """The birth with another term of resolution, and with a supplement that pauses it where sector law says so."""
    procedure = birth()
    span = procedure.terms["resolution"].by_date.spans[0]
    rule = TermRule(term, after_15=after_15, law=span.value.law)
    named = NamedTerm(procedure.terms["resolution"].name, Dated((Span(span.from_on, None, rule),)))
    turns = procedure.turns
    if pauses:
        pause = SupplementRule(Effect.PAUSE, 1, "civil_status_5_3")
        turns = replace(turns, supplement=Dated((Span(span.from_on, None, pause),)))
    return replace(procedure, terms={**procedure.terms, "resolution": named}, turns=turns)


@dataclass
class Dossier:
    """A dossier on its way through the rules; each act comes ten minutes after the one before, or at its moment."""

    procedure: Procedure
    state: CaseState | None = None
    now: datetime = FILED_AT
    last: Act | None = None

    def ask(
        self, actor: Actor, name: str, at: datetime | None = None, /, **values: Any
    ) -> Decision | Refusal:
        self.now = at or self.now + timedelta(minutes=10)
        context = Context(
            actor=actor,
            now=self.now,
            calendar=calendar(),
            directory=directory(),
            definition=self.procedure,
            definition_hash="d" * 64,
        )
        answer = DossierKind().decide(self.state, Command(name, values), context)
        if isinstance(answer, Decision):
            for act in answer.acts:
                self.last = act
                self.state = fold(self.state, self.entry(act, actor))
        return answer

    def done(self, actor: Actor, name: str, at: datetime | None = None, /, **values: Any) -> "Dossier":
        """Do an act that must not be refused."""
        answer = self.ask(actor, name, at, **values)
        assert isinstance(answer, Decision), (name, answer)
        return self

    def entry(self, act: Act, actor: Actor) -> Entry:
        return chain.write(
            case=CASE,
            seq=self.state.seq + 1 if self.state else 1,
            previous="",
            at=self.now,
            act=act,
            actor=actor,
            definition="d",
            key=None,
            digest=None,
        )


def submitted(
    procedure: Procedure | None = None,
    at: datetime | None = None,
    channel: str = "online",
    receiving: str = CENTRE,
) -> Dossier:
    return Dossier(procedure or birth()).done(
        CITIZEN,
        "submit",
        at,
        case=CASE,
        code=CODE,
        area=WARD,
        channel=channel,
        receiving=receiving,
        applicant=CITIZEN.person,
        fee={"amount_vnd": 0},
        content={"answers": {}},
    )


DAY = [
    (RECEIVER, "receive", {}),
    (SPECIALIST, "propose", {"note": "Đủ điều kiện"}),
    (LEADER, "approve", {}),
    (SPECIALIST, "issue_result", {"number": "7/2026"}),
    (RECEIVER, "hand_over", {"to": "applicant"}),
]


def after(acts: int, procedure: Procedure | None = None) -> Dossier:
    dossier = submitted(procedure)
    for actor, name, values in DAY[:acts]:
        dossier.done(actor, name, **values)
    return dossier


def received(procedure: Procedure, at: datetime, channel: str = "online") -> Dossier:
    """A dossier that was received at a moment."""
    return submitted(procedure, at - timedelta(minutes=30), channel).done(RECEIVER, "receive", at)
