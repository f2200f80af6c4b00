"""The case of a dossier: found by an officer with a reason, told by changed answers; its term counts from where it began."""

from datetime import datetime
from functools import lru_cache

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Refusal
from kinhbac.services.procedures.rules.asking.fits import makes_sense
from tests.cast import CITIZEN, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import submitted
from tests.support import catalogue

pytestmark = pytest.mark.pure

WHY = {"reason": "Cần xác minh điều kiện kết hôn"}
FOUND = {"case": "verification", **WHY}
RECEIVED_AT = datetime(2026, 4, 28, 9, 20, tzinfo=HCM)
SAME_DAY = datetime(2026, 4, 28, 17, tzinfo=HCM)
FIVE_DAYS = datetime(2026, 5, 7, 17, tzinfo=HCM)  # 29 April; 4, 5, 6 and 7 May


@lru_cache
def of(key: str):
    return catalogue.procedures()[key]


def sent(key: str = "1.000894"):
    return submitted(of(key), RECEIVED_AT.replace(minute=0))


def taken(key: str = "1.000894"):
    return sent(key).done(RECEIVER, "receive", RECEIVED_AT)


def due(dossier):
    return dossier.state.clocks["resolution"].due_at


def test_found_at_reception_it_rules_the_term_from_reception_on():
    dossier = sent().done(RECEIVER, "find_case", **FOUND)
    assert dossier.state.facts["case"] == dossier.state.facts["case_found"] == "verification"
    dossier.done(RECEIVER, "receive", RECEIVED_AT)
    assert due(dossier) == FIVE_DAYS


def test_found_at_appraisal_the_term_is_counted_anew_from_reception():
    dossier = taken("1.000656")
    before = due(dossier)
    assert before == SAME_DAY
    dossier.done(SPECIALIST, "find_case", **FOUND)
    assert due(dossier) > before
    assert dossier.state.clocks["resolution"].counted_from == RECEIVED_AT
    assert dossier.state.facts["lawful_due"] == due(dossier).isoformat()
    assert dossier.last.content == {"reason": WHY["reason"]}


def test_taken_back_the_answers_say_it_again():
    dossier = taken("1.000656").done(SPECIALIST, "find_case", **FOUND)
    dossier.done(SPECIALIST, "find_case", case="as_told", told=None, **WHY)
    assert due(dossier) == SAME_DAY
    assert not {"case", "case_found"} & dossier.state.facts.keys()


LATE = datetime(2026, 4, 28, 17, 1, tzinfo=HCM)
REFUSED = [
    pytest.param(taken, SPECIALIST, None, {"case": "verification"}, "reason_missing", id="no reason"),
    pytest.param(taken, SPECIALIST, None, {"case": "weather", **WHY}, "case_unknown", id="no such case"),
    pytest.param(taken, SPECIALIST, None, WHY, "case_unknown", id="none chosen"),
    pytest.param(
        taken, SPECIALIST, None, {"case": "as_told", **WHY}, "case_unknown", id="nothing to take back"
    ),
    pytest.param(taken, SPECIALIST, LATE, FOUND, "case_too_late", id="the term is over"),
    pytest.param(taken, RECEIVER, None, FOUND, "not_yours", id="the desk at appraisal"),
    pytest.param(taken, CITIZEN, None, FOUND, "not_yours", id="the applicant"),
]


@pytest.mark.parametrize(("standing", "actor", "at", "values", "code"), REFUSED)
def test_what_is_refused(standing, actor, at, values, code):
    answer = standing("1.000656").ask(actor, "find_case", at, **values)
    assert isinstance(answer, Refusal)
    assert answer.code == f"dossier.{code}"


def test_the_same_case_is_not_found_twice():
    answer = taken("1.000656").done(SPECIALIST, "find_case", **FOUND).ask(SPECIALIST, "find_case", **FOUND)
    assert answer.code == "dossier.case_there"


def test_it_is_offered_only_where_the_procedure_has_such_cases():
    assert makes_sense("find_case", taken("1.000656").state, of("1.000656"), RECEIVED_AT)
    assert not makes_sense("find_case", taken("1.001193").state, of("1.001193"), RECEIVED_AT)


CHANGED = {"changes": {"x": {"from": 1, "to": 2}}}


def test_changed_answers_lead_to_another_case_and_its_term():
    dossier = taken("1.004859")
    dossier.done(CITIZEN, "adjust", told="supplement", **CHANGED)
    assert dossier.state.facts["case"] == "supplement"
    first = due(dossier)
    dossier.done(SPECIALIST, "correct", told="change", reason="Nhầm", entry=1, **CHANGED)
    assert dossier.state.facts["case"] == "change"
    assert due(dossier) != first
    assert dossier.state.clocks["resolution"].counted_from == RECEIVED_AT


def test_an_officers_case_goes_before_changed_answers():
    dossier = taken("1.000656").done(SPECIALIST, "find_case", **FOUND)
    dossier.done(CITIZEN, "adjust", told=None, **CHANGED)
    assert dossier.state.facts["case"] == "verification"


def test_what_is_late_stays_late_whatever_the_answers_say():
    dossier = taken("1.004859").done(CITIZEN, "adjust", told="supplement", **CHANGED)
    first = due(dossier)
    dossier.done(SPECIALIST, "correct", first.replace(hour=18), told="change", reason="x", entry=1, **CHANGED)
    assert dossier.state.facts["case"] == "change"
    assert due(dossier) == first
