"""Templates: a few hundred dossiers of one commune, truly walked through the rules by the kernel's `Batch`.

They stand at every step of the desk, or have ended in every usual way; `copying` repeats their rows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml
from django.conf import settings

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.kernel import definitions
from kinhbac.kernel.batch import Batch
from kinhbac.kernel.holding import take
from kinhbac.kernel.types import Actor, Command, Refusal
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.services.procedures.rules.fees import fee_facts
from kinhbac.site.demo.births import Birth, answers, earlier
from kinhbac.site.demo.cast import BINH, HOA, KINH_BAC, MINH, Member, office_of
from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.grammar.fees import facts_from, fee_for

BIRTH, COPIES, STATUS = "1.001193", "2.000815", "1.004873"
PROCEDURES = (BIRTH, BIRTH, BIRTH, COPIES, COPIES, STATUS)
SECOND_NAME = "Trần Thị Bản Mẫu"
"""The second name of every template: the mother's, where there is one."""
TURNS: Mapping[str, tuple[Member | None, Mapping[str, Any]]] = {
    "receive": (MINH, {}),
    "request_supplement": (MINH, {"items": ["Giấy tờ gốc để đối chiếu"], "reason": "Bản chụp mờ"}),
    "supplement": (None, {"answers": [{"item": "Giấy tờ gốc để đối chiếu", "text": "Đã nộp lại bản rõ"}]}),
    "propose": (HOA, {"note": "Hồ sơ hợp lệ, đủ thành phần; kính trình lãnh đạo xem xét."}),
    "return_for_rework": (BINH, {"note": "Xem lại tên đệm"}),
    "approve": (BINH, {}),
    "issue_result": (HOA, {"number": "17/2026"}),
    "hand_over": (MINH, {"to": "applicant"}),
    "refuse": (MINH, {"reason": "Không thuộc thẩm quyền của phường"}),
    "withdraw": (None, {"reason": "Chưa cần nữa"}),
}
DAY = ("receive", "propose", "approve", "issue_result", "hand_over")
ASKED = ("request_supplement", "supplement")
ENDED = (
    DAY,
    DAY,
    DAY,
    DAY,
    DAY,
    (*ASKED, *DAY),
    ("receive", "propose", "return_for_rework", *DAY[1:]),
    ("refuse",),
    ("receive", "withdraw"),
)
LASTING = ((), (), (), (), DAY[:4], DAY[:4], DAY[:4], DAY[:1], DAY[:1], DAY[:2], ASKED[:1])
"""How far open ones have come: most of them to the two ends of the one-stop desk."""
WORKING_DAY = 480  # minutes
TAKEN = 5
"""One of so many open ones is somebody's own."""


@dataclass(frozen=True, slots=True)
class Template:
    """A dossier that others repeat; `title` and `SECOND_NAME` are what is changed in its words."""

    number: int
    case: UUID
    code: str
    title: str
    is_open: bool


class _Author:
    """Writes templates into a batch, all of one commune, at moments before one moment."""

    def __init__(self, now: datetime) -> None:
        self.batch, self.now = Batch(), now.astimezone(HCM)
        self.calendar: Calendar = definitions.current_calendar()
        self.actors = {member: _actor(member) for member in (MINH, HOA, BINH)}

    def write(self, number: int, way: tuple[str, ...], *, is_open: bool) -> Template:
        key = PROCEDURES[number % len(PROCEDURES)]
        title = f"Nguyễn Bản Mẫu{number:03}"
        moments = self._moments(number, len(way), is_open=is_open)
        citizen = Actor(account=uuid4(), person=uuid4())
        code = f"H05.91.87-000101-{number:04}"
        case = self._opened(key, citizen, code, self._answers(key, number, title, moments[0]), moments[0])
        for name, moment in zip(_fitted(way, key), moments[1:], strict=False):
            self._done(case, name, citizen, moment)
        if is_open and number % TAKEN == 0:
            self._taken(case)
        return Template(number, case, code, title, is_open)

    def _moments(self, number: int, acts: int, *, is_open: bool) -> list[datetime]:
        """Return when it was filed and when each act was done, in working time."""
        last = 5 + number * 97 % (WORKING_DAY + 60) if is_open else 30 + number % 60
        pace = 10 + number % 5 * 10
        return [earlier(self.now, last + pace * left, self.calendar) for left in range(acts, -1, -1)]

    def _answers(self, key: str, number: int, title: str, filed_at: datetime) -> dict[str, Any]:
        if key == BIRTH:
            birth = Birth(number, KINH_BAC, (filed_at,))
            given = answers(birth, birth.mother(), str(uuid4()))
            return merged(given, {"child.full_name": title, "mother.full_name": SECOND_NAME})
        return merged(_example(key), {"requester.full_name": title})

    def _opened(
        self, key: str, citizen: Actor, code: str, given: Mapping[str, Any], moment: datetime
    ) -> UUID:
        procedure, definition = procedure_now(key)
        channel = "counter" if key == COPIES else "online"
        facts = facts_from(procedure, given, filed_on=moment.date())
        case = uuid4()
        values = {
            "case": case,
            "code": code,
            "area": KINH_BAC,
            "channel": channel,
            "receiving": office_of(MINH),
            "applicant": citizen.person,
            "fee": fee_facts(fee_for(procedure, filed_on=moment.date(), channel=channel, facts=facts)),
            "content": {"answers": given},
        }
        self.batch.open(
            kind="dossier",
            definition=definition,
            command=Command("submit", values),
            actor=citizen,
            now=moment,
            case=case,
        )
        return case

    def _done(self, case: UUID, name: str, citizen: Actor, moment: datetime) -> None:
        member, values = TURNS[name]
        actor = self.actors[member] if member is not None else citizen
        held = [step for step in self.batch.state(case).open_steps() if step.holder.role != actor.role]
        if held and actor.role is not None:  # the same office, whoever the path names there
            actor = next((each for each in self.actors.values() if each.role == held[0].holder.role), actor)
        self.batch.act(case=case, command=Command(name, values), actor=actor, now=moment)

    def _taken(self, case: UUID) -> None:
        step = self.batch.state(case).open_steps()[0]
        actor = next(each for each in self.actors.values() if each.role == step.holder.role)
        act = take(step, actor)
        if not isinstance(act, Refusal):
            self.batch.add(case=case, acts=[act], actor=actor, now=self.now)


def walk(count: int, now: datetime) -> list[Template]:
    """Write so many templates, half of them open, and return them."""
    author = _Author(now)
    made = list(_walked(author, count))
    author.batch.write(told=True)
    return made


def _walked(author: _Author, count: int) -> Iterator[Template]:
    for number in range(count):
        is_open = number % 2 == 0
        ways = LASTING if is_open else ENDED
        yield author.write(number, ways[number // 2 % len(ways)], is_open=is_open)


def _fitted(way: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Leave out what a shorter path does not have: copies are certified without an appraisal."""
    return tuple(act for act in way if key != COPIES or act != "propose")


def _actor(member: Member) -> Actor:
    return Actor(
        account=member.account,
        person=member.person,
        position=member.person,
        role=member.role,
        office=office_of(member),
    )


def _example(key: str) -> dict[str, Any]:
    """Return the first answers of a procedure's examples, by a person of the templates' commune."""
    folder = next(Path(settings.KINHBAC_CATALOGUE).glob(f"procedures/*/{key}"))
    plain = yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8"))
    given: dict[str, Any] = next(iter(plain["given"].values()))
    unit = "requester.commune" if at(given, "requester.commune") else "place.commune"
    return merged(_plain(given), {unit: KINH_BAC})


def _plain(value: Any) -> Any:
    """Return YAML's days as the forms hold them, in words."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value
