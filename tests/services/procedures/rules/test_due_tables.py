"""The due moment of every turn equals the hand-computed tables: over Tết, over a swapped day, after 15:00."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Refusal
from tests.cast import CITIZEN, LEADER, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import DAY, received, submitted, with_term

pytestmark = pytest.mark.pure

TABLES = Path(__file__).parent / "due_tables" / "turns.yaml"
ELSEWHERE = "2025.09286.centre"
MINUTE = timedelta(minutes=1)
ITEMS = {"items": ["Giấy chứng sinh"], "reason": "Chưa có"}
ANSWERS = {"answers": [{"item": "Giấy chứng sinh", "text": "Đã gửi", "files": []}]}


@lru_cache
def tables():
    return yaml.load(TABLES.read_text(), Loader=yaml.BaseLoader)  # as text: nothing is guessed


def rows(turn):
    return [pytest.param(row, id=f"{turn}-{place}") for place, row in enumerate(tables()[turn], start=1)]


def moment(words):
    return datetime.fromisoformat(words).replace(tzinfo=HCM)


def procedure_of(row):
    return with_term(
        row.get("term", "10 working days"),
        after_15=row.get("after_15") == "true",
        pauses=row.get("pauses") == "true",
    )


def due(dossier, clock):
    return dossier.state.clocks[clock].due_at


def test_every_row_names_its_article_and_says_how_it_was_computed():
    for turn, listed in tables().items():
        for row in listed:
            assert row["article"], turn
            assert row["working"], turn


@pytest.mark.parametrize("row", rows("reception"))
def test_reception(row):
    dossier = submitted(at=moment(row["filed"]))
    assert due(dossier, "reception") == moment(row["due"])


@pytest.mark.parametrize("row", rows("reception_anew"))
def test_reception_begins_anew_with_the_supplement(row):
    dossier = submitted(at=moment(row["filed"]))
    dossier.done(RECEIVER, "request_supplement", moment(row["asked"]), **ITEMS)
    assert dossier.state.clocks["reception"].state == "stopped"
    dossier.done(CITIZEN, "supplement", moment(row["answered"]), **ANSWERS)
    assert dossier.state.clocks["reception"].state == "running"
    assert due(dossier, "reception") == moment(row["due"])
    assert dossier.state.open_step("receive").key == "receive.2"


@pytest.mark.parametrize("row", rows("silence"))
def test_silence(row):
    asked = moment(row["asked"])
    dossier = submitted(at=asked - timedelta(minutes=5)).done(RECEIVER, "request_supplement", asked, **ITEMS)
    assert due(dossier, "silence") == moment(row["due"])
    early = dossier.ask(RECEIVER, "close_silent", moment(row["due"]))
    assert isinstance(early, Refusal)
    assert early.code == "dossier.silence_not_over"
    dossier.done(RECEIVER, "close_silent", moment(row["due"]) + MINUTE)
    assert dossier.state.outcome == "closed_no_supplement"


@pytest.mark.parametrize("row", rows("restart"))
def test_restart(row):
    dossier = received(procedure_of(row), moment(row["received"]))
    dossier.done(SPECIALIST, "request_supplement", moment(row["asked"]), **ITEMS)
    dossier.done(CITIZEN, "supplement", moment(row["answered"]), **ANSWERS)
    assert due(dossier, "resolution") == moment(row["due"])
    assert dossier.state.facts["lawful_due"] == moment(row["due"]).isoformat()


@pytest.mark.parametrize("row", rows("pause"))
def test_pause(row):
    dossier = received(procedure_of({**row, "pauses": "true"}), moment(row["received"]))
    dossier.done(SPECIALIST, "request_supplement", moment(row["asked"]), **ITEMS)
    assert dossier.state.clocks["resolution"].state == "paused"
    dossier.done(CITIZEN, "supplement", moment(row["answered"]), **ANSWERS)
    assert due(dossier, "resolution") == moment(row["due"])
    assert dossier.state.facts["lawful_due"] == moment(row["due"]).isoformat()


@pytest.mark.parametrize("row", rows("transfer"))
def test_paper_goes_on_the_same_day_or_when_the_next_one_opens(row):
    dossier = received(procedure_of(row), moment(row["received"]), channel="counter")
    assert due(dossier, "transfer") == moment(row["due"])


@pytest.mark.parametrize("row", rows("paper_across_levels"))
def test_paper_from_another_desk(row):
    at = moment(row["received"])
    dossier = submitted(procedure_of(row), at - MINUTE, "counter", ELSEWHERE)
    dossier.done(_at(ELSEWHERE), "receive", at)
    assert due(dossier, "transfer") == moment(row["due"])


@pytest.mark.parametrize("row", rows("return_unqualified"))
def test_a_supplement_is_asked_for_until_then_and_no_later(row):
    until = moment(row["due"])
    late = received(procedure_of(row), moment(row["received"]))
    refused = late.ask(SPECIALIST, "request_supplement", until + MINUTE, **ITEMS)
    assert isinstance(refused, Refusal)
    assert refused.code == "dossier.too_late_to_ask"
    assert "khoản 5 Điều 19" in refused.law
    received(procedure_of(row), moment(row["received"])).done(
        SPECIALIST, "request_supplement", until, **ITEMS
    )


@pytest.mark.parametrize("row", rows("correct_error"))
def test_an_error_of_the_office(row):
    reported = moment(row["reported"])
    dossier = received(procedure_of(row), reported - timedelta(hours=2))
    for actor, name, values in DAY[1:]:
        dossier.done(actor, name, **values)
    dossier.done(LEADER, "report_error", reported, reason="Sai tên đệm")
    assert due(dossier, "correction") == moment(row["due"])


@pytest.mark.parametrize("row", rows("opinion"))
def test_an_opinion(row):
    asked = moment(row["asked"])
    dossier = received(procedure_of(row), asked - timedelta(minutes=30))
    dossier.done(SPECIALIST, "consult", asked, consultation=row["consultation"])
    assert dossier.state.steps["opinion.1"].due_at == moment(row["due"])


@pytest.mark.parametrize("row", rows("apology"))
def test_an_apology_moves_no_lawful_moment(row):
    dossier = received(procedure_of(row), moment(row["received"]))
    lawful = due(dossier, "resolution")
    assert lawful == moment(row["due"])
    new_due = "2026-02-26T16:00+07:00"
    dossier.done(SPECIALIST, "apologise", moment(row["apologised"]), reason="Chờ xác minh", new_due=new_due)
    assert dossier.state.facts["apology_in_time"] is (row["in_time"] == "true")
    assert dossier.state.facts["appointed_at"] == "2026-02-26T16:00:00+07:00"
    assert due(dossier, "resolution") == lawful
    assert dossier.state.facts["lawful_due"] == lawful.isoformat()


def _at(office):
    return replace(RECEIVER, office=office)
