"""Lan files the birth bundle: her answers, and the acts of the three offices that take part."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kinhbac.kernel.reads import case_for_bearer, tied_to
from kinhbac.kernel.types import CaseState, Recorded
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.services.procedures.actions.mandates import give_mandate
from kinhbac.services.procedures.rules.bundles.names import BUNDLE, PARENT
from kinhbac.site.demo import cast
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.identity.actions import mandates
from kinhbac.tools.identity.actions.mandates import Wanted
from tests.services.procedures.conftest import MORNING, photograph, viewer_of

BIRTH_BUNDLE, DEATH_BUNDLE = "2.000986", "2.002622"
NUMBER = "027326000117"
"""The personal number that the birth registration brings."""


def birth_answers(paper: str) -> dict[str, Any]:
    """Return Lan's answers: married, born in a hospital, the baby lives with her."""
    home = {"address": "Số 5, tổ dân phố 2", "commune": cast.KINH_BAC}
    lan, hai = cast.LAN, cast.HAI
    vietnamese = {"ethnicity": "01", "nationality": "Việt Nam"}
    return {
        "requester": {"relation": "mother", "phone": lan.phone},
        "child": {
            "full_name": "Nguyễn Minh An",
            "born_on": "2026-04-10",
            "sex": "female",
            "hometown": "Phường Kinh Bắc, tỉnh Bắc Ninh",
            **vietnamese,
        },
        "place": {"kind": "facility", "facility": "Bệnh viện Sản Nhi (mẫu)", "address": "Phường Vũ Ninh"},
        "parents": {"marriage": "married", "registered_at": "UBND phường Kinh Bắc"},
        "mother": {
            "full_name": lan.name,
            "born_on": lan.born_on.isoformat(),
            "identity_number": lan.number,
            **vietnamese,
            **home,
        },
        "father": {
            "full_name": hai.name,
            "born_on": hai.born_on.isoformat(),
            "identity_number": hai.number,
            **vietnamese,
            **home,
        },
        "registration": {"parent": "mother"},
        "papers": {"birth_notice": [{"file": paper, "name": "giay-chung-sinh.jpg"}]},
        "wanted": {"residence": "yes"},
        "dwelling": dict(home),
        "head": {"full_name": hai.name, "identity_number": hai.number, "relation": "child"},
        "consent": {"way": "vneid"},
        "insurance": {"facility": "Trạm y tế phường (mẫu)"},
        "fee_group": {"kind": "none"},
        "copies": {"count": 1},
        "delivery": {"way": "counter"},
    }


def filled_in_bundle(
    change: Mapping[str, Any] | None = None,
    now: datetime = MORNING,
    *,
    hand: cast.Member = cast.LAN,
    mandate: UUID | None = None,
):
    """Return Lan's form of the birth bundle, ready to be sent; by another hand under a mandate of hers."""
    viewer = viewer_of(hand)
    form = applications.begin_application(procedure=BIRTH_BUNDLE, viewer=viewer, mandate=mandate, now=now)
    paper = applications.attach(
        application=form, viewer=viewer, path="papers.birth_notice", upload=photograph(), now=now
    )
    answers = merged(birth_answers(str(paper.id)), change or {})
    applications.replace_answers(application=form, viewer=viewer, answers=answers, now=now)
    return form


def filed(change: Mapping[str, Any] | None = None, now: datetime = MORNING) -> Recorded:
    """Return the receipt of Lan's birth bundle."""
    form = filled_in_bundle(change, now)
    return applications.submit(application=form, viewer=viewer_of(cast.LAN), now=now)


def mandate_for_bundles(
    agent: cast.Member = cast.THAM, procedures: tuple[str, ...] = (BIRTH_BUNDLE,)
) -> UUID:
    """Return a mandate that Lan has given for a year, and that was accepted."""
    day = MORNING.date()
    wanted = Wanted(agent.number, agent.name, procedures, day, day + timedelta(days=365))
    key = give_mandate(wanted=wanted, viewer=viewer_of(cast.LAN), now=MORNING)
    mandates.accept(mandate=key, viewer=viewer_of(agent), now=MORNING)
    return key


def filed_under(mandate: UUID, agent: cast.Member = cast.THAM) -> Recorded:
    """Return the receipt of Lan's birth bundle, filed for her."""
    form = filled_in_bundle(hand=agent, mandate=mandate)
    return applications.submit(application=form, viewer=viewer_of(agent), now=MORNING)


def whole(code: str) -> CaseState:
    """Return a bundle by its code."""
    state = case_for_bearer(code)
    assert state is not None
    return state


def parts_of(code: str) -> dict[str, CaseState]:
    """Return the dossiers of a bundle by the keys of their parts."""
    return {str(each.facts[BUNDLE]["part"]): each for each in tied_to(whole(code).case, PARENT)}


OFFICERS: Mapping[str, tuple[cast.Member, cast.Member]] = {
    "birth": (cast.HOA, cast.BINH),
    "residence": (cast.CUONG, cast.TOAN),
    "health_card": (cast.OANH, cast.TRONG),
}
"""Who proposes and issues, and who approves, at the office of each part."""


def worked(code: str, part: str, *acts: str, now: datetime = MORNING) -> None:
    """Do acts on a part by those whose they are."""
    case = parts_of(code)[part].case
    specialist, leader = OFFICERS[part]
    hands = {"receive": cast.MINH, "hand_over": cast.MINH, "approve": leader, "refuse": cast.MINH}
    values: Mapping[str, Mapping[str, Any]] = {
        "issue_result": {"gives": {"identity_number": NUMBER}} if part == "birth" else {},
        "hand_over": {"to": "applicant"},
        "propose": {"note": "Đủ điều kiện"},
        "refuse": {"reason": "Không đủ điều kiện"},
    }
    for act in acts:
        asked = dossiers.Asked(viewer=viewer_of(hands.get(act, specialist)), now=now)
        dossiers.do(case, act, values.get(act, {}), asked)


TO_RESULT = ("receive", "propose", "approve", "issue_result")
