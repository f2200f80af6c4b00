"""The notice of stopping (form 05): that the person asked for it and when, that nothing was decided, what goes back."""

from kinhbac.base.money import Dong
from kinhbac.base.text import Text
from kinhbac.services.procedures.pages.officer.printed import STOP, PrintedLine
from kinhbac.services.procedures.pages.officer.sheets.letter import (
    Ground,
    Letter,
    Passage,
    in_words,
    outcome_ground,
)
from kinhbac.services.procedures.pages.officer.wording import moment_in_words
from kinhbac.services.procedures.rules.names import OUTCOME_STOPPED_BY_PERSON
from kinhbac.services.procedures.rules.state import is_decided


def stop(ground: Ground) -> Letter:
    """Return the notice.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 21: from the slip until just before the decision; fees by sector law.
    """
    name = ground.name_of(STOP)
    signs_as, signer = ground.signature()
    return Letter(
        name=name,
        head=ground.head(),
        number=ground.number(name),
        to=ground.dossier.applicant,
        lines=(
            *ground.whose(),
            PrintedLine(Text("Đề nghị dừng lúc", "Asked to stop at"), moment_in_words(ground.entry.at)),
            PrintedLine(Text("Cách đề nghị", "Asked"), _way(ground)),
            *_why(ground),
        ),
        passages=(
            _stopped(ground),
            *_undecided(ground),
            _papers(ground),
            _fee(ground),
        ),
        recipients=ground.recipients(),
        signs_as=signs_as,
        signer=signer,
    )


def _way(ground: Ground) -> str:
    if ground.entry.actor.office is None:
        return "Trực tuyến, trên trang hồ sơ"
    return f"Tại {ground.office.name_on(ground.day).name.vi}"


def _why(ground: Ground) -> tuple[PrintedLine, ...]:
    said = in_words(ground.said.get("reason"))
    return (PrintedLine(Text("Lý do của người đề nghị", "The person's reason"), said),) if said else ()


def _stopped(ground: Ground) -> Passage:
    office, law = (
        ground.office.name_on(ground.day).name,
        outcome_ground(ground.material.procedure, OUTCOME_STOPPED_BY_PERSON),
    )
    under = f" Căn cứ: {law}." if law else ""
    return Passage(
        Text(
            f"{office.vi} thông báo dừng giải quyết hồ sơ theo đề nghị của Ông/Bà, kể từ thời điểm nêu trên.{under}",
            f"{office.en} states that the dossier is stopped as you asked, from the moment named above.",
        )
    )


def _undecided(ground: Ground) -> tuple[Passage, ...]:
    """Say that nothing was decided, where that is so."""
    if is_decided(ground.material.state):
        return ()
    return (
        Passage(
            Text(
                "Đến thời điểm đề nghị, cơ quan chưa ban hành quyết định hoặc thông báo kết quả giải quyết hồ sơ.",
                "At that moment no decision on the dossier, and no notice of a result, had been issued.",
            )
        ),
    )


def _papers(ground: Ground) -> Passage:
    place = ground.receiving
    address = ", ".join(filter(None, [place.name.vi, place.address, place.phone]))
    return Passage(
        Text(
            f"giấy tờ đã nộp được trả lại tại {address}. Khi đến, mang theo giấy tiếp nhận hồ sơ.",
            f"papers handed in are returned at {place.name.en}. Bring the slip.",
        ),
        lead=Text("Trả lại giấy tờ", "Papers"),
    )


def _fee(ground: Ground) -> Passage:
    amount = ground.dossier.fee.amount_vnd
    set_at = f" Mức phí, lệ phí của hồ sơ: {Dong(amount)}." if amount else ""
    return Passage(
        Text(
            f"phí, lệ phí đã nộp (nếu có) được xử lý theo quy định của pháp luật chuyên ngành.{set_at}",
            "what was paid, if anything, is dealt with by the law of the field.",
        ),
        lead=Text("Phí, lệ phí", "Fee"),
    )
