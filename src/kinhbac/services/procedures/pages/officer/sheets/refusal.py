"""The refusal (form 03): at reception, or after appraisal with the reason that was proposed; the ground; the papers."""

from dataclasses import dataclass

from kinhbac.base.text import Text
from kinhbac.kernel.types import Entry
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.pages.officer.printed import REFUSAL
from kinhbac.services.procedures.pages.officer.sheets.letter import (
    Ground,
    Letter,
    Passage,
    outcome_ground,
    reason_passage,
)
from kinhbac.services.procedures.rules.answers import standing
from kinhbac.services.procedures.rules.names import (
    OUTCOME_REFUSED_AFTER_APPRAISAL,
    OUTCOME_REFUSED_AT_RECEPTION,
)

APPROVED = "dossier.refusal_approved"
PROPOSED = "dossier.refusal_proposed"
PAPERS_RETURNED = "returned_papers"


@dataclass(frozen=True, slots=True)
class Why:
    """What was said of a refusal: its reason, the papers that go back, and the way of ending that is its ground."""

    reason: object
    papers: tuple[str, ...]
    outcome: str


def refusal(ground: Ground) -> Letter:
    """Return the refusal.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 17 khoản 1 điểm c (at reception), Điều 19 khoản 3 (after appraisal).
    """
    name, why = ground.name_of(REFUSAL), why_of(ground)
    after = ground.entry.name == APPROVED
    signs_as, signer = ground.signature() if after else _receiver(ground)
    return Letter(
        name=name,
        head=ground.head(),
        number=ground.number(name),
        to=ground.dossier.applicant,
        lines=ground.whose(),
        passages=(
            _opening(ground, after=after),
            reason_passage(Text("Lý do", "Reason"), why.reason),
            *_law(ground, why),
            _papers(ground, why),
            _ways_on(ground),
        ),
        recipients=ground.recipients(),
        signs_as=signs_as,
        signer=signer,
    )


def why_of(ground: Ground) -> Why:
    """Return what was said: with the refusal itself, or with the proposal that was approved."""
    if ground.entry.name != APPROVED:
        return Why(
            ground.said.get("reason"),
            _papers_in(ground.said.get(PAPERS_RETURNED)),
            OUTCOME_REFUSED_AT_RECEPTION,
        )
    proposal = _proposal(ground.material, ground.entry)
    said = ground.material.contents.get(proposal.seq, {}) if proposal is not None else {}
    papers = said.get(PAPERS_RETURNED) or ground.said.get(PAPERS_RETURNED)
    return Why(said.get("reason"), _papers_in(papers), OUTCOME_REFUSED_AFTER_APPRAISAL)


def _proposal(material: Material, approval: Entry) -> Entry | None:
    before = [each for each in standing(material.entries) if each.seq < approval.seq]
    return next((each for each in reversed(before) if each.name == PROPOSED), None)


def _papers_in(said: object) -> tuple[str, ...]:
    """Return the papers one by one: they were named as a list, or each on a line of its own."""
    lines = said if isinstance(said, (list, tuple)) else str(said or "").splitlines()
    return tuple(filter(None, (str(each).strip() for each in lines)))


def _receiver(ground: Ground) -> tuple[str, str]:
    return (ground.hand.title.vi if ground.hand.title else "Người tiếp nhận hồ sơ"), ground.hand.name


def _opening(ground: Ground, *, after: bool) -> Passage:
    office = ground.office.name_on(ground.day).name
    if after:
        return Passage(
            Text(
                f"Qua thẩm tra hồ sơ, {office.vi} thông báo hồ sơ không đủ điều kiện giải quyết.",
                f"After appraisal, {office.en} states that the dossier does not meet the conditions.",
            )
        )
    return Passage(
        Text(
            f"Qua xem xét, {office.vi} thông báo không tiếp nhận, giải quyết hồ sơ này.",
            f"On examination, {office.en} states that this dossier is not received.",
        )
    )


def _law(ground: Ground, why: Why) -> tuple[Passage, ...]:
    law = outcome_ground(ground.material.procedure, why.outcome)
    return (Passage(Text(law, law), lead=Text("Căn cứ", "Ground")),) if law else ()


def _papers(ground: Ground, why: Why) -> Passage:
    lead = Text("Giấy tờ trả lại", "Papers returned")
    if why.papers:
        return Passage(Text("gồm:", "these:"), why.papers, lead)
    place = ground.receiving.name.vi
    return Passage(
        Text(
            f"bản chính đã nộp (nếu có) được trả lại tại {place}.",
            f"originals handed in, if any, are returned at {ground.receiving.name.en}.",
        ),
        lead=lead,
    )


def _ways_on(ground: Ground) -> Passage:
    who = ground.contact()
    return Passage(
        Text(
            f"Cần hướng dẫn thêm, Ông/Bà liên hệ {who}. Ông/Bà có quyền khiếu nại theo quy định của pháp luật.",
            f"For guidance ask {who}. You may complain as the law provides.",
        )
    )
