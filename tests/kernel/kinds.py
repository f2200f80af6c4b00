"""Three kinds of work that have little in common but the kernel: a dossier, a field report, a work file.

Each decides as a real kind would: the flow is data, the clocks are terms of its definition, what it refuses it
refuses in words. None of their words is known to the kernel.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel import clocks
from kinhbac.kernel.flow import StepRule, begin, leave
from kinhbac.kernel.types import (
    Act,
    CaseState,
    ClockPaused,
    ClockStopped,
    Closed,
    Command,
    Context,
    Decision,
    Effect,
    FactsSet,
    Holder,
    ObserverJoined,
    Opened,
    Opening,
    PartyJoined,
    Refusal,
    Reopened,
    StepBegun,
    StepHanded,
    WaitBegun,
    WaitEnded,
)

NOT_NOW = Refusal(
    code="test.not_now", reason=Text(vi="Chưa thể làm việc này.", en="This cannot be done now.")
)


def blank(command: Command, context: Context, kind: str, facts: Mapping[str, Any]) -> CaseState:
    """Return the case as it is while its opening is decided."""
    return CaseState(
        case=UUID(int=0),
        kind=kind,
        definition=context.definition_hash,
        seq=0,
        head="",
        opened_at=context.now,
        area=command.values.get("area"),
        facts=facts,
    )


class Dossier:
    """A sequence with a return for rework, two offices consulted side by side, a supplement that stops the clock."""

    name = "test.dossier"
    assigners = frozenset({"leader"})
    undoable = frozenset(
        {"dossier.accept", "dossier.propose", "dossier.consult", "dossier.supplement", "dossier.return"}
    )
    flow = {
        "receive": StepRule("receive", "one_stop", place="desk", ways={"accept": ("appraise",)}),
        "appraise": StepRule(
            "appraise",
            "specialist",
            competence="registration",
            term="8 hours",
            ways={"propose": ("approve",), "consult": ("ask_police", "ask_land")},
        ),
        "ask_police": StepRule(
            "ask_police", "specialist", competence="residence", ways={"answer": ("conclude",)}
        ),
        "ask_land": StepRule("ask_land", "specialist", competence="land", ways={"answer": ("conclude",)}),
        "conclude": StepRule(
            "conclude",
            "specialist",
            competence="registration",
            ways={"propose": ("approve",)},
            joins=("ask_police", "ask_land"),
        ),
        "approve": StepRule(
            "approve",
            "leader",
            competence="registration",
            ways={"approve": ("hand_over",), "rework": ("appraise",)},
        ),
        "hand_over": StepRule("hand_over", "one_stop", place="desk", ways={"return": ()}),
    }

    def read_definition(self, plain: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"term": str(plain["term"])}

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        if state is None:
            return self._open(command, context)
        if command.name in ("supplement", "supplied"):
            return self._supplement(state, command, context)
        step = next((s for s in state.open_steps() if command.name in self.flow[s.name].ways), None)
        if command.values.get("step"):
            step = state.open_step(command.values["step"])
        if step is None or not state.is_open:
            return NOT_NOW
        effects = leave(
            self.flow, step, command.name, state, context.directory, context.calendar, context.now
        ) + self._besides(command, context)
        content = {"note": command.values["note"]} if "note" in command.values else None
        return Decision(acts=(Act(f"dossier.{command.name}", effects, content),))

    def _open(self, command: Command, context: Context) -> Decision:
        facts = {"desk": command.values["desk"]}
        state = blank(command, context, self.name, facts)
        first = begin(self.flow, "receive", state, context.directory, context.calendar, context.now)
        opened = Opened(self.name, code=command.values.get("code"), area=state.area)
        party = PartyJoined("applicant", UUID(command.values["applicant"]))
        observer = command.values.get("observer")
        home = (ObserverJoined("home", observer),) if observer else ()
        effects = (opened, party, *home, FactsSet(facts), first)
        return Decision(
            acts=(Act("dossier.submitted", effects, {"child": command.values.get("child", "Đào")}),)
        )

    def _besides(self, command: Command, context: Context) -> tuple[Effect, ...]:
        if command.name == "accept":
            return (clocks.start("resolution", context.definition["term"], context.now, context.calendar),)
        if command.name == "approve":
            return (
                ClockStopped("resolution", "met"),
                FactsSet({"result": command.values.get("result", "1/2026")}),
            )
        if command.name == "return":
            return (Closed("returned"),)
        return ()

    def _supplement(self, state: CaseState, command: Command, context: Context) -> Decision | Refusal:
        clock = state.clocks.get("resolution")
        if clock is None or clock.state != ("running" if command.name == "supplement" else "paused"):
            return NOT_NOW
        if command.name == "supplement":
            effects: tuple[Effect, ...] = (ClockPaused("resolution"), WaitBegun("supplement", "citizen"))
        else:
            resumed = clocks.resume("resolution", command.values["left"], context.now, context.calendar)
            effects = (resumed, WaitEnded("supplement"))
        return Decision(acts=(Act(f"dossier.{command.name}", effects),))


class FieldReport:
    """Two clocks on one case, a dispatcher to whom it is handed back, reopening, and a dossier opened by name."""

    name = "test.report"
    assigners = frozenset({"dispatcher"})
    undoable = frozenset({"report.reopened"})

    def read_definition(self, plain: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(plain)

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        if state is None:
            return self._open(command, context)
        ways: dict[str, Callable[[CaseState, Command, Context], Decision | Refusal]] = {
            "assign": self._hand,
            "hand_back": self._hand,
            "answer": self._answer,
            "settle": self._settle,
            "reopen": self._reopen,
            "open_dossier": self._open_dossier,
        }
        return ways[command.name](state, command, context)

    def _open(self, command: Command, context: Context) -> Decision:
        dispatcher = Holder(command.values["dispatcher"], "dispatcher")
        effects = (
            Opened(self.name, area=command.values["area"]),
            PartyJoined("reporter", UUID(command.values["reporter"])),
            FactsSet({"dispatcher": dispatcher.office}),
            StepBegun("dispatch.1", "dispatch", dispatcher),
            clocks.start("answer", context.definition["answer"], context.now, context.calendar),
            clocks.start("settle", context.definition["settle"], context.now, context.calendar),
        )
        return Decision(acts=(Act("report.sent", effects, {"words": "Đèn hỏng"}),))

    def _hand(self, state: CaseState, command: Command, context: Context) -> Decision | Refusal:
        step = state.open_step("dispatch")
        if step is None:
            return NOT_NOW
        to = state.facts["dispatcher"] if command.name == "hand_back" else command.values["office"]
        role = "dispatcher" if command.name == "hand_back" else "specialist"
        handed = StepHanded(step.key, Holder(to, role))
        return Decision(acts=(Act(f"report.{command.name}", (handed,)),))

    def _answer(self, state: CaseState, command: Command, context: Context) -> Decision:
        return Decision(acts=(Act("report.answered", (ClockStopped("answer", "met"),)),))

    def _settle(self, state: CaseState, command: Command, context: Context) -> Decision | Refusal:
        step = state.open_step("dispatch")
        if step is None:
            return NOT_NOW
        left = leave(self._flow(), step, "settle", state, context.directory, context.calendar, context.now)
        running = tuple(ClockStopped(c.key, "met") for c in state.clocks.values() if c.state == "running")
        return Decision(
            acts=(Act("report.settled", left + running), Act("report.closed", (Closed("settled"),)))
        )

    def _reopen(self, state: CaseState, command: Command, context: Context) -> Decision | Refusal:
        if state.is_open:
            return NOT_NOW
        effects = (
            Reopened(),
            begin(self._flow(), "dispatch", state, context.directory, context.calendar, context.now),
            clocks.start("settle", context.definition["settle"], context.now, context.calendar),
        )
        return Decision(acts=(Act("report.reopened", effects),))

    def _open_dossier(self, state: CaseState, command: Command, context: Context) -> Decision:
        opening = Opening(
            "test.dossier", command.values["definition"], Command("open", command.values["values"])
        )
        return Decision(acts=(Act("report.dossier_opened", ()),), opens=(opening,))

    def _flow(self) -> dict[str, StepRule]:
        return {"dispatch": StepRule("dispatch", "dispatcher", place="dispatcher", ways={"settle": ()})}


class WorkFile:
    """A file that is kept and never due: its one clock has the term `none`."""

    name = "test.work_file"
    assigners = frozenset({"leader"})
    undoable = frozenset({"work_file.noted"})

    def read_definition(self, plain: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(plain)

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        if command.name == "refuse":
            return NOT_NOW
        if state is None:
            keeper = Holder(command.values["office"], command.values.get("role", "specialist"))
            effects: tuple[Effect, ...] = (
                Opened(self.name, code=command.values.get("code")),
                StepBegun("keep.1", "keep", keeper),
                clocks.start("keeping", "none", context.now, context.calendar),
            )
            return Decision(acts=(Act("work_file.opened", effects),))
        if command.name == "note":
            return Decision(acts=(Act("work_file.noted", (FactsSet(dict(command.values)),)),))
        return Decision(acts=(Act("work_file.closed", (Closed("kept"),)),))


KINDS = (Dossier(), FieldReport(), WorkFile())
DEFINITIONS: dict[str, Mapping[str, Any]] = {
    "test.dossier": {"key": "birth", "term": "3 working days"},
    "test.report": {"key": "lamp", "answer": "8 hours", "settle": "3 working days"},
    "test.work_file": {"key": "letters"},
}


def context(definition: Mapping[str, Any], calendar, directory, actor, now: datetime) -> Context:
    """Return what deciding may know, for tests that need no database."""
    return Context(
        actor=actor,
        now=now,
        calendar=calendar,
        directory=directory,
        definition=definition,
        definition_hash="d" * 64,
    )
