"""Histories: a walk of chance through the turns that a dossier may take, the same for the same seed.

A walk only proposes acts and moments; whether they may be is for the rules, which are asked when it is carried out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.site.demo import forms
from kinhbac.site.demo.hours import DAY
from kinhbac.site.demo.plans import ASSIGN, TAKE, Filing, Planned, Values
from kinhbac.site.demo.timetable import Timetable
from kinhbac.tools.forms.paths import at

ROADS: Mapping[str, float] = {
    "straight": 77,
    "asked": 8,
    "refused": 3,
    "asked_at_reception": 4,
    "refused_at_reception": 2,
    "transferred": 1.6,
    "withdrawn": 1.6,
    "stopped": 1.4,
    "adjusted": 1.4,
}
"""How often a dossier takes which road, in parts of their sum; those it cannot take are left out."""
SHORT = ("straight", "refused_at_reception", "withdrawn", "stopped", "adjusted")
"""The roads of same-day work that no specialist appraises."""
LATE: Mapping[str, float] = {
    forms.BIRTH: 0.05,
    forms.MARITAL: 0.07,
    forms.COPIES: 0.02,
    forms.RECORD: 0.1,
    forms.HOUSE: 0.16,
}
"""The share of each procedure's dossiers that end late."""
PAPERS_HANDED = 15
"""Minutes after reception by which paper is passed on; everything else comes later."""

REASONS = (
    "Cần xác minh thêm với cơ quan khác nên chưa kịp hạn",
    "Số lượng hồ sơ trong tuần tăng đột biến, cơ quan xin lỗi và hẹn lại",
    "Hệ thống tra cứu bảo trì, cơ quan chưa có kết quả xác minh",
)
WORDS = ("", "", "Nhanh, cán bộ hướng dẫn tận tình", "Phải đi lại hai lần", "Hài lòng")


def walk(filing: Filing, table: Timetable, others: Sequence[str], seed: str) -> tuple[Planned, ...]:
    """Return what happens to a dossier from its filing to its end.

    Args:
        filing: the dossier.
        table: working time.
        others: offices of the same kind to which it might be transferred on that day; empty for none.
        seed: of the demo.
    """
    draw = Random(f"{seed} walk {filing.number}")  # noqa: S311 - a demo that is the same each time
    return _Walk(filing, table, draw, others).acts()


class _Walk:
    """A walk under way: the minute reached, and the acts so far."""

    def __init__(self, filing: Filing, table: Timetable, draw: Random, others: Sequence[str]) -> None:
        self.filing, self.table, self.draw, self.others = filing, table, draw, others
        self.hours, self.procedure = table.hours, filing.procedure
        self.minute = self.hours.minute(filing.filed_at)
        self.online = not filing.desk
        self.done: list[tuple[int, Planned]] = []
        self.received = self.first = self.due = self.end = 0
        self.late = draw.random() < LATE[self.procedure]

    def acts(self) -> tuple[Planned, ...]:
        road = self._road()
        self._reach_reception()
        if road in _BEFORE:
            goes_on = _BEFORE[road](self)
            if not goes_on:
                return self._in_order()
        self._receive()
        if self._middle(road):
            self._decide(refused=road == "refused")
            self._return(refused=road == "refused")
        return self._in_order()

    # moments

    def go(self, least: float, most: float) -> None:
        self.minute += max(1, round(self.draw.uniform(least, most)))

    def do(self, name: str, values: Values | None = None, minute: int | None = None, step: str = "") -> None:
        here = self.minute if minute is None else minute
        moment = self.hours.at(here) + timedelta(seconds=self.draw.randrange(60))
        self.done.append((here, Planned(moment, name, values or {}, step)))

    def chance(self, share: float) -> bool:
        return self.draw.random() < share

    def part(self, least: float, most: float) -> None:
        """Go on by a part of the way from reception to the end."""
        reach = self.received + round((self.end - self.received) * self.draw.uniform(least, most))
        self.minute = max(self.minute + 1, reach)

    def _in_order(self) -> tuple[Planned, ...]:
        return tuple(planned for _, planned in sorted(self.done, key=lambda each: each[1].at))

    # the roads

    def _road(self) -> str:
        possible = [road for road in ROADS if self._possible(road)]
        return self.draw.choices(possible, [ROADS[road] for road in possible])[0]

    def _possible(self, road: str) -> bool:
        if road == "transferred":
            return bool(self.others) and self.procedure in (forms.BIRTH, forms.MARITAL)
        if road == "asked_at_reception":
            return self.online
        return self.procedure != forms.COPIES or road in SHORT

    def _reach_reception(self) -> None:
        if not self.online:
            self.go(2, 12)
        elif self.chance(0.05):
            self.go(490, 700)  # after the 8 hours in which an online dossier is answered
        else:
            self.go(8, 300)

    def _refused_at_reception(self) -> bool:
        reason = "Việc này do cơ quan nơi cư trú giải quyết"
        self.do("refuse", {"reason": reason, "returned_papers": ["Toàn bộ giấy tờ đã nộp"]})
        return False

    def _asked_at_reception(self) -> bool:
        return self._ask()

    def _withdrawn_early(self) -> bool:
        if self.chance(0.6):
            return True
        self.do("withdraw", {"reason": "Tôi nộp nhầm thủ tục"})
        return False

    def _receive(self) -> None:
        self.do("receive", {"note": "Đủ thành phần theo quy định"} if not self.online else {})
        self._count_from_here()
        self.first = self.minute
        handed = self.procedure != forms.COPIES or self.chance(0.2)
        if not self.online and handed:
            self.do("hand_papers", minute=self.minute + self.draw.randint(3, PAPERS_HANDED - 2))
        self.minute += PAPERS_HANDED

    def _count_from_here(self) -> None:
        self.received = self.minute
        self.due = self.table.due(self.procedure, self.minute)
        span = max(40, self.due - self.minute)
        late = round(DAY * self.draw.uniform(0.2, 4))
        self.end = self.due + late if self.late else self.minute + round(span * self.draw.uniform(0.3, 0.95))

    def _middle(self, road: str) -> bool:
        """Do what comes between reception and the proposal; say whether the dossier goes on."""
        if self.procedure != forms.COPIES:
            self._take()
        turn = _AFTER.get(road)
        if turn is not None and not turn(self):
            return False
        self._consult()
        if self.late and self.procedure not in (forms.BIRTH, forms.COPIES):
            self._apologise()
        return True

    def _take(self) -> None:
        if self.chance(0.14):
            self.do(TAKE)
            self.minute += 1
        elif self.chance(0.05):
            self.do(ASSIGN)
            self.minute += 1

    def _asked(self) -> bool:
        self.minute += self.draw.randint(5, max(6, min(2 * DAY, self.due - self.received - 20)))
        if not self._ask():
            return False
        self._count_from_here()
        if self.chance(0.05):
            self.go(10, 40)
            self.do("allow_second_supplement", {"reason": "Giấy tờ bổ sung bị mờ, cần nộp lại"})
            self.go(5, 30)
            if not self._ask():
                return False
            self._count_from_here()
        return True

    def _ask(self) -> bool:
        """Ask for a supplement; say whether it came."""
        asked = self.minute
        self.do(
            "request_supplement",
            {"items": [forms.ASKED_FOR[self.procedure]], "reason": "Chưa đủ căn cứ giải quyết"},
        )
        over = self.table.silent(self.procedure, asked)
        if self.chance(0.2):
            self.minute = over
            self.go(30, 2 * DAY)
            self.do("close_silent")
            return False
        self.minute = min(over - 1, asked + round(self.draw.uniform(60, 6 * DAY)))
        said = {"item": forms.ASKED_FOR[self.procedure], "text": "Tôi gửi bổ sung theo yêu cầu", "files": []}
        self.do("supplement", {"answers": [said]})
        self.go(10, 200)
        return True

    def _transferred(self) -> bool:
        self.part(0.1, 0.4)
        self.do(
            "transfer", {"office": self.draw.choice(self.others), "reason": "Người dân cư trú ở địa bàn khác"}
        )
        self.go(20, 60)
        return True

    def _withdrawn(self) -> bool:
        self.part(0.2, 0.6)
        self.do("withdraw", {"reason": "Tôi chưa cần giấy này nữa"})
        return False

    def _stopped(self) -> bool:
        self.part(0.2, 0.6)
        self.do("stop", {"reason": "Tôi đề nghị dừng giải quyết"})
        return False

    def _adjusted(self) -> bool:
        self.part(0.1, 0.4)
        path, value = forms.ADJUSTED[self.procedure]
        to = value(self.draw)
        self.do(
            "adjust", lambda answers: {"changes": {path: {"from": at(answers, path), "to": to}}, "reason": ""}
        )
        self.minute += 1
        return True

    # other offices

    def _consult(self) -> None:
        if self.procedure == forms.HOUSE:
            for step in ("land_opinion", "fire_opinion"):
                self._opinion(step, self.first, silence=0.22)
            if self.chance(0.4):
                self.part(0.2, 0.4)
                self._verify()
            if self.chance(0.2):
                self._ask_office("planning", silence=0.3)
        elif self.procedure == forms.RECORD and self.chance(0.15):
            self._ask_office("former_records", silence=0)

    def _ask_office(self, consultation: str, silence: float) -> None:
        self.go(20, 200)
        self.do("consult", {"consultation": consultation, "question": "Đề nghị cho ý kiến theo chức năng"})
        self._opinion("opinion", self.minute, silence)

    def _opinion(self, step: str, since: int, silence: float) -> None:
        """Let an office answer in its two days, or not at all; go on when it has."""
        if self.chance(silence):
            counted = since + 3 * DAY + self.draw.randint(5, 200)
            self.do("count_silence", {"step": f"{step}.1"}, minute=counted)
            self.minute = max(self.minute, counted + 1)
            return
        answered = since + PAPERS_HANDED + self.draw.randint(30, round(1.8 * DAY))
        agrees = self.chance(0.96)
        words = "Thống nhất" if agrees else "Đề nghị rà soát lại ranh giới thửa đất"
        self.do("give_opinion", {"agrees": agrees, "words": words}, minute=answered, step=step)
        self.minute = max(self.minute, answered + 1)

    def _verify(self) -> None:
        found = {
            "at": self.hours.at(self.minute - 1).isoformat(),
            "place": "Tại nơi xây dựng",
            "people": ["Chủ đầu tư", "Trưởng tổ dân phố"],
            "found": "Hiện trạng đúng như hồ sơ",
        }
        self.do("verify_in_field", found)
        self.minute += 1

    def _apologise(self) -> None:
        if not self.chance(0.75):
            return
        before = self.due - round(DAY * self.draw.uniform(1.3, 1.9))
        if before <= self.minute or self.chance(0.3):
            before = self.due - self.draw.randint(20, 200)  # on the day itself, which is too late
        if before <= self.minute:
            return
        kept = self.end if self.chance(0.85) else self.due + 1
        day = self.hours.at(kept).date()
        closes = datetime.combine(day, self.hours.calendar.closing(day), HCM)
        self.do(
            "apologise", {"reason": self.draw.choice(REASONS), "new_due": closes.isoformat()}, minute=before
        )
        self.minute = before + 1

    # to the end

    def _decide(self, *, refused: bool) -> None:
        if self.procedure != forms.COPIES:
            self.part(0.5, 0.7)
            self._propose("Đủ điều kiện", refused=refused)
        self.part(0.75, 0.9)
        if self.chance(0.03):
            self.do("return_for_rework", {"note": "Kiểm tra lại thông tin rồi trình lại"})
            self.go(5, 30)
            self._propose("Đã kiểm tra lại", refused=refused)
            self.go(5, 30)
        self.do("approve")
        if not refused:
            self.part(0.98, 1.0)
            self.do("issue_result")

    def _propose(self, note: str, *, refused: bool) -> None:
        if refused:
            self.do("propose_refusal", {"reason": "Không đủ điều kiện theo quy định của thủ tục"})
        else:
            self.do("propose", {"note": note})

    def _return(self, *, refused: bool) -> None:
        self.go(10, 60) if self.procedure == forms.COPIES else self.go(30, 2.5 * DAY)
        self.do("hand_over", self._recipient())
        if not refused and self.chance(0.007):
            self._put_right()
        if self.chance(0.2 if self.online else 0.06):
            self.go(60, 3 * DAY)
            stars = self.draw.choices((5, 4, 3, 2, 1), (60, 25, 8, 4, 3))[0]
            self.do("rate", {"stars": stars, "words": self.draw.choice(WORDS)})

    def _put_right(self) -> None:
        self.go(DAY, 6 * DAY)
        self.do("report_error", {"reason": "Sai chính tả họ tên trên kết quả"})
        self.go(60, 2 * DAY)
        self.do("issue_result")
        self.go(30, DAY)
        self.do("hand_over", {"to": "applicant"})

    def _recipient(self) -> Mapping[str, Any]:
        to = self.draw.choices(("applicant", "proxy", "post"), (84, 7, 9))[0]
        if to == "post":
            return {"to": to, "tracking": f"EV{self.draw.randrange(10**9):09}VN"}
        if to == "proxy":
            number = f"027090{self.draw.randrange(10**6):06}"
            return {
                "to": to,
                "proxy_name": "Nguyễn Văn Hòa",
                "proxy_identity_number": number,
                "authority_seen": True,
            }
        return {"to": to}


_BEFORE = {
    "refused_at_reception": _Walk._refused_at_reception,  # noqa: SLF001 - of this file
    "asked_at_reception": _Walk._asked_at_reception,  # noqa: SLF001 - as above
    "withdrawn": _Walk._withdrawn_early,  # noqa: SLF001 - as above
}
_AFTER = {
    "asked": _Walk._asked,  # noqa: SLF001 - as above
    "transferred": _Walk._transferred,  # noqa: SLF001 - as above
    "withdrawn": _Walk._withdrawn,  # noqa: SLF001 - as above
    "stopped": _Walk._stopped,  # noqa: SLF001 - as above
    "adjusted": _Walk._adjusted,  # noqa: SLF001 - as above
}
