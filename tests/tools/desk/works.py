"""Two kinds of work on one desk: a permit that goes from the counter to an officer and a leader, and a letter to answer.

Both are as small as the desk allows; neither is known to anything but these tests.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from kinhbac.base.text import Text
from kinhbac.kernel import actions
from kinhbac.kernel.seats import Change
from kinhbac.kernel.types import (
    Act,
    Actor,
    CaseState,
    ClockStarted,
    ClockStopped,
    Closed,
    Command,
    Context,
    Decision,
    Holder,
    Opened,
    Recorded,
    Refusal,
    Step,
    StepBegun,
    StepEnded,
)
from kinhbac.tools.desk.types import BulkAct, Label, Placed, Queue
from tests.cast import COMMITTEE, NOW, RECEIVER

PERMIT, LETTER = "test.permit", "test.letter"
NOT_NOW = Refusal(
    code="test.not_now",
    reason=Text(vi="Chưa tới bước này.", en="This step has not come."),
    remedy=Text(vi="Hãy xem lại hồ sơ.", en="Look at the case again."),
)
IN_STEAD = Text(vi="Kết thúc thay người ký", en="Ends it in the stead of who signs")
TO_PROCESS, TO_SIGN, TO_ANSWER = "to_process", "to_sign", "to_answer"
STEPS = {
    "check": ("specialist", TO_PROCESS),
    "sign": ("leader", TO_SIGN),
    "answer": ("specialist", TO_ANSWER),
}


class Kind:
    """Opens at a step of an office, moves on with `pass_on`, ends with `close`; a text `about` is its content."""

    undoable = frozenset({"passed_on"})
    assigners = frozenset({"leader"})

    def __init__(self, name: str, first: str) -> None:
        self.name, self.first = name, first

    def read_definition(self, plain: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(plain)

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        if state is None:
            return Decision(acts=(self._opened(command, context),))
        step = next(iter(state.open_steps()), None)
        if step is None or command.values.get("note") == "no":
            return NOT_NOW
        if command.name == "rename":
            return Decision(acts=(Act("renamed", (), content={"about": command.values["about"]}),))
        return self._onward(state, step) if command.name == "pass_on" else self._closed(state, step)

    def _onward(self, state: CaseState, step: Step) -> Decision | Refusal:
        if step.name == "sign":
            return NOT_NOW
        onward = StepBegun("sign.1", "sign", Holder(step.holder.office, "leader"))
        return Decision(acts=(Act("passed_on", (StepEnded(step.key, "passed"), onward)),))

    def _closed(self, state: CaseState, step: Step) -> Decision:
        stopped = tuple(ClockStopped(each.key, "met") for each in state.clocks.values())
        return Decision(acts=(Act("closed", (StepEnded(step.key, "closed"), *stopped, Closed("done"))),))

    def _opened(self, command: Command, context: Context) -> Act:
        values = command.values
        role, _ = STEPS[self.first]
        holder = Holder(values.get("office", COMMITTEE), role, values.get("person"))
        due_at: datetime | None = values.get("due_at")
        clock = ClockStarted("term", "x", context.now, due_at, context.calendar.version)
        effects = (
            Opened(self.name, code=values.get("code")),
            StepBegun(f"{self.first}.1", self.first, holder),
            *((clock,) if due_at else ()),
        )
        return Act("opened", effects, content={"about": values["about"]})


class Work:
    """How such a kind stands on the desk."""

    route = "desk_work"
    states: Mapping[str, Text] = {
        "held": Text(vi="Đang xử lý", en="In processing"),
        "over": Text(vi="Đã xong", en="Done"),
    }

    def __init__(self, kind: str, queues: tuple[Queue, ...], subject: str, name: Text) -> None:
        self.kind, self.queues, self.topic, self.name = kind, queues, subject, name
        self.acts = (
            BulkAct("close", Text(vi="Kết thúc", en="Close"), frozenset({"leader"}), frozenset({TO_SIGN})),
            BulkAct(
                "finish",
                Text(vi="Xong và ghi chú", en="Finish with a note"),
                frozenset({"specialist"}),
                asks="note",
                question=Text(vi="Ghi chú", en="Note"),
            ),
        )

    def place(self, state: CaseState) -> tuple[Placed, ...]:
        return tuple(
            Placed(
                step=step.key,
                queue=STEPS[step.name][1] if step.is_open else None,
                office=step.holder.office,
                role=step.holder.role,
                person=step.holder.person,
                since=step.begun_at,
                due_at=state.due_at(),
                state="held" if step.is_open else "over",
            )
            for step in state.steps.values()
            if step.how != "undone"
        )

    def subject(self, state: CaseState) -> tuple[str, str]:
        return self.topic, "civil"

    def label(self, change: Change) -> Label | None:
        about = [c["about"] for c in change.contents.values() if "about" in c]
        if not about and change.before is not None:
            return None
        title = about[-1] if about else ""
        return Label(title, "", self.topic, self.name, "civil", Text(vi="Hộ tịch", en="Civil status"))

    def meaning(self, act: str, state: CaseState) -> Text | None:
        return (
            IN_STEAD if act == "finish" and any(step.name == "sign" for step in state.open_steps()) else None
        )

    def command(self, act: str, values: Mapping[str, Any]):
        return lambda _state: Command(act, values)


KINDS = (Kind(PERMIT, "check"), Kind(LETTER, "answer"))
WORKS = (
    Work(
        PERMIT,
        (
            Queue(TO_PROCESS, Text(vi="Cần xử lý", en="To process")),
            Queue(TO_SIGN, Text(vi="Cần ký", en="To sign")),
        ),
        "permit",
        Text(vi="Cấp giấy phép", en="Permit"),
    ),
    Work(
        LETTER,
        (Queue(TO_ANSWER, Text(vi="Cần trả lời", en="To answer")),),
        "letter",
        Text(vi="Trả lời công văn", en="Answer to a letter"),
    ),
)


def open_case(
    published: Mapping[str, str],
    about: str,
    *,
    kind: str = PERMIT,
    code: str | None = None,
    due_at: datetime | None = None,
    office: str = COMMITTEE,
    person: UUID | None = None,
    actor: Actor = RECEIVER,
    now: datetime = NOW,
) -> Recorded:
    values = {"about": about, "code": code, "due_at": due_at, "office": office, "person": person}
    return actions.open_case(
        kind=kind,
        definition=published[kind],
        command=Command("open", values),
        actor=actor,
        now=now,
        case=uuid4(),
    )


def do(case: UUID, name: str, actor: Actor, *, now: datetime = NOW, **values: Any) -> Recorded:
    return actions.act(case=case, command=Command(name, values), actor=actor, now=now)
