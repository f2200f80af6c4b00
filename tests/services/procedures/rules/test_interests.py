"""Whose dossier is no work of whom, and why: the applicant's, who filed it for her, and an agent of the firm whose it is."""

from datetime import date
from uuid import UUID

import pytest

from kinhbac.kernel.actions.handing import handed
from kinhbac.kernel.types import CaseState, Holder, Party, Position, Refused, Step, Viewer
from kinhbac.services.procedures.rules.firms import FIRM
from kinhbac.services.procedures.rules.interests import interest_in
from kinhbac.services.procedures.rules.mandates import MANDATE
from kinhbac.services.procedures.rules.names import APPLICANT, KIND
from tests.services.procedures.conftest import MORNING

pytestmark = pytest.mark.pure

HER, AGENT, HOA, LEADER = (UUID(int=number) for number in range(1, 5))
MANDATE_KEY, FIRM_KEY, OTHER = UUID(int=11), UUID(int=12), UUID(int=13)
NONE: frozenset[UUID] = frozenset()
STEP = Step(key="appraise.1", name="appraise", holder=Holder("office", "specialist"), begun_at=MORNING)
STATE = CaseState(
    UUID(int=100),
    KIND,
    "x",
    1,
    "",
    MORNING,
    parties=(Party(APPLICANT, HER), Party(MANDATE, MANDATE_KEY), Party(FIRM, FIRM_KEY)),
    facts={MANDATE: {"key": str(MANDATE_KEY), "agent": str(AGENT)}},
    steps={STEP.key: STEP},
)
TABLE = [
    (HER, NONE, "dossier.own_dossier"),
    (AGENT, {MANDATE_KEY}, "dossier.filed_for_another"),
    (AGENT, NONE, "dossier.filed_for_another"),  # the mandate is over; who filed it stays the same
    (HOA, {MANDATE_KEY}, "dossier.filed_for_another"),
    (HOA, {FIRM_KEY}, "dossier.of_your_firm"),
    (HOA, {OTHER}, None),
    (HOA, NONE, None),
    (None, NONE, None),
]


@pytest.mark.parametrize(("person", "stands_for", "code"), TABLE)
def test_the_reason_is_said_and_its_law(person, stands_for, code):
    refusal = interest_in(STATE, person, frozenset(stands_for))
    assert (refusal.code if refusal else None) == code
    if refusal is not None:
        assert refusal.law
        assert refusal.reason.vi != refusal.reason.en


def viewer(person: UUID, role: str, stands_for=NONE) -> Viewer:
    post = Position(UUID(int=50), role, "office", date(2025, 7, 1))
    return Viewer(person=person, positions=(post,), stands_for=frozenset(stands_for))


@pytest.mark.parametrize(("person", "stands_for", "code"), TABLE[1:-1])
def test_whoever_has_an_interest_neither_takes_a_step_nor_is_given_one(person, stands_for, code):
    takes = (person, viewer(person, "specialist", stands_for), NONE)
    is_given = (person, viewer(LEADER, "leader"), frozenset(stands_for))
    for to, hand, known in (takes, is_given):
        if code is None:
            assert handed(STATE, STEP.key, to, hand, known)[0].effects
            continue
        with pytest.raises(Refused) as refused:
            handed(STATE, STEP.key, to, hand, known)
        assert refused.value.refusal.code == code
