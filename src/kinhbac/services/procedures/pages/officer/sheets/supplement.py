"""The request for a supplement (form 02): number, date, the exact list, why, who guides, and what silence leads to."""

from kinhbac.base.text import Text
from kinhbac.base.worktime.terms import parse_term
from kinhbac.services.procedures.pages.officer.printed import SUPPLEMENT
from kinhbac.services.procedures.pages.officer.sheets.letter import (
    Ground,
    Letter,
    Passage,
    cited,
    reason_passage,
)
from kinhbac.services.procedures.pages.officer.wording import moment_in_words
from kinhbac.services.procedures.rules.names import SILENCE
from kinhbac.services.procedures.rules.state import is_received, running
from kinhbac.tools.grammar.turns import Effect, LimitKey

ONCE = Text(
    "Phiếu này nêu đầy đủ những gì còn thiếu; cơ quan chỉ yêu cầu bổ sung một lần.",
    "This names all that is missing; a supplement is asked for only once.",
)
AGAIN = Text(
    "Đây là yêu cầu bổ sung lần thứ hai, do lãnh đạo cơ quan cho phép; không có lần nào nữa.",
    "This is a second request, which a leader of the office has allowed; there will be no other.",
)
RECEIVED_THEN = Text(
    "Khi nhận đủ, cơ quan tiếp nhận hồ sơ và thời hạn giải quyết được tính từ lúc đó.",
    "Once all is there, the dossier is received and its term begins.",
)
RESTARTS = Text(
    "Khi nhận đủ, thời hạn giải quyết được tính lại từ đầu.", "Once all is there, the term begins anew."
)
GOES_ON = Text(
    "Khi nhận đủ, thời hạn còn lại được tính tiếp.", "Once all is there, what is left of the term runs on."
)


def supplement(ground: Ground) -> Letter:
    """Return the request.

    Law:
        Once, fully and exactly (Nghị định 118/2025/NĐ-CP, Điều 16 khoản 3); closed for silence (Điều 19 khoản 5).
    """
    name, hand = ground.name_of(SUPPLEMENT), ground.hand
    return Letter(
        name=name,
        head=ground.head(),
        number=ground.number(name),
        to=ground.dossier.applicant,
        lines=ground.whose(),
        passages=(
            Passage(
                Text(
                    "Yêu cầu bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:",
                    "To be supplied or completed:",
                ),
                tuple(filter(None, (str(each).strip() for each in ground.said.get("items", ())))),
            ),
            reason_passage(Text("Lý do", "Reason"), ground.said.get("reason")),
            _once(ground),
            *_silence(ground),
            _guide(ground),
        ),
        recipients=ground.recipients(),
        signs_as="Người hướng dẫn" if hand.title is None else hand.title.vi,
        signer=hand.name,
    )


def _once(ground: Ground) -> Passage:
    """What else follows: that all is asked for at once, and what the answer does to the term."""
    first = int(ground.material.state.facts.get("supplements", 1)) <= 1
    asked, then = ONCE if first else AGAIN, _then(ground)
    return Passage(Text(f"{asked.vi} {then.vi}", f"{asked.en} {then.en}"))


def _then(ground: Ground) -> Text:
    if not is_received(ground.material.state):
        return RECEIVED_THEN
    rule = ground.material.procedure.turns.supplements(ground.entry.at)
    return GOES_ON if rule.effect is Effect.PAUSE else RESTARTS


def _silence(ground: Ground) -> tuple[Passage, ...]:
    """The warning: until when, and that the dossier is closed after that; the clock that began with the request."""
    clock = running(ground.material.state, SILENCE)
    if clock is None or clock.due_at is None:
        return ()
    term = parse_term(clock.term).say()
    law = _law(ground)
    until = moment_in_words(clock.due_at)
    under = f" Căn cứ: {law}." if law else ""
    return (
        Passage(
            Text(
                f"Trong {term.vi} kể từ ngày thông báo, chậm nhất {until}. "
                f"Quá thời hạn này mà chưa bổ sung thì hồ sơ được đóng.{under}",
                f"Within {term.en} of this notice, by {clock.due_at:%H:%M %d/%m/%Y}. "
                "Without it the dossier is closed after that.",
            ),
            lead=Text("Thời hạn bổ sung", "Until when"),
        ),
    )


def _law(ground: Ground) -> str:
    turns = ground.material.procedure.turns
    if not turns.has(LimitKey.SILENCE, ground.entry.at):
        return ""
    return cited(ground.material.procedure, turns.limit(LimitKey.SILENCE, ground.entry.at).law)


def _guide(ground: Ground) -> Passage:
    who = ground.contact()
    return Passage(
        Text(
            f"Nếu có vướng mắc, Ông/Bà liên hệ {who} để được hướng dẫn.",
            f"If anything is unclear, ask {who}.",
        )
    )
