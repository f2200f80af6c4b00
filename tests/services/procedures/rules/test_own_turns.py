"""Which turns an applicant's page offers, at each place of the path, and by which law the others are closed."""

import pytest

from kinhbac.services.procedures.rules.own_turns import OwnTurn, own_turns, silent_until, why_closed
from tests.cast import CITIZEN, LEADER, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import submitted

pytestmark = pytest.mark.pure

SUPPLEMENT, ADJUST, STOP, WITHDRAW, RATE = OwnTurn
ASK = {"items": ["Giấy chứng sinh bản rõ"], "reason": "Ảnh mờ"}
RECEIVE = (RECEIVER, "receive", {})
PROPOSE = (SPECIALIST, "propose", {})
APPROVE = (LEADER, "approve", {})
ISSUE = (SPECIALIST, "issue_result", {"number": "1/2026"})


def walked(*acts):
    dossier = submitted()
    for actor, name, values in acts:
        dossier.done(actor, name, **values)
    return dossier


@pytest.mark.parametrize(
    ("acts", "turns"),
    [
        ((), (ADJUST, WITHDRAW)),
        (((RECEIVER, "request_supplement", ASK),), (SUPPLEMENT, WITHDRAW)),
        ((RECEIVE,), (ADJUST, STOP, WITHDRAW)),
        ((RECEIVE, (SPECIALIST, "request_supplement", ASK)), (SUPPLEMENT, STOP, WITHDRAW)),
        ((RECEIVE, PROPOSE), (ADJUST, STOP, WITHDRAW)),
        ((RECEIVE, PROPOSE, APPROVE), (WITHDRAW,)),
        ((RECEIVE, PROPOSE, APPROVE, ISSUE), ()),
        ((RECEIVE, PROPOSE, APPROVE, ISSUE, (RECEIVER, "hand_over", {})), (RATE,)),
        (((RECEIVER, "refuse", {"reason": "Không thuộc thẩm quyền"}),), (RATE,)),
        ((RECEIVE, (CITIZEN, "stop", {})), (RATE,)),
        ((RECEIVE, (CITIZEN, "stop", {}), (CITIZEN, "rate", {"stars": 4})), ()),
    ],
)
def test_what_is_open_to_the_applicant_and_what_the_rules_then_do(acts, turns):
    dossier = walked(*acts)
    assert own_turns(dossier.state, dossier.procedure, dossier.now) == turns
    if STOP in turns:  # what is offered is done
        dossier.done(CITIZEN, "stop")


@pytest.mark.parametrize(
    ("acts", "turn", "code"),
    [
        ((), SUPPLEMENT, "dossier.not_asked"),
        ((), STOP, "dossier.not_received"),
        ((), RATE, "dossier.not_ended"),
        ((RECEIVE, PROPOSE, APPROVE), ADJUST, "dossier.decided"),
        ((RECEIVE, PROPOSE, APPROVE), STOP, "dossier.decided"),
        ((RECEIVE, PROPOSE, APPROVE, ISSUE), WITHDRAW, "dossier.result_there"),
        ((RECEIVE, (CITIZEN, "stop", {})), STOP, "dossier.closed"),
        ((RECEIVE, (CITIZEN, "stop", {}), (CITIZEN, "rate", {"stars": 4})), RATE, "dossier.rated_already"),
    ],
)
def test_why_a_turn_is_closed_is_what_the_rules_say_too(acts, turn, code):
    dossier = walked(*acts)
    assert why_closed(dossier.state, turn).code == code
    values = {"stars": 5} if turn is RATE else {"changes": {"child.sex": {"from": 1, "to": 2}}}
    assert dossier.ask(CITIZEN, turn, **values).code == code


def test_a_supplement_is_waited_for_fifteen_days():
    dossier = walked((RECEIVER, "request_supplement", ASK))
    assert f"{silent_until(dossier.state):%d/%m}" == "13/05"  # 28 April and fifteen days
    assert silent_until(walked().state) is None
