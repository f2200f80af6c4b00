"""Publishing as an act: who may, from which day, under which decision; and taking back what has not begun. Pure.

All publications of a procedure are one case, so its journal is the list of its versions: append-only and chained.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Act, CaseState, Command, Context, Decision, FactsSet, Opened, Refusal
from kinhbac.tools.identity.types import ADMINISTRATOR

KIND = "publication"
PUBLISH, TAKE_BACK = "publish", "take_back"
PUBLISHED, TAKEN_BACK = "procedure.published", "procedure.taken_back"
LAW = "Nghị định 63/2010/NĐ-CP"
DEFINITION: Mapping[str, Any] = {"kind": KIND, "law": LAW, "version": "2026.1"}
"""Publishing has no path that a province could shape; this names the rule under which it is recorded."""

NOT_YOURS = Refusal(
    "publication.not_yours",
    Text(vi="Chỉ người quản trị danh mục công bố thủ tục.", en="Only a catalogue administrator publishes."),
    Text(vi="Hãy nhờ người quản trị danh mục của tỉnh.", en="Ask the province's catalogue administrator."),
    LAW,
)
NO_REASON = Refusal(
    "publication.no_reason",
    Text(vi="Chưa ghi lý do.", en="The reason is missing."),
    Text(vi="Hãy ghi vì sao, ví dụ “theo Nghị quyết về lệ phí”.", en="Say why, for example “new fees”."),
)
NO_DECISION = Refusal(
    "publication.no_decision",
    Text(
        vi="Chưa ghi số và ngày của quyết định công bố.",
        en="The number or the day of the decision of announcement is missing.",
    ),
    Text(
        vi="Ghi như trên văn bản đã ký, ví dụ 123/QĐ-UBND.", en="Write it as signed, for example 123/QĐ-UBND."
    ),
    LAW,
)
IN_THE_PAST = Refusal(
    "publication.in_the_past",
    Text(vi="Ngày có hiệu lực đã qua.", en="The day on which it takes effect is over."),
    Text(
        vi="Chọn hôm nay hoặc một ngày sau; hồ sơ đã nhận giữ quy định cũ.",
        en="Choose today or a later day; dossiers already received keep the rules they have.",
    ),
)
SIGNED_LATER = Refusal(
    "publication.signed_later",
    Text(vi="Quyết định công bố ký sau hôm nay.", en="The decision of announcement is signed after today."),
    Text(vi="Kiểm tra lại ngày ký.", en="Check the day of signature."),
)
SAME = Refusal(
    "publication.same",
    Text(
        vi="Bản này không khác bản đang có hiệu lực ngày đó.",
        en="This is what is in force on that day already.",
    ),
    Text(vi="Sửa bản nháp trước khi công bố.", en="Change the draft before you publish it."),
)
BEGUN_ALREADY = Refusal(
    "publication.begun_already",
    Text(
        vi="Bản này đã có hiệu lực nên không thu hồi được.",
        en="This version is in force and cannot be taken back.",
    ),
    Text(
        vi="Hãy kết thúc thủ tục, hoặc công bố bản khác.", en="End the procedure, or publish another version."
    ),
)
NOT_THERE = Refusal(
    "publication.not_there",
    Text(
        vi="Không có lần công bố này, hoặc đã thu hồi.",
        en="There is no such publication, or it was taken back.",
    ),
    Text(vi="Hãy tải lại trang.", en="Load the page again."),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One publication as the journal keeps it."""

    number: int
    plain: Mapping[str, Any]

    @property
    def from_on(self) -> date:
        """The day from which it counts."""
        return date.fromisoformat(self.plain["from_on"])


class PublicationKind:
    """The seat of publications in the kernel."""

    name = KIND
    undoable: frozenset[str] = frozenset()
    assigners: frozenset[str] = frozenset()

    def read_definition(self, plain: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the rule under which publications are recorded."""
        return plain

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        """Publish a version, or take back one that has not begun."""
        actor = context.actor
        if actor.role != ADMINISTRATOR and actor.system is None:
            return NOT_YOURS
        if command.name == TAKE_BACK and state is not None:
            return _taken_back(state, command, context)
        return _published(state, command, context) if command.name == PUBLISH else NOT_THERE


def said_in(facts: Mapping[str, Any]) -> tuple[Said, ...]:
    """Return the publications that a case's facts hold, in the order in which they were said."""
    found = [
        Said(int(name[1:]), plain)
        for name, plain in facts.items()
        if name[:1] == "v" and name[1:].isdecimal()
    ]
    return tuple(sorted(found, key=lambda each: each.number))


def why_not(values: Mapping[str, Any], today: date) -> Refusal | None:
    """Say why a version cannot be published so, None where it can.

    Args:
        values: from_on (a day or None), number and signed_on of the decision, why, definition, before.
        today: in Vietnam.
    """
    from_on, signed_on = values.get("from_on"), values.get("signed_on")
    if from_on is None or from_on < today:
        return IN_THE_PAST
    if not str(values.get("number", "")).strip() or signed_on is None:
        return NO_DECISION
    if signed_on > today:
        return SIGNED_LATER
    if not str(values.get("why", "")).strip():
        return NO_REASON
    return SAME if values["definition"] == values.get("before") else None


def _published(state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
    values, now = command.values, context.now.astimezone(HCM)
    refusal = why_not(values, now.date())
    if refusal is not None:
        return refusal
    number = len(said_in(state.facts)) + 1 if state is not None else 1
    plain = {
        "definition": values["definition"],
        "texts": values["texts"],
        "said": str(values["said"])[:40],
        "from_on": values["from_on"].isoformat(),
        "decision": str(values["number"]).strip()[:80],
        "decided_on": values["signed_on"].isoformat(),
        "why": str(values["why"]).strip()[:500],
        "ends": bool(values.get("ends")),
        "at": now.isoformat(),
        "by": str(context.actor.person) if context.actor.person else "",
    }
    begun = () if state is not None else (Opened(kind=KIND, code=values["code"]),)
    facts = FactsSet({"procedure": values["procedure"], f"v{number}": plain})
    return Decision(acts=(Act(name=PUBLISHED, effects=(*begun, facts)),))


def _taken_back(state: CaseState, command: Command, context: Context) -> Decision | Refusal:
    now = context.now.astimezone(HCM)
    number, why = command.values["number"], str(command.values.get("why", "")).strip()
    said = next((each for each in said_in(state.facts) if each.number == number), None)
    if said is None or said.plain.get("taken_back_at"):
        return NOT_THERE
    if said.from_on <= now.date():
        return BEGUN_ALREADY
    if not why:
        return NO_REASON
    plain = {**said.plain, "taken_back_at": now.isoformat(), "taken_back_why": why[:500]}
    return Decision(acts=(Act(name=TAKEN_BACK, effects=(FactsSet({f"v{number}": plain}),)),))
