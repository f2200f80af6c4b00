"""On what ground somebody opens a file, as a table: whose it is, where it stands and stood, which post she holds."""

from dataclasses import replace
from uuid import UUID

import pytest

from kinhbac.kernel.types import CaseState, Holder, Observer, Party, Position, Step
from kinhbac.services.procedures.rules.firms import FIRM
from kinhbac.services.procedures.rules.grounds import DESK, LEAD, OWN, WORK, WORKED, ground_of
from tests import cast

pytestmark = pytest.mark.pure

FIRM_KEY, SOMEBODY = UUID(int=0xF1), UUID(int=0xAA)


def step(office: str, role: str, person: UUID | None = None, *, ended: bool = False) -> Step:
    return Step(
        f"{role}.1", role, Holder(office, role, person), cast.NOW, ended_at=cast.NOW if ended else None
    )


def case(*steps: Step, observed_by: str = "", firm: bool = False) -> CaseState:
    parties = [Party("applicant", cast.LAN.person)]
    return CaseState(
        case=UUID(int=1),
        kind="dossier",
        definition="",
        seq=1,
        head="",
        opened_at=cast.NOW,
        steps={each.key: each for each in steps},
        parties=(*parties, *([Party(FIRM, FIRM_KEY)] if firm else [])),
        observers=(Observer("home", observed_by),) if observed_by else (),
    )


RECEIVED = step(cast.CENTRE, "one_stop", ended=True)
APPRAISED = step(cast.COMMITTEE, "specialist")
LEADER_ELSEWHERE = replace(
    cast.BINH, positions=(Position(UUID(int=9), "leader", cast.OTHER_COMMITTEE, cast.NOW.date()),)
)
FOR_HOA = replace(
    cast.HOA, person=SOMEBODY, positions=(replace(cast.HOA.positions[0], instead_of=cast.HOA.person),)
)
COLLEAGUE = replace(cast.HOA, person=SOMEBODY)


@pytest.mark.parametrize(
    ("state", "viewer", "purpose"),
    [
        (case(APPRAISED), cast.LAN, OWN),
        (case(APPRAISED), cast.NOBODY, None),
        (case(APPRAISED), cast.NAM, None),
        (case(APPRAISED, firm=True), replace(cast.NAM, stands_for=frozenset({FIRM_KEY})), FIRM),
        (case(APPRAISED, firm=True), cast.NAM, None),
        (case(APPRAISED), cast.HOA, WORK),
        (case(RECEIVED, APPRAISED), cast.MINH, WORKED),
        (case(step(cast.COMMITTEE, "specialist", ended=True)), cast.HOA, WORKED),
        (case(step(cast.COMMITTEE, "specialist", cast.HOA.person)), cast.HOA, WORK),
        (case(step(cast.COMMITTEE, "specialist", cast.HOA.person)), COLLEAGUE, None),
        (case(step(cast.COMMITTEE, "specialist", cast.HOA.person, ended=True)), COLLEAGUE, None),
        (case(step(cast.COMMITTEE, "specialist", cast.HOA.person)), FOR_HOA, WORK),
        (case(APPRAISED), cast.BINH, LEAD),
        (case(APPRAISED), LEADER_ELSEWHERE, None),
        (case(RECEIVED), cast.HOA, None),
        (case(APPRAISED), cast.MINH, None),
        (case(APPRAISED, observed_by=cast.CENTRE), cast.MINH, DESK),
        (case(APPRAISED, observed_by=cast.OTHER_COMMITTEE), cast.NAM_ELSEWHERE, None),
        (case(APPRAISED), cast.NAM_ELSEWHERE, None),
    ],
)
def test_the_ground_is_what_one_has_to_do_with_it(state, viewer, purpose):
    ground = ground_of(state, viewer)
    assert (ground.purpose if ground is not None else None) == purpose
    if ground is not None and purpose not in (OWN, FIRM):
        assert ground.post in viewer.positions
