"""Making dossiers of plans: every act is asked of the rules, by the officer who holds the step on that day.

Nothing is written past the rules: an act that they refuse is left out and counted, and the dossier stays where it is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from kinhbac.base.clock import HCM
from kinhbac.kernel import holding
from kinhbac.kernel.batch import Batch
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.kernel.succeeding import HAND, succeeded
from kinhbac.kernel.types import Act, Actor, CaseState, Command, Refused
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.fees import fee_facts
from kinhbac.services.procedures.rules.handed_in import as_asked
from kinhbac.services.procedures.rules.offices import settled
from kinhbac.services.procedures.rules.state import is_correcting
from kinhbac.site.demo import forms
from kinhbac.site.demo.cast import CITIZENS
from kinhbac.site.demo.numbers import Numbers
from kinhbac.site.demo.papers import Papers
from kinhbac.site.demo.people import Staff
from kinhbac.site.demo.plans import ASSIGN, TAKE, Filing, Plan, Planned
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.rules import asked_components, resolving_unit
from kinhbac.tools.grammar.types import Procedure

APPLICANTS = frozenset({"supplement", "withdraw", "stop", "adjust", "rate"})
POSTS: Mapping[str, tuple[str, str]] = {
    "close_silent": (names.RECEIVING, names.ONE_STOP),
    "hand_papers": (names.RECEIVING, names.ONE_STOP),
    "report_error": (names.RECEIVING, names.ONE_STOP),
    "apologise": (names.RESOLVING, names.SPECIALIST),
    "allow_second_supplement": (names.RESOLVING, names.LEADER),
}
"""Acts that need no step: the fact that holds the office, and the role."""
AT_STEP: Mapping[str, str] = {
    "receive": "receive",
    "refuse": "receive",
    "propose": "propose",
    "propose_refusal": "propose",
    "consult": "propose",
    "count_silence": "propose",
    "verify_in_field": "propose",
    "approve": "approve",
    "return_for_rework": "approve",
    "issue_result": "issue_result",
    "hand_over": "hand_over",
}
"""Acts at a step of the path, with the act by which that step is known."""


class Maker:
    """Carries plans out in a batch. Give each plan to `make`, and call `write` now and then.

    Args:
        directory: in force.
        staff: who works where.
        numbers: taken for the plans.
        seed: of the demo; the chances of the forms come from it.
        papers: keeps a file for whoever sends one.
    """

    def __init__(
        self,
        directory: Directory,
        staff: Staff,
        numbers: Numbers,
        seed: str,
        papers: Papers,
    ) -> None:
        self._directory, self._staff, self._numbers = directory, staff, numbers
        self._seed, self._papers = seed, papers
        self.batch = Batch()
        self._endings = _endings(directory)
        self.refused: list[str] = []

    def make(self, plan: Plan) -> UUID:
        """Open a dossier and do all its acts; return its key."""
        filing = plan.filing
        procedure, definition = procedure_now(filing.procedure)
        answers = self.answers(filing)
        state = self._open(filing, procedure, definition, answers)
        before = filing.filed_at
        for act in plan.acts:
            state = self._hand_on(state, before, act.at)
            before = act.at
            try:
                state = self.do(state, procedure, act, filing, answers)
            except Refused as fault:
                self.refused.append(
                    f"{filing.procedure} {filing.number} {act.name} {act.at}: {fault.refusal.code}"
                )
                break
        self._hand_on(state, before, None)
        return state.case

    def write(self, *, told: bool) -> int:
        """Write what was made in one transaction; `told` where no letters are to go out."""
        return self.batch.write(told=told)

    def answers(self, filing: Filing) -> dict[str, Any]:
        """Return what the applicant of a filing answers."""
        needs = not filing.desk and filing.procedure in forms.PAPERS
        paper = self._papers.of(filing) if needs else ""
        draw = Random(f"{self._seed} form {filing.number}")  # noqa: S311 - a demo that is the same each time
        return forms.answers(
            filing.procedure, forms.Asked(filing.applicant, filing.area, filing.filed_at, paper, draw)
        )

    def _open(
        self, filing: Filing, procedure: Procedure, definition: str, answers: Mapping[str, Any]
    ) -> CaseState:
        """Open it as `applications.open_dossier` does, with a number taken before."""
        day = filing.filed_at.date()
        area = str(resolving_unit(procedure, answers))
        resolving = self._directory.competent_office(procedure.competence.key, UnitRef.parse(area), day)
        facts = facts_from(procedure, answers, filed_on=day)
        fee = fee_for(procedure, filed_on=day, channel=filing.channel, facts=facts)
        case = key_of(filing)
        values = {
            "case": case,
            "code": self._numbers.codes[filing.number],
            "area": area,
            "channel": filing.channel,
            "receiving": filing.desk or self._directory.one_stop_of(resolving, day).key,
            "applicant": filing.applicant.person,
            "fee": fee_facts(fee),
            "content": {"answers": dict(answers), **_handed_in(filing, procedure, answers)},
        }
        actor = self._at_desk(filing.desk, filing) if filing.desk else own_hand(filing)
        return self.batch.open(
            kind=KIND,
            definition=definition,
            command=Command("submit", values),
            actor=actor,
            now=filing.filed_at,
            case=case,
        )

    def _at_desk(self, desk: str, filing: Filing) -> Actor:
        officer = self._staff.officer(desk, names.ONE_STOP, filing.number)
        return Actor(
            account=officer.account, person=officer.person, position=officer.position, role=officer.role,
            office=officer.office, on_behalf_of=filing.applicant.person,
        )  # fmt: skip

    def do(
        self, state: CaseState, procedure: Procedure, act: Planned, filing: Filing, answers: Mapping[str, Any]
    ) -> CaseState:
        """Do an act; raises `Refused` where the rules say no."""
        if act.name in (TAKE, ASSIGN):
            return self._held(state, procedure, act, filing)
        actor = self._actor(state, procedure, act, filing)
        values = act.values(answers) if callable(act.values) else act.values
        if act.name == "issue_result":
            again = is_correcting(state)
            number = state.facts.get("result_number") if again else self._numbers.results[filing.number]
            values = {**values, "number": number}
        command = Command(act.name, values)
        return self.batch.act(case=state.case, command=command, actor=actor, now=act.at)

    def _held(self, state: CaseState, procedure: Procedure, act: Planned, filing: Filing) -> CaseState:
        step = _step(state, procedure, "propose")
        if step is None:
            return state
        place = filing.number + (
            act.name == ASSIGN
        )  # who assigns, evens out: to another than whose turn it is
        officer = self._staff.officer(step.holder.office, step.holder.role, place)
        assert officer.person is not None
        if act.name == TAKE:
            handed, actor = holding.take(step, officer), officer
        else:
            actor = self._staff.officer(step.holder.office, names.LEADER)
            handed = holding.assign(step, officer.person, actor, frozenset({names.LEADER}))
        assert isinstance(handed, Act)
        return self.batch.add(case=state.case, acts=[handed], actor=actor, now=act.at)

    def _actor(self, state: CaseState, procedure: Procedure, act: Planned, filing: Filing) -> Actor:
        """Return who does it: the applicant, or a desk for her who came to it; a post that the act names; who holds it."""
        if act.name in APPLICANTS:
            herself = act.name == "rate" or not filing.desk
            return (
                own_hand(filing)
                if herself
                else self._at_desk(self._office(state, names.RECEIVING, act), filing)
            )
        if act.name in POSTS:
            fact, role = POSTS[act.name]
            return self._staff.officer(self._office(state, fact, act), role, filing.number)
        step = state.open_step(act.step) if act.step else _step(state, procedure, _known_by(act, state))
        if step is None:
            return Actor()  # the rules will say why not
        if step.holder.person is not None:
            return self._staff.known(step.holder.person)
        return self._staff.officer(step.holder.office, step.holder.role, filing.number)

    def _office(self, state: CaseState, fact: str, act: Planned) -> str:
        """Return an office that a dossier remembers, as it is on the day of an act."""
        return str(settled(state, self._directory, act.at.date()).facts[fact])

    def _hand_on(self, state: CaseState, after: datetime, until: datetime | None) -> CaseState:
        """Let offices that ended between two moments be succeeded, as the house does on that morning."""
        for ending in self._endings:
            if state.is_open and after < ending and (until is None or ending <= until):
                act = succeeded(state, self._directory, ending.date())
                if act is not None:
                    state = self.batch.add(case=state.case, acts=[act], actor=HAND, now=ending)
        return state


def _known_by(act: Planned, state: CaseState) -> str:
    if act.name in ("request_supplement", "transfer"):
        return "propose" if state.facts.get("received_at") else "receive"
    return AT_STEP[act.name]


def _step(state: CaseState, procedure: Procedure, act: str) -> Any:
    offering = {step.key for step in procedure.steps if any(each.key == act for each in step.acts)}
    return next((step for step in state.open_steps() if step.name in offering), None)


def key_of(filing: Filing) -> UUID:
    """Return a new key for a dossier, in the order of filing, as version 7 of UUID has it.

    Tables find the rows of a case by its key, so thousands of them are written where the last ones were, not all over.
    """
    stamp = int(filing.filed_at.timestamp() * 1000)
    return UUID(int=stamp << 80 | _VERSION_7 | uuid4().int & _REST)


_VERSION_7 = 0x7 << 76 | 0x2 << 62
_REST = (1 << 80) - 1 & ~(0xF << 76) & ~(0x3 << 62)


def own_hand(filing: Filing) -> Actor:
    """Return the applicant; only the cast has accounts."""
    applicant = filing.applicant
    return Actor(account=applicant.account if applicant in CITIZENS else None, person=applicant.person)


def _handed_in(filing: Filing, procedure: Procedure, answers: Mapping[str, Any]) -> dict[str, Any]:
    if not filing.desk:
        return {}
    return {
        "components": [each.to_plain() for each in as_asked(asked_components(procedure, answers)).values()]
    }


def _endings(directory: Directory) -> Sequence[datetime]:
    """Return the mornings after which some office is no more."""
    last_days: set[date] = {office.valid_to for office in directory.offices if office.valid_to is not None}
    return [datetime.combine(day + timedelta(days=1), time(), HCM) for day in sorted(last_days)]
