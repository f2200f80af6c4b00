"""An apology: once, owed even when late; a re-appointment never makes a dossier on time."""

from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.punctuality import judged
from tests.cast import CITIZEN, LEADER, SPECIALIST
from tests.services.procedures.rules.walking import DAY, received, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)
NEW_DUE = "2026-03-12T09:00:00+07:00"


def test_a_new_promise_does_not_make_it_on_time():
    # 3 working days from Tue 3/3: Fri 6/3 17:00; promised anew for 12/3 09:00, finished on 11/3
    dossier = received(with_term("3 working days"), AT)
    dossier.done(LEADER, "apologise", reason="Chờ xác minh", new_due=NEW_DUE)
    assert dossier.last.content == {"reason": "Chờ xác minh"}
    assert dossier.state.facts["apology_in_time"] is True
    assert judged(dossier.state, datetime(2026, 3, 6, 17, 1, tzinfo=HCM)) == "overdue"
    for actor, name, values in DAY[1:4]:
        dossier.done(actor, name, AT + timedelta(days=8), **values)
    assert judged(dossier.state, dossier.now) == "late"


def test_an_apology_after_the_term_is_still_owed():
    dossier = received(with_term("3 working days"), AT)
    dossier.done(SPECIALIST, "apologise", AT + timedelta(days=6), reason="Quá tải", new_due=NEW_DUE)
    assert dossier.state.facts["apology_in_time"] is False


def test_a_restarted_term_replaces_the_promise_and_no_second_one_may_follow():
    dossier = received(with_term("10 working days"), AT)
    dossier.done(SPECIALIST, "apologise", reason="Quá tải", new_due="2026-03-19T09:00+07:00")
    dossier.done(SPECIALIST, "request_supplement", items=["Giấy chứng sinh"], reason="Chưa có")
    dossier.done(CITIZEN, "supplement", answers=[{"item": "Giấy chứng sinh", "text": "Đây"}])
    assert "appointed_at" not in dossier.state.facts
    again = dossier.ask(SPECIALIST, "apologise", reason="Quá tải", new_due="2026-03-26T09:00+07:00")
    assert again.code == "dossier.apologised_already"
