"""The apology and new date (form 04): what was promised, why it is not kept, when it will be; once only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.pages.officer.printed import APOLOGY, PrintedLine
from kinhbac.services.procedures.pages.officer.sheets.letter import (
    NO_WORDS,
    Ground,
    Letter,
    Passage,
    cited,
    reason_passage,
)
from kinhbac.services.procedures.pages.officer.wording import moment_in_words
from kinhbac.services.procedures.rules.names import ON_OFFICE
from kinhbac.services.procedures.rules.state import lawful_due
from kinhbac.tools.grammar.turns import LimitKey


def apology(ground: Ground) -> Letter:
    """Return the apology.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6; one re-appointment at most.
    """
    name = ground.name_of(APOLOGY)
    signs_as, signer = ground.signature()
    return Letter(
        name=name,
        head=ground.head(),
        number=ground.number(name),
        to=ground.dossier.applicant,
        lines=(*ground.whose(), *_moments(ground)),
        passages=(
            _sorry(ground),
            reason_passage(Text("Lý do", "Reason"), ground.said.get("reason")),
            _again(ground),
        ),
        recipients=ground.recipients(),
        signs_as=signs_as,
        signer=signer,
    )


def draft_of(ground: Ground) -> Letter:
    """Return the apology before it is sent: as the system drafts it from what the dossier knows, marked as a draft."""
    said: Mapping[str, Any] = {
        **ground.said,
        "reason": ground.said.get("reason") or known_reason(ground.material.state),
    }
    contents = {**ground.material.contents, ground.entry.seq: said}
    letter = apology(replace(ground, material=replace(ground.material, contents=contents)))
    return replace(letter, number="…………", is_draft=True)


def known_reason(state: CaseState) -> str:
    """Return why a dossier will be late as far as its journal knows: an office that was asked has not answered."""
    asked = [each for each in state.waits.values() if each.on == ON_OFFICE and each.ended_at is None]
    if not asked:
        return ""
    return f"Chưa nhận được ý kiến của cơ quan được hỏi, đã gửi lúc {moment_in_words(asked[0].begun_at)}."


def _moments(ground: Ground) -> tuple[PrintedLine, ...]:
    state = ground.material.state
    received, due = state.facts.get("received_at"), lawful_due(state)
    reception = ground.material.last("dossier.received")
    at = _moment(received) or (reception.at if reception is not None else None)
    return (
        PrintedLine(Text("Tiếp nhận lúc", "Received at"), moment_in_words(at) if at else ""),
        PrintedLine(Text("Hẹn trả cũ", "Was due"), moment_in_words(due) if due else ""),
    )


def _sorry(ground: Ground) -> Passage:
    office = ground.office.name_on(ground.day).name
    return Passage(
        Text(
            f"{office.vi} chưa giải quyết xong hồ sơ đúng thời hạn ghi trên giấy tiếp nhận, "
            "và xin lỗi Ông/Bà vì sự chậm trễ này.",
            f"{office.en} has not finished the dossier within the term stated on the slip, "
            "and apologises for the delay.",
        )
    )


def _again(ground: Ground) -> Passage:
    new = _moment(ground.said.get("new_due") or ground.material.state.facts.get("appointed_at"))
    until = moment_in_words(new) if new else "…………"
    english = f"{new.astimezone(HCM):%H:%M %d/%m/%Y}" if new else NO_WORDS.en
    law = _law(ground)
    under = f" Căn cứ: {law}." if law else ""
    return Passage(
        Text(
            f"{until}. Cơ quan chỉ hẹn lại một lần.{under}",
            f"{english}. There is only one such change.",
        ),
        lead=Text("Thời gian trả kết quả mới", "New return time"),
    )


def _law(ground: Ground) -> str:
    turns = ground.material.procedure.turns
    if not turns.has(LimitKey.APOLOGY_BEFORE, ground.entry.at):
        return ""
    return cited(ground.material.procedure, turns.limit(LimitKey.APOLOGY_BEFORE, ground.entry.at).law)


def _moment(said: object) -> datetime | None:
    """Return a moment that was written down; one without a zone is Vietnam's, one that is none is none."""
    try:
        found = datetime.fromisoformat(str(said or ""))
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=HCM)
