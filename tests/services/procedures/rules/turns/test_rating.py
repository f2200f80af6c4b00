"""Rating: after the end, once, by the applicant; words apart from the facts."""

from datetime import datetime

import pytest

from kinhbac.base.clock import HCM
from tests.cast import CITIZEN, LEADER
from tests.services.procedures.rules.walking import after, submitted

pytestmark = pytest.mark.pure


def test_stars_are_a_fact_and_words_are_content():
    dossier = after(5).done(CITIZEN, "rate", stars=4, words="Nhanh", criteria={"attitude": "good"})
    assert dossier.state.facts["rated"] == 4
    assert dossier.last.content == {"words": "Nhanh", "criteria": {"attitude": "good"}}
    assert not dossier.state.is_open


def test_stars_alone_are_enough():
    assert after(5).done(CITIZEN, "rate", stars=1).last.content is None


def test_a_dossier_that_was_withdrawn_has_ended_too():
    assert submitted().done(CITIZEN, "withdraw").done(CITIZEN, "rate", stars=5).state.facts["rated"] == 5


def test_a_reopened_one_has_not_ended():
    dossier = after(5).done(LEADER, "report_error", datetime(2026, 5, 5, 9, 0, tzinfo=HCM), reason="Sai")
    assert dossier.ask(CITIZEN, "rate", stars=5).code == "dossier.not_ended"
