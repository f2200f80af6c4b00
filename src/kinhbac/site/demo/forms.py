"""Answers to the forms of the demo's procedures, as invented people give them; each whole and in order on its day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from kinhbac.site.demo import births
from kinhbac.site.demo.cast import FAMILIES, Member
from kinhbac.site.demo.people import name

BIRTH = births.PROCEDURE
MARITAL = "1.004873"
COPIES = "2.000815"
RECORD = "3.000333"
HOUSE = "1.013225"
DATA = "data.request"
BIRTH_BUNDLE = "2.000986"
DEATH_BUNDLE = "2.002622"

SPOUSES = {each.key: other.name for pair in FAMILIES for each, other in (pair, pair[::-1])}

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is filled in from: by whom, for which commune as it was called then, when, and with which paper.

    `paper` is the key of a file that stands for every paper asked for, "" where paper itself was handed in.
    """

    applicant: Member
    commune: str
    filed_at: datetime
    paper: str
    draw: Random


def answers(procedure: str, asked: Asked) -> Answers:
    """Return the answers to a procedure's form."""
    return FORMS[procedure](asked)


def _birth(asked: Asked) -> Answers:
    number = asked.draw.randrange(100_000)
    birth = births.Birth(number=number, commune=asked.commune, moments=(asked.filed_at,))
    mother = _woman(asked)
    given = births.answers(birth, mother, asked.paper)
    given["mother"]["commune"] = asked.commune
    if not asked.paper:
        del given["papers"]
    if asked.applicant != mother:
        given["requester"] = {
            "relation": "grandparent",
            "full_name": asked.applicant.name,
            "identity_number": asked.applicant.number,
            "address": asked.applicant.address,
            "commune": asked.commune,
            "phone": asked.applicant.phone,
        }
    return given


def _birth_bundle(asked: Asked) -> Answers:
    """Return the answers for a baby that is registered where its mother lives, with whom it lives."""
    given = _birth(asked)
    mother, applicant = given["mother"], asked.applicant
    spouse = next((other for pair in FAMILIES for one, other in (pair, pair[::-1]) if one == applicant), None)
    if spouse is not None:
        given["parents"] = {"marriage": "married", "registered_at": applicant.marriage}
        given["registration"] = {"parent": "mother"}
        given["father"] = {
            **mother,
            "full_name": spouse.name,
            "born_on": spouse.born_on.isoformat(),
            "identity_number": spouse.number,
        }
    if given["requester"]["relation"] != "mother":
        given["requester"]["born_on"] = applicant.born_on.isoformat()
    head = spouse or applicant
    return {
        **given,
        "wanted": {"residence": "yes"},
        "dwelling": {"address": mother["address"], "commune": mother["commune"]},
        "head": {
            "full_name": head.name,
            "identity_number": head.number,
            "relation": "grandchild" if given["requester"]["relation"] != "mother" else "child",
        },
        "consent": {"way": "vneid"},
        "insurance": {"facility": "Trạm y tế phường (mẫu)"},
        "fee_group": {"kind": "none"},
    }


def _death_bundle(asked: Asked) -> Answers:
    """Return the answers for a parent of the applicant, who died at home and drew a social pension."""
    applicant, draw = asked.applicant, asked.draw
    born = applicant.born_on.replace(year=applicant.born_on.year - draw.randint(24, 30), day=1)
    number = f"{applicant.number[:3]}0{born.year % 100:02}{applicant.number[6:]}"
    died_on = asked.filed_at.date() - timedelta(days=draw.randint(2, 6))
    return {
        "requester": {
            "relation": "child",
            "full_name": applicant.name,
            "born_on": applicant.born_on.isoformat(),
            "identity_number": applicant.number,
            "phone": applicant.phone,
        },
        "deceased": {
            "full_name": name(draw, "male"),
            "born_on": born.isoformat(),
            "identity_number": number,
            "address": applicant.address,
            "commune": asked.commune,
            "allowance": "social_pension",
            "other_money": "no",
        },
        "death": {"on": died_on.isoformat(), "place": "Tại nhà", "cause": "Già yếu", "how": "home"},
        "payment": {"way": "cash"},
        "fee_group": {"kind": "none"},
        "delivery": {"way": "counter"},
    }


def _woman(asked: Asked) -> Member:
    """Return the mother: the applicant herself, or a daughter of whoever is not, or is no longer, of that age."""
    applicant = asked.applicant
    if applicant.sex == "female" and applicant.born_on.year >= asked.filed_at.year - 42:
        return applicant
    young = asked.filed_at.year - asked.draw.randint(20, 35)
    born_on = applicant.born_on.replace(year=young)
    digits = f"{applicant.number[:3]}{3 if young >= 2000 else 1}{young % 100:02}{applicant.number[6:]}"
    return Member(
        f"daughter-{applicant.key}", name(asked.draw, "female"), digits, born_on, "female",
        applicant.phone, applicant.commune, address=applicant.address,
    )  # fmt: skip


def _marital(asked: Asked) -> Answers:
    marries = asked.draw.random() < 0.6 and asked.applicant.key not in SPOUSES
    purpose: Mapping[str, Any] = (
        {
            "kind": "marriage",
            "partner": name(asked.draw, "male" if asked.applicant.sex == "female" else "female"),
        }
        if marries
        else {"kind": "property"}
    )
    spouse = SPOUSES.get(asked.applicant.key)
    return {
        "requester": _requester(asked),
        "status": {"kind": "married", "spouse": spouse} if spouse else {"kind": "single"},
        "purpose": dict(purpose),
        "delivery": {"way": "counter"},
    }


def _copies(asked: Asked) -> Answers:
    applicant = asked.applicant
    kinds = ("identity", "civil_status", "diploma", "land", "vehicle", "business")
    return {
        "requester": {
            "full_name": applicant.name,
            "identity_number": applicant.number,
            "phone": applicant.phone,
        },
        "paper": {"kind": asked.draw.choice(kinds), "pages": asked.draw.choice((1, 1, 2, 2, 3, 4, 8))},
        "copies": {"count": asked.draw.choice((1, 2, 2, 3, 5))},
        "place": {"commune": asked.commune},
    }


def _record(asked: Asked) -> Answers:
    applicant = asked.applicant
    return {
        "requester": {**_requester(asked), "sex": applicant.sex, "nationality": "Việt Nam"},
        "certificate": {
            "number": "one",
            "purpose": asked.draw.choice(("Xin việc", "Bổ sung hồ sơ dự thầu", "Du học")),
        },
        "fee": {"group": "ordinary"},
        "delivery": {"way": asked.draw.choice(("electronic", "counter"))},
    }


def _data(asked: Asked) -> Answers:
    said = asked.draw.choice(("Số điện thoại cũ, tôi không dùng nữa", "Ảnh tôi gửi nhầm"))
    return {
        "requester": _requester(asked),
        "request": {"kind": "delete", "reason": said},
        "delivery": {"way": "counter"},
    }


def _house(asked: Asked) -> Answers:
    applicant, draw = asked.applicant, asked.draw
    floors = draw.choice((1, 2, 3, 3, 4, 5))
    area = draw.randint(60, 180)
    return {
        "owner": {
            "full_name": applicant.name,
            "identity_number": applicant.number,
            "phone": applicant.phone,
            "address": applicant.address,
        },
        "site": {
            "address": f"Lô {draw.randint(1, 60)}, {applicant.address.split(', ')[-1]}",
            "commune": asked.commune,
            "sheet": str(draw.randint(1, 60)),
            "parcel": str(draw.randint(1, 400)),
            "area_m2": area,
        },
        "house": {
            "floors": floors,
            "floor_area_m2": floors * (area - 20),
            "height_m": 3 * floors + 3,
            "adjoins": "no",
        },
        **(
            {"papers": {key: [_file(asked, f"{key}.jpg")] for key in ("land", "drawings")}}
            if asked.paper
            else {}
        ),
        "delivery": {"way": "counter"},
    }


def _requester(asked: Asked) -> Answers:
    applicant = asked.applicant
    return {
        "full_name": applicant.name,
        "born_on": applicant.born_on.isoformat(),
        "identity_number": applicant.number,
        "phone": applicant.phone,
        "address": applicant.address,
        "commune": asked.commune,
    }


def _file(asked: Asked, called: str) -> dict[str, str]:
    return {"file": asked.paper, "name": called}


FORMS: Mapping[str, Callable[[Asked], Answers]] = {
    BIRTH: _birth,
    MARITAL: _marital,
    COPIES: _copies,
    RECORD: _record,
    DATA: _data,
    HOUSE: _house,
    BIRTH_BUNDLE: _birth_bundle,
    DEATH_BUNDLE: _death_bundle,
}

PAPERS = {BIRTH, HOUSE, BIRTH_BUNDLE}
"""The procedures whose form asks for papers, where it is sent online."""

ADJUSTED: Mapping[str, tuple[str, Callable[[Random], Any]]] = {
    BIRTH: ("copies.count", lambda draw: draw.randint(4, 6)),
    MARITAL: ("requester.phone", lambda draw: f"0987{draw.randrange(1_000_000):06}"),
    COPIES: ("copies.count", lambda draw: draw.randint(6, 9)),
    RECORD: ("certificate.purpose", lambda _draw: "Xin cấp giấy phép lao động"),
    HOUSE: ("owner.phone", lambda draw: f"0987{draw.randrange(1_000_000):06}"),
}
"""An answer of each form that an applicant changes her mind about, and to what."""

ASKED_FOR: Mapping[str, str] = {
    BIRTH: "Giấy chứng sinh bản rõ nét, đủ bốn góc",
    MARITAL: "Giấy xác nhận tình trạng hôn nhân của nơi cư trú trước đây",
    COPIES: "Bản chính để đối chiếu",
    RECORD: "Ảnh thẻ căn cước còn hạn",
    HOUSE: "Bản vẽ mặt cắt móng có chữ ký của đơn vị thiết kế",
}
"""What is typically missing."""
