"""What happened in a demo province before a story begins: Lan's dossiers, filed and walked on earlier working days.

Everything is done by the same actions as in the pages, only at another moment. Entered by `prepare`, once Django knows
the province.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from PIL import Image

from kinhbac.base.clock import HCM
from kinhbac.kernel.definitions import current_calendar
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.site.demo.cast import CAST
from kinhbac.tools.identity.reads.who import signed_in

MARITAL, HOUSE, COPIES, DEATH = "1.004873", "1.013225", "2.000815", "1.000656"
SCREENS = ("phone", "desk")


@dataclass(frozen=True)
class Step:
    """An act of the past: how many working days ago, by whom (a key of the cast), with what."""

    days: int
    act: str
    who: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Past:
    """A dossier's past: which procedure, filed how many working days ago, and what was done since."""

    procedure: str
    days: int
    steps: tuple[Step, ...] = ()


def received(days: int) -> Step:
    return Step(days, "receive", "minh", {})


ASKED = {
    "items": ["Giấy xác nhận tình trạng hôn nhân của nơi cư trú trước đây"],
    "reason": "Trước năm 2021 bà cư trú ở nơi khác",
}

PASTS: Mapping[str, Past] = {
    "supplement": Past(MARITAL, 2, (received(1),)),
    "refused-at-reception": Past(MARITAL, 1),
    "refused": Past(MARITAL, 2, (received(1),)),
    "signed": Past(MARITAL, 2, (received(1), Step(1, "propose", "hoa", {"note": "Đủ điều kiện"}))),
    "stopped": Past(MARITAL, 2, (received(1),)),
    "adjusted": Past(MARITAL, 2, (received(1),)),
    "silent": Past(MARITAL, 20, (received(20), Step(19, "request_supplement", "hoa", ASKED))),
    "late": Past(MARITAL, 6, (received(6),)),
    "offices": Past(HOUSE, 4, (received(4),)),
    "leave": Past(MARITAL, 2, (received(1),)),
    "fee-of-copies": Past(COPIES, 1, (received(1),)),
    "case": Past(DEATH, 0),
    "looked": Past(MARITAL, 1, (received(1),)),
    "outside": Past(MARITAL, 1, (received(1),)),
    "fee-of-marital": Past(MARITAL, 1, (received(1),)),
}
"""Each story's own dossiers, one for each screen."""


def make() -> dict[str, str]:
    """Make all of them and return their codes by story and screen."""
    return {f"{name} {screen}": _made(past) for name, past in PASTS.items() for screen in SCREENS}


def make_today(procedure: str) -> str:
    """Have Hải hand in a dossier now and return its code; no record tells of an e-identity of his, so he pays."""
    return _made(Past(procedure, 0), "hai")


def _made(past: Past, who: str = "lan") -> str:
    applicant = _viewer(who)
    filed_at = _at(past.days, "08:10") if past.days else datetime.now(HCM)
    application = applications.begin_application(procedure=past.procedure, viewer=applicant, now=filed_at)
    answers = {COPIES: _copies, DEATH: _death}.get(past.procedure, _marital)()
    if past.procedure == HOUSE:
        paper = applications.attach(
            application=application, viewer=applicant, path="papers.land", upload=_picture(), now=filed_at
        )
        answers = _house(str(paper.id))
    applications.replace_answers(application=application, viewer=applicant, answers=answers, now=filed_at)
    recorded = applications.submit(application=application, viewer=applicant, now=filed_at)
    for step in past.steps:
        asked = dossiers.Asked(viewer=_viewer(step.who), now=_at(step.days, "09:20"))
        dossiers.do(recorded.case, step.act, step.values, asked)
    return str(recorded.code)


def _viewer(key: str) -> Viewer:
    member = next(each for each in CAST if each.key == key)
    return signed_in(member.account, datetime.now(HCM).date()).viewer


def _at(days: int, clock: str) -> datetime:
    """Return an hour of the day that lies so many working days back; today is none of them."""
    calendar, day = current_calendar(), datetime.now(HCM).date()
    while days:
        day -= timedelta(days=1)
        days -= calendar.is_working(day)
    return datetime.combine(day, time.fromisoformat(clock), HCM)


def _picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#f3eee2").save(out, "JPEG")
    out.seek(0)
    return out


def _marital() -> dict[str, Any]:
    return {
        "requester": {
            "full_name": "Trần Thị Lan",
            "born_on": date(1996, 5, 12).isoformat(),
            "identity_number": "027196001234",
            "phone": "0912345678",
            "address": "Số 5, tổ dân phố 2",
            "commune": "2025/09187",
        },
        "status": {"kind": "married", "spouse": "Nguyễn Văn Hải"},
        "purpose": {"kind": "property"},
        "delivery": {"way": "counter"},
    }


def _death() -> dict[str, Any]:
    return {
        "requester": {
            "relation": "child",
            "full_name": "Trần Thị Lan",
            "born_on": "1996-05-12",
            "identity_number": "027196001234",
            "phone": "0912345678",
        },
        "deceased": {
            "full_name": "Trần Văn Phúc",
            "born_on": "1948-11-20",
            "last_home": "known",
            "address": "Số 8, khu 2",
            "commune": "2025/09187",
        },
        "death": {
            "on": (datetime.now(HCM).date() - timedelta(days=2)).isoformat(),
            "place": "Tại nhà",
            "cause": "Già yếu",
            "how": "home",
        },
        "fee_group": {"kind": "none"},
        "delivery": {"way": "counter"},
    }


def _copies() -> dict[str, Any]:
    return {
        "requester": {"full_name": "Trần Thị Lan", "identity_number": "027196001234", "phone": "0912345678"},
        "paper": {"kind": "diploma", "pages": 3},
        "copies": {"count": 2},
        "place": {"commune": "2025/09187"},
    }


def _house(paper: str) -> dict[str, Any]:
    return {
        "owner": {
            "full_name": "Trần Thị Lan",
            "identity_number": "027196001234",
            "phone": "0912345678",
            "address": "Số 5, tổ dân phố 2",
        },
        "site": {
            "address": "Lô 12, tổ dân phố 2",
            "commune": "2025/09187",
            "sheet": "14",
            "parcel": "207",
            "area_m2": 90,
        },
        "house": {"floors": 3, "floor_area_m2": 210, "height_m": 12, "adjoins": "no"},
        "papers": {key: [{"file": paper, "name": f"{key}.jpg"}] for key in ("land", "drawings")},
        "delivery": {"way": "counter"},
    }
