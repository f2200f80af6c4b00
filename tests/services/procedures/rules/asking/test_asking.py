"""What the forms of acts read, which acts make sense, their limits, and what is drafted."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Position, Viewer
from kinhbac.services.procedures.rules.asking import drafts
from kinhbac.services.procedures.rules.asking.fields import ActField, Kind, values_of
from kinhbac.services.procedures.rules.asking.fits import acts_for
from kinhbac.services.procedures.rules.asking.limits import limit_of
from kinhbac.services.procedures.rules.asking.table import ACTS
from kinhbac.services.procedures.rules.turns.table import TURNS
from tests.cast import CITIZEN, LEADER, NAM, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import FILED_AT, after, calendar, received, with_term

pytestmark = pytest.mark.pure

WORDS = Text(vi="x", en="x")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.NOTE, "  Đủ ", "Đủ"),
        (Kind.LIST, "- Một\n\n• Hai \n", ["Một", "Hai"]),
        (Kind.MOMENT, "2026-05-06T16:00", "2026-05-06T16:00:00+07:00"),
        (Kind.MOMENT, "2026-05-06T09:00+00:00", "2026-05-06T09:00:00+00:00"),
        (Kind.MOMENT, "hôm qua", "hôm qua"),
        (Kind.DAYS, "2", "2 working days"),
        (Kind.DAYS, "hai", "hai"),
        (Kind.YES_NO, "no", False),
        (Kind.TICK, "yes", True),
    ],
)
def test_what_was_typed_becomes_a_value(kind, typed, value):
    assert values_of([ActField("it", kind, WORDS)], {"it": (typed,)}) == {"it": value}


@pytest.mark.parametrize("kind", list(Kind))
def test_what_was_left_empty_says_nothing(kind):
    assert values_of([ActField("it", kind, WORDS)], {"it": ("",)}) == {}


def test_every_act_is_a_turn_and_every_name_and_hint_is_in_both_languages():
    assert set(ACTS) < set(TURNS)
    for asked in ACTS.values():
        said = [
            asked.name,
            *(each.label for each in asked.fields),
            *(o.name for f in asked.fields for o in f.options),
        ]
        assert all(each.vi and each.en for each in said)


def viewer(actor):
    post = Position(actor.position or UUID(int=5), actor.role, actor.office, FILED_AT.date())
    return Viewer(account=actor.account, person=actor.person, positions=(post,))


def acts(dossier, actor, at=None):
    return acts_for(viewer(actor), dossier.state, dossier.procedure, at or dossier.now)


@pytest.mark.parametrize(
    ("done", "actor", "expected"),
    [
        (
            0,
            RECEIVER,
            ("receive", "request_supplement", "refuse", "transfer", "withdraw", "correct", "adjust"),
        ),
        (1, RECEIVER, ("stop", "withdraw", "adjust")),
        (
            1,
            SPECIALIST,
            (
                "propose",
                "request_supplement",
                "propose_refusal",
                "consult",
                "verify_in_field",
                "apologise",
                "transfer",
                "correct",
            ),
        ),
        (1, LEADER, ("apologise",)),
        (2, LEADER, ("approve", "return_for_rework", "apologise", "correct")),
        (4, RECEIVER, ("hand_over", "report_error")),
        (5, SPECIALIST, ("report_error",)),
    ],
)
def test_only_what_makes_sense_is_offered(done, actor, expected):
    assert acts(after(done), actor) == expected


def test_nam_is_offered_nothing():
    assert acts_for(Viewer(person=NAM.person), after(1).state, after(1).procedure, FILED_AT) == ()


def test_a_dossier_is_closed_for_silence_only_after_the_limit():
    dossier = received(with_term("5 working days"), FILED_AT + timedelta(minutes=30))
    dossier.done(SPECIALIST, "request_supplement", items=["Ảnh"], reason="Mờ")
    assert acts(dossier, RECEIVER) == ("supplement", "stop", "withdraw")
    later = dossier.state.clocks["silence"].due_at + timedelta(minutes=1)
    assert "close_silent" in acts(dossier, RECEIVER, later)


LIMITS = [
    ("request_supplement", "chậm nhất 3 ngày làm việc: 17:00 06/05/2026", "khoản 5 Điều 19"),
    ("propose_refusal", "trong thời hạn giải quyết: 17:00 08/05/2026", "khoản 3 Điều 19"),
    ("apologise", "chậm nhất 1 ngày trước hạn: 07/05/2026", "khoản 6 Điều 19"),
    ("stop", "đến trước khi có quyết định", "Điều 21"),
]


@pytest.mark.parametrize(("act", "words", "article"), LIMITS)
def test_limits_are_those_of_the_version_with_their_articles(act, words, article):
    dossier = received(with_term("5 working days"), datetime(2026, 4, 29, 9, 0, tzinfo=HCM))
    found = limit_of(act, dossier.state, dossier.procedure, dossier.now, calendar())
    assert found is not None
    assert (found.words.vi, article in found.law, found.over) == (words, True, False)


def test_a_limit_that_has_passed_is_said_to_be_over():
    dossier = received(with_term("5 working days"), datetime(2026, 4, 29, 9, 0, tzinfo=HCM))
    later = datetime(2026, 5, 7, 9, 0, tzinfo=HCM)
    found = limit_of("request_supplement", dossier.state, dossier.procedure, later, calendar())
    assert found is not None
    assert found.over


def test_a_new_date_is_drafted_after_the_old_one_when_the_desk_is_open():
    dossier = received(with_term("5 working days"), datetime(2026, 4, 29, 9, 0, tzinfo=HCM))
    late = datetime(2026, 5, 8, 16, 0, tzinfo=HCM)
    suggested = drafts.suggested_due(dossier.state, dossier.procedure, late, calendar())
    assert suggested == datetime(2026, 5, 11, 17, 0, tzinfo=HCM)  # the day after lies in a week's end
    dossier.done(SPECIALIST, "apologise", late, reason="Chờ", new_due=suggested)


def test_the_reason_drafted_names_whoever_is_waited_for():
    dossier = received(with_term("5 working days"), datetime(2026, 4, 29, 9, 0, tzinfo=HCM))
    own = drafts.apology_reason(dossier.state, dossier.procedure)
    assert own == "Bước Thẩm tra chưa xong nên hồ sơ không kịp hoàn thành trước 17:00 ngày 08/05/2026."
    waits = drafts.apology_reason(dossier.state, dossier.procedure, ("Công an phường Kinh Bắc",))
    assert "Công an phường Kinh Bắc" in waits


def test_the_applicant_is_offered_none_of_the_officers_acts():
    assert acts_for(Viewer(person=CITIZEN.person), after(1).state, after(1).procedure, FILED_AT) == ()
