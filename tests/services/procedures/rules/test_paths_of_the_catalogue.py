"""The paths of the catalogue's other procedures, walked: the short one, three offices at once, across levels. Pure."""

from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Actor, Decision, Position, Viewer
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.turns.refusals import OPINIONS_AWAITED, SILENCE_DOES_NOT_COUNT
from kinhbac.tools.grammar.types import Procedure
from tests.cast import CENTRE, CITIZEN, COMMITTEE, LEADER, NAM_ELSEWHERE, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import Dossier, submitted
from tests.support import catalogue

pytestmark = pytest.mark.pure

LAND_OFFICE = "2025.24.land_registration"
POLICE = "2025.07210.police"
PROVINCE_POLICE = "2025.24.police"
PROVINCE_CENTRE = "2025.24.centre"
MONDAY = datetime(2026, 7, 13, 9, 0, tzinfo=HCM)


@lru_cache
def procedures() -> dict[str, Procedure]:
    return catalogue.procedures()


def officer(number: int, role: str, office: str) -> Actor:
    post = Position(key=UUID(int=number), role=role, office=office, valid_from=date(2025, 7, 1))
    return Viewer(account=UUID(int=number + 1), person=UUID(int=number + 2), positions=(post,)).acting()


LAND = officer(0xA10, "specialist", LAND_OFFICE)
FIRE = officer(0xA20, "specialist", POLICE)
FIRE_LEADER = officer(0xA30, "leader", POLICE)
DETECTIVE = officer(0xA40, "specialist", PROVINCE_POLICE)
CHIEF = officer(0xA50, "leader", PROVINCE_POLICE)


def received(key: str, at: datetime = MONDAY) -> Dossier:
    return submitted(procedures()[key], at, channel="counter").done(RECEIVER, "receive")


def standing(dossier: Dossier) -> set[tuple[str, str, str]]:
    assert dossier.state is not None
    return {(step.name, step.holder.office, step.holder.role) for step in dossier.state.open_steps()}


class TestTheShortPath:
    """Certified copies: the desk, the leader, the desk."""

    def test_the_desk_the_leader_the_desk(self):
        dossier = received("2.000815")
        assert standing(dossier) == {("sign", COMMITTEE, "leader")}
        dossier.done(LEADER, "approve")
        assert standing(dossier) == {("issue", CENTRE, "one_stop")}
        dossier.done(RECEIVER, "issue_result", number="812/2026").done(RECEIVER, "hand_over", to="applicant")
        assert dossier.state.outcome == "returned"

    def test_received_before_15_it_is_due_the_same_day(self):
        clock = received("2.000815").state.clocks["resolution"]
        assert clock.due_at == datetime(2026, 7, 13, 17, 0, tzinfo=HCM)

    def test_the_leader_sends_it_back_to_be_compared_again(self):
        dossier = received("2.000815").done(LEADER, "return_for_rework", note="Thiếu trang 3")
        assert standing(dossier) == {("check", CENTRE, "one_stop")}
        dossier.done(RECEIVER, "propose").done(LEADER, "approve")
        assert standing(dossier) == {("issue", CENTRE, "one_stop")}

    def test_after_the_second_look_it_may_be_refused_and_is_returned_as_such(self):
        dossier = received("2.000815").done(LEADER, "return_for_rework", note="Bản chính tẩy xóa")
        dossier.done(RECEIVER, "propose_refusal", reason="Bản chính bị tẩy xóa").done(LEADER, "approve")
        assert standing(dossier) == {("return", CENTRE, "one_stop")}
        dossier.done(RECEIVER, "hand_over", to="applicant")
        assert dossier.state.outcome == "refused_after_appraisal"

    def test_the_step_of_a_second_look_is_not_of_the_ordinary_way(self):
        procedure = procedures()["2.000815"]
        assert procedure.ordinary == {"receive", "sign", "issue", "return"}
        assert procedure.steps_from("check") >= {"sign", "issue", "return"}
        assert "receive" not in procedure.steps_from("receive")


class TestThreeOfficesAtOnce:
    """A house: the commune appraises while two offices give their opinions, each in its own term."""

    def test_reception_begins_all_three(self):
        dossier = received("1.013225")
        assert standing(dossier) == {
            ("appraise", COMMITTEE, "specialist"),
            ("land_opinion", LAND_OFFICE, "specialist"),
            ("fire_opinion", POLICE, "specialist"),
        }
        due = {step.name: step.due_at for step in dossier.state.open_steps()}
        # received Monday 13 July 2026, 9:20; NĐ 217/2026 Đ54: 2 working days; the appraisal's 4 are the process's own
        assert due["land_opinion"] == due["fire_opinion"] == datetime(2026, 7, 15, 17, 0, tzinfo=HCM)
        assert due["appraise"] == datetime(2026, 7, 17, 17, 0, tzinfo=HCM)
        assert dossier.state.clocks["resolution"].due_at == datetime(2026, 7, 22, 17, 0, tzinfo=HCM)

    def test_the_proposal_waits_for_the_last_opinion_in_either_order(self):
        for first, second in ((LAND, FIRE), (FIRE, LAND)):
            dossier = received("1.013225")
            assert dossier.ask(SPECIALIST, "propose") is OPINIONS_AWAITED
            dossier.done(first, "give_opinion", agrees=True)
            assert dossier.ask(SPECIALIST, "propose") is OPINIONS_AWAITED
            dossier.done(second, "give_opinion", agrees=False, words="Thiếu lối thoát nạn")
            assert standing(dossier) == {("appraise", COMMITTEE, "specialist")}
            dossier.done(SPECIALIST, "propose")
            assert standing(dossier) == {("approve", COMMITTEE, "leader")}

    def test_an_opinion_is_given_by_its_own_office_alone(self):
        dossier = received("1.013225")
        for nobody in (NAM_ELSEWHERE.acting(), SPECIALIST, FIRE_LEADER):
            assert dossier.ask(nobody, "give_opinion", agrees=True) is refusals.NOT_YOURS
        dossier.done(FIRE, "give_opinion", agrees=True)
        assert dossier.ask(FIRE, "give_opinion", agrees=True) is refusals.NOT_YOURS

    def test_a_consulted_office_does_not_hold_the_dossier(self):
        dossier = received("1.013225")
        correction = {"changes": {"a": {"from": 1, "to": 2}}, "reason": "Nhầm", "entry": 1}
        assert dossier.ask(LAND, "correct", **correction) is refusals.NOT_YOURS
        assert dossier.ask(FIRE_LEADER, "stop_by_law", law="Luật", reason="Bãi bỏ") is refusals.NOT_YOURS

    def test_silence_counts_as_agreement_once_the_term_has_passed(self):
        dossier = received("1.013225").done(LAND, "give_opinion", agrees=True)
        (silent,) = (step for step in dossier.state.open_steps() if step.name == "fire_opinion")
        on_time = datetime(2026, 7, 15, 17, 0, tzinfo=HCM)
        assert not isinstance(dossier.ask(SPECIALIST, "count_silence", on_time, step=silent.key), Decision)
        dossier.done(
            SPECIALIST, "count_silence", datetime(2026, 7, 16, 7, 0, tzinfo=HCM), step=silent.key
        ).done(SPECIALIST, "propose")
        assert standing(dossier) == {("approve", COMMITTEE, "leader")}
        answers = {key: each["answer"] for key, each in dossier.state.facts["opinions"].items()}
        assert answers == {"land_opinion.1": "agrees", "fire_opinion.1": "silence"}

    def test_rework_asks_the_other_offices_no_second_time(self):
        dossier = received("1.013225").done(LAND, "give_opinion", agrees=True)
        dossier.done(FIRE, "give_opinion", agrees=True).done(SPECIALIST, "propose")
        dossier.done(LEADER, "return_for_rework", note="Xem lại mật độ xây dựng")
        assert standing(dossier) == {("appraise", COMMITTEE, "specialist")}
        dossier.done(SPECIALIST, "propose").done(LEADER, "approve")
        assert standing(dossier) == {("issue", COMMITTEE, "specialist")}

    def test_one_more_office_may_be_asked_besides(self):
        dossier = received("1.013225").done(SPECIALIST, "consult", consultation="planning")
        assert ("opinion", "2025.24.construction", "specialist") in standing(dossier)

    def test_a_supplement_is_waited_for_two_working_days(self):
        dossier = received("1.013225").done(
            SPECIALIST, "request_supplement", items=["Bản vẽ móng"], reason="Thiếu bản vẽ"
        )
        # asked for on Monday 13 July; NĐ 217/2026 Đ54
        assert dossier.state.clocks["silence"].due_at == datetime(2026, 7, 15, 17, 0, tzinfo=HCM)


class TestAcrossLevels:
    """A criminal record certificate: handed in at a commune's desk, decided by the police of the province."""

    def test_it_goes_up_and_comes_back_to_the_desk_that_received_it(self):
        dossier = received("3.000333")
        assert standing(dossier) == {("appraise", PROVINCE_POLICE, "specialist")}
        assert dossier.state.facts["home"] == PROVINCE_CENTRE
        dossier.done(DETECTIVE, "propose").done(CHIEF, "approve")
        dossier.done(DETECTIVE, "issue_result", number="4411/2026")
        assert standing(dossier) == {("return", CENTRE, "one_stop")}

    def test_paper_follows_within_one_working_day(self):
        # NĐ 118/2025 Đ20.1: Monday 13 July, paper by the end of Tuesday
        clock = received("3.000333").state.clocks["transfer"]
        assert clock.due_at == datetime(2026, 7, 14, 17, 0, tzinfo=HCM)

    def test_the_silence_of_the_former_records_does_not_count(self):
        dossier = received("3.000333").done(DETECTIVE, "consult", consultation="former_records")
        (asked,) = (step for step in dossier.state.open_steps() if step.name == "opinion")
        late = datetime(2026, 7, 20, 8, 0, tzinfo=HCM)
        assert dossier.ask(DETECTIVE, "count_silence", late, step=asked.key) is SILENCE_DOES_NOT_COUNT


def test_a_marital_status_takes_three_working_days_and_a_supplement_restarts_them():
    dossier = received("1.004873")
    assert dossier.state.clocks["resolution"].due_at == datetime(2026, 7, 16, 17, 0, tzinfo=HCM)
    asked = datetime(2026, 7, 14, 9, 0, tzinfo=HCM)
    dossier.done(SPECIALIST, "request_supplement", asked, items=["Bản án ly hôn"], reason="Thiếu bản án")
    # NĐ 118/2025 Đ19.5: 15 days of silence, the last one a Wednesday
    assert dossier.state.clocks["silence"].due_at == datetime(2026, 7, 29, 17, 0, tzinfo=HCM)
    answered = datetime(2026, 7, 20, 9, 0, tzinfo=HCM)
    answers = [{"item": "Bản án ly hôn", "text": "Đã nộp", "files": []}]
    dossier.done(CITIZEN, "supplement", answered, answers=answers, changes={})
    assert dossier.state.clocks["resolution"].due_at == datetime(2026, 7, 23, 17, 0, tzinfo=HCM)
