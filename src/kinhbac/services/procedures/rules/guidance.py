"""Guidance (hướng dẫn) as a kind of work: given in one act, kept, and over.

NĐ 118/2025 Điều 16: what a person was told is kept at the one-stop desk.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import (
    Act,
    CaseState,
    Closed,
    Command,
    Context,
    Decision,
    Effect,
    FactsSet,
    Holder,
    Opened,
    PartyJoined,
    Refusal,
    StepBegun,
    StepEnded,
)
from kinhbac.services.procedures.rules.counter import NO_COUNTER, ONE_STOP

KIND = "guidance"
GIVE = "give"
GIVEN = "guidance.given"
ASKER = "asker"
DEFINITION: Mapping[str, Any] = {
    "kind": KIND,
    "law": "Nghị định 118/2025/NĐ-CP, Điều 16",
    "version": "2025.1",
}
"""Guidance has no path that a province could shape; this names the rule under which it is kept."""

CHANNELS: Mapping[str, Text] = {
    "counter": Text(vi="Tại quầy", en="At the counter"),
    "phone": Text(vi="Điện thoại", en="By phone"),
    "online": Text(vi="Trên mạng", en="Online"),
    "written": Text(vi="Bằng văn bản", en="In writing"),
}
WORDS_MISSING = Refusal(
    code="guidance.words_missing",
    reason=Text(vi="Chưa ghi đã hướng dẫn điều gì.", en="It does not say what guidance was given."),
    remedy=Text(vi="Ghi ngắn gọn nội dung đã hướng dẫn.", en="Say briefly what the person was told."),
    law="Nghị định 118/2025/NĐ-CP, Điều 16",
)
OVER = Refusal(
    code="guidance.over",
    reason=Text(vi="Việc hướng dẫn đã xong khi được ghi.", en="Guidance is over once it is written down."),
    remedy=Text(vi="Hướng dẫn thêm thì ghi một lượt mới.", en="Write further guidance down as a new one."),
)


class GuidanceKind:
    """The seat of guidance in the kernel."""

    name = KIND
    undoable: frozenset[str] = frozenset()
    assigners: frozenset[str] = frozenset()

    def read_definition(self, plain: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the rule under which guidance is kept."""
        return plain

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        """Open and close guidance in one act; nothing follows it."""
        if state is not None:
            return OVER
        actor = context.actor
        if actor.role != ONE_STOP or actor.office is None:
            return NO_COUNTER
        words = str(command.values.get("words", "")).strip()
        if not words:
            return WORDS_MISSING
        person: UUID | None = command.values.get("person")
        joined = (PartyJoined(ASKER, person),) if person is not None else ()
        key = f"{GIVE}.1"
        effects: tuple[Effect, ...] = (
            Opened(kind=KIND),
            *joined,
            FactsSet(
                {
                    "desk": actor.office,
                    **{name: str(command.values[name]) for name in ("procedure", "channel")},
                }
            ),
            StepBegun(key=key, name=GIVE, holder=Holder(actor.office, ONE_STOP)),
            StepEnded(key=key, how=GIVE),
            Closed("given"),
        )
        content = {"words": words, "name": str(command.values.get("name", "")).strip()}
        return Decision(acts=(Act(name=GIVEN, effects=effects, content=content),))
