"""Histories made up for the tests: lawful sequences of entries by the names of the journal, from a seed, no two alike."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import (
    Actor,
    ClockStarted,
    Closed,
    Effect,
    Entry,
    FactsSet,
    Holder,
    Linked,
    Opened,
    PartyJoined,
    Reopened,
    Step,
    StepBegun,
    StepEnded,
    StepHanded,
    StepRestored,
    WaitBegun,
    WaitEnded,
)

CENTRE = "centre"
OFFICES = ("north", "south", "east")
OLD, NEW = "east", "south"
MERGED_AT = datetime(2026, 3, 1, tzinfo=HCM)
FIELDS = {"1.001": "civil_status", "1.002": "civil_status", "2.001": "certification"}
CHANNELS = ("online", "vneid", "counter", "post")
FIRST = datetime(2026, 1, 5, 8, 0, tzinfo=HCM)
APPLICANT = UUID(int=7)
ONE = UUID(int=1)


def person(office: str, role: str, number: int = 0) -> UUID:
    """Return an officer of an office; every role has two."""
    return UUID(int=100 * (1 + (CENTRE, *OFFICES).index(office)) + 10 * len(role) + number)


def ends(office: str) -> tuple[datetime, str] | None:
    """One office ended on a day and another took its work over."""
    return (MERGED_AT, NEW) if office == OLD else None


@dataclass
class History:
    """A history being written; each verb appends what the journal would hold."""

    case: UUID = ONE
    at: datetime = FIRST
    entries: list[Entry] = field(default_factory=list)
    steps: dict[str, Step] = field(default_factory=dict)
    office: str = OFFICES[0]
    waits: int = 0

    def add(self, name: str, actor: Actor | None, *effects: Effect, corrects: int | None = None) -> "History":
        """Append an entry; effects change the steps that the verbs go by."""
        for effect in effects:
            if isinstance(effect, StepBegun):
                self.steps[effect.key] = Step(effect.key, effect.name, effect.holder, self.at)
            elif isinstance(effect, StepEnded):
                del self.steps[effect.key]
            elif isinstance(effect, StepHanded):
                old = self.steps[effect.key]
                self.steps[effect.key] = Step(old.key, old.name, effect.holder, old.begun_at)
        self.entries.append(
            Entry(
                case=self.case,
                seq=len(self.entries) + 1,
                at=self.at,
                name=name,
                actor=actor or Actor(person=APPLICANT),
                definition="d",
                effects=effects,
                content_digest=None,
                corrects=corrects,
                key=None,
                body="",
                hash="",
            )
        )
        return self

    def wait(self, **amount: float) -> "History":
        """Let time pass."""
        self.at += timedelta(**amount)
        return self

    def begin(self, name: str, office: str, role: str, who: UUID | None = None) -> StepBegun:
        visit = 1 + sum(
            isinstance(effect, StepBegun) and effect.name == name
            for entry in self.entries
            for effect in entry.effects
        )
        return StepBegun(f"{name}.{visit}", name, Holder(office, role, who))

    def now(self) -> Step:
        """Return the step that is open and no opinion."""
        return next(step for step in self.steps.values() if step.name != "opinion")

    def hand(self, step: Step | None = None, number: int = 0) -> Actor:
        """Return the officer who acts on a step: whoever has it, or one of its role."""
        holder = (step or self.now()).holder
        who = holder.person or person(holder.office, holder.role, number)
        return Actor(person=who, office=holder.office, role=holder.role)

    # The verbs.

    def submit(
        self, channel: str = "online", procedure: str = "1.001", parent: UUID | None = None
    ) -> "History":
        facts = {"procedure": procedure, "channel": channel, "receiving": CENTRE}
        linked = (Linked("parent", parent),) if parent else ()
        return self.add(
            "dossier.submitted",
            None,
            Opened("dossier", code=f"X-{self.case.int}"),
            PartyJoined("applicant", APPLICANT),
            FactsSet(facts),
            self.begin("receive", CENTRE, "one_stop"),
            *linked,
        )

    def receive(self, office: str | None = None, due: timedelta | None = timedelta(days=5)) -> "History":
        self.office = office or self.office
        step = self.now()
        due_at = self.at + due if due is not None else None
        facts = {
            "resolving": self.office,
            "received_at": self.at.isoformat(),
            "lawful_due": due_at.isoformat() if due_at else "",
        }
        return self.add(
            "dossier.received",
            self.hand(step),
            StepEnded(step.key, "receive"),
            self.begin("appraise", self.office, "specialist"),
            FactsSet(facts),
            ClockStarted("resolution", "5 days", self.at, due_at, "cal"),
        )

    def take(self, number: int = 0) -> "History":
        holder = self.now().holder
        who = person(holder.office, holder.role, number)
        actor = Actor(person=who, office=holder.office, role=holder.role)
        return self.add(
            "step.taken", actor, StepHanded(self.now().key, Holder(holder.office, holder.role, who))
        )

    def release(self) -> "History":
        holder = self.now().holder
        return self.add(
            "step.released", self.hand(), StepHanded(self.now().key, Holder(holder.office, holder.role))
        )

    def to(
        self, name: str, entry: str, role: str, *, number: int = 0, facts: dict | None = None
    ) -> "History":
        """Leave the open step for the next one of the same office."""
        step, actor = self.now(), self.hand(number=number)
        more = (FactsSet(facts),) if facts else ()
        return self.add(entry, actor, StepEnded(step.key, entry), self.begin(name, self.place(), role), *more)

    def place(self) -> str:
        end = ends(self.office)
        return end[1] if end is not None and end[0] <= self.at else self.office

    def ask(self, number: int) -> "History":
        """Ask for a supplement: the dossier waits for the citizen."""
        self.waits += 1
        facts = FactsSet({"supplements": number})
        return self.add(
            "dossier.supplement_requested",
            self.hand(),
            WaitBegun(f"supplement.{self.waits}", "citizen"),
            facts,
        )

    def answer(self, due: timedelta = timedelta(days=5)) -> "History":
        facts = FactsSet({"lawful_due": (self.at + due).isoformat()})
        clock = ClockStarted("resolution", "5 days", self.at, self.at + due, "cal")
        return self.add("dossier.supplemented", None, WaitEnded(f"supplement.{self.waits}"), clock, facts)

    def transfer(self, office: str) -> "History":
        self.office = office
        step, actor = self.now(), self.hand()
        begun = self.begin("appraise", office, "specialist")
        return self.add(
            "dossier.transferred",
            actor,
            StepEnded(step.key, "transfer"),
            begun,
            FactsSet({"resolving": office}),
        )

    def issue(self) -> "History":
        step, actor = self.now(), self.hand()
        begun = self.begin("return", CENTRE, "one_stop")
        facts = FactsSet({"finished_at": self.at.isoformat(), "issued_on": "2026-01-01"})
        return self.add("dossier.result_issued", actor, StepEnded(step.key, "issue"), begun, facts)

    def end(self, entry: str, outcome: str, *, by_citizen: bool = False) -> "History":
        """End the case on any open step."""
        step = self.now()
        actor = None if by_citizen else self.hand()
        effects = [StepEnded(key, "end") for key in tuple(self.steps)]
        assert step
        return self.add(entry, actor, *effects, Closed(outcome))

    def reopen(self) -> "History":
        steps = [StepEnded(key, "end") for key in tuple(self.steps)]
        closed = any(isinstance(effect, Closed) for effect in self.entries[-1].effects)
        again = (Reopened(),) if closed else ()
        actor = Actor(person=person(self.place(), "leader"), office=self.place(), role="leader")
        due = ClockStarted("correction", "3 working days", self.at, self.at + timedelta(days=3), "cal")
        return self.add(
            "dossier.reopened_for_error",
            actor,
            *again,
            *steps,
            self.begin("issue", self.place(), "specialist"),
            due,
        )

    def slip_and_undo(self) -> "History":
        """Propose by mistake and take it back at once."""
        step, actor = self.now(), self.hand()
        begun = self.begin("approve", self.place(), "leader")
        self.add("dossier.proposed", actor, StepEnded(step.key, "propose"), begun)
        self.steps = {**{key: each for key, each in self.steps.items() if key != begun.key}, step.key: step}
        gone = Step(begun.key, begun.name, begun.holder, self.at, ended_at=self.at, how="undone")
        self.wait(minutes=3)
        return self.add("undone", actor, StepRestored(step), StepRestored(gone), corrects=len(self.entries))

    def consult(self) -> "History":
        others = [office for office in OFFICES if office != self.place()]
        return self.add("dossier.consulted", self.hand(), self.begin("opinion", others[0], "specialist"))

    def give_opinion(self) -> "History":
        step = next(each for each in self.steps.values() if each.name == "opinion")
        return self.add("dossier.opinion_given", self.hand(step), StepEnded(step.key, "given"))


def random_history(seed: int, case: int | None = None) -> tuple[Entry, ...]:
    """Return a lawful history from a seed; many end, some are still on their way."""
    chance = random.Random(seed)
    begun = FIRST + timedelta(minutes=chance.randrange(120 * 24 * 60))
    history = History(case=UUID(int=case if case is not None else seed + 1), at=begun)
    history.submit(chance.choice(CHANNELS), chance.choice(tuple(FIELDS)))
    if _stops(chance, history) or not _received(chance, history):
        return tuple(history.entries)
    for _ in range(chance.randrange(8)):
        if _stops(chance, history):
            return tuple(history.entries)
        if not _turn(chance, history):
            return tuple(history.entries)
    _finish(chance, history)
    return tuple(history.entries)


def _stops(chance: random.Random, history: History) -> bool:
    """Let time pass, often none at all; say whether nothing more happens."""
    history.wait(minutes=chance.choice((0, 0, 7, 60, 24 * 60, chance.randrange(9 * 24 * 60))))
    return chance.random() < 0.08


def _received(chance: random.Random, history: History) -> bool:
    kind = chance.random()
    if kind < 0.06:
        history.end("dossier.refused", "refused_at_reception")
    elif kind < 0.1:
        history.end("dossier.withdrawn", "withdrawn", by_citizen=True)
    elif kind < 0.16:
        history.ask(1).wait(days=chance.randrange(18))
        if chance.random() < 0.5:
            history.end("dossier.closed_for_silence", "closed_no_supplement")
            return False
        history.answer()
    if not history.steps:
        return False
    due = chance.choice((None, timedelta(0), timedelta(hours=4), timedelta(days=3), timedelta(days=20)))
    history.receive(chance.choice(OFFICES), due)
    return True


def _turn(chance: random.Random, history: History) -> bool:
    """Do one thing; say whether the dossier is still on its way."""
    turns = (_take, _release, _rework, _supplement, _transfer, _undo, _consult, _end_perhaps)
    return chance.choice(turns)(chance, history)


def _take(chance: random.Random, history: History) -> bool:
    return bool(history.take(chance.randrange(2)))


def _release(_chance: random.Random, history: History) -> bool:
    return bool(history.release())


def _rework(chance: random.Random, history: History) -> bool:
    history.to("approve", "dossier.proposed", "leader", number=chance.randrange(2))
    return bool(
        history.wait(hours=chance.randrange(30)).to("appraise", "dossier.returned_for_rework", "specialist")
    )


def _supplement(chance: random.Random, history: History) -> bool:
    asked = sum(each.name == "dossier.supplement_requested" for each in history.entries)
    history.ask(asked + 1).wait(days=chance.randrange(20))
    if chance.random() < 0.25:
        return _ended(chance, history)
    return not _stops(chance, history) and bool(history.answer())


def _transfer(chance: random.Random, history: History) -> bool:
    return bool(history.transfer(chance.choice([each for each in OFFICES if each != history.office])))


def _undo(_chance: random.Random, history: History) -> bool:
    return bool(history.slip_and_undo())


def _consult(chance: random.Random, history: History) -> bool:
    return bool(history.consult().wait(hours=chance.randrange(50)).give_opinion())


def _end_perhaps(chance: random.Random, history: History) -> bool:
    return chance.random() >= 0.3 or _ended(chance, history)


def _ended(chance: random.Random, history: History) -> bool:
    entry, outcome, by_citizen = chance.choice(
        (
            ("dossier.closed_for_silence", "closed_no_supplement", False),
            ("dossier.withdrawn", "withdrawn", True),
            ("dossier.stopped_by_person", "stopped_by_person", True),
            ("dossier.stopped_by_law", "stopped_by_law_change", False),
        )
    )
    history.end(entry, outcome, by_citizen=by_citizen)
    return False


def _finish(chance: random.Random, history: History) -> None:
    refused = chance.random() < 0.15
    history.to("approve", "dossier.refusal_proposed" if refused else "dossier.proposed", "leader")
    if _stops(chance, history):
        return
    facts = {"result": "refusal" if refused else "granted"}
    history.to(
        "issue", "dossier.refusal_approved" if refused else "dossier.approved", "specialist", facts=facts
    )
    if _stops(chance, history):
        return
    history.issue()
    if chance.random() < 0.7:
        history.wait(hours=chance.randrange(100))
        history.end("dossier.handed_over", "refused_after_appraisal" if refused else "returned")
    if chance.random() < 0.15:
        history.wait(days=chance.randrange(30)).reopen()
        if not _stops(chance, history):
            history.issue()
