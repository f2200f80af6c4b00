"""Many acts at once: tried first, done once each, kept with every reason; whoever is killed in between loses nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kinhbac.kernel.models import Entry
from kinhbac.kernel.types import Refused
from kinhbac.tools.desk.actions import bulk
from kinhbac.tools.desk.actions.hand import hand
from kinhbac.tools.desk.reads.bulk import bulk_of, latest_bulks, lines_of
from kinhbac.tools.desk.reads.inbox import desk_of, inbox, items_of
from kinhbac.tools.desk.rules.handing import ASSIGN, HAND, RELEASE, TAKE, TO
from kinhbac.tools.desk.types import NO_WORDS, Chosen, Filter
from tests.cast import BINH, COMMITTEE, HOA, NAM_ELSEWHERE, NOW
from tests.tools.desk.officers import TUAN
from tests.tools.desk.works import IN_STEAD, LETTER, PERMIT, do, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


def chosen(viewer, **asked):
    return tuple(
        Chosen(item.case, item.step) for item in inbox(viewer, Filter(**asked), NOW, NOW + timedelta(1)).items
    )


def begin(viewer=HOA, act="finish", kind=PERMIT, items=None, **values):
    items = chosen(viewer) if items is None else items
    return bulk.begin(viewer=viewer, kind=kind, act=act, values=values, chosen=items, now=NOW)


def outcomes(viewer, key):
    lines = lines_of(viewer, key, refused=False) + lines_of(viewer, key, refused=True)
    return sorted((line.title, line.outcome) for line in lines)


@pytest.fixture
def three(published):
    for title in ("Một", "Hai", "Ba"):
        open_case(published, title, code=title)
    return published


def test_it_is_tried_without_being_done_then_done_once(three):
    key = begin(note="ok")
    tried = bulk_of(HOA, key)
    assert (tried.phase, tried.total, tried.ready, tried.refused) == ("tried", 3, 3, 0)
    assert Entry.objects.filter(name="closed").count() == 0
    for _ in range(2):
        bulk.confirm(viewer=HOA, bulk=key, now=NOW)
    assert Entry.objects.filter(name="closed").count() == 3
    assert bulk_of(HOA, key).phase == "done"
    assert outcomes(HOA, key) == [("Ba", "done"), ("Hai", "done"), ("Một", "done")]


def test_what_a_rule_refuses_is_kept_with_its_reason_and_stops_nobody(three):
    first = chosen(HOA)[0]
    do(first.case, "close", HOA.acting())
    key = begin(items=(first, *chosen(HOA)), note="ok")
    bulk.confirm(viewer=HOA, bulk=key, now=NOW)
    (line,) = lines_of(HOA, key, refused=True)
    assert (line.title, line.reason.vi) == ("Một", "Chưa tới bước này.")
    assert bulk_of(HOA, key).refused == 1
    assert Entry.objects.filter(name="closed").count() == 3


def test_what_an_act_means_for_a_case_is_said_beforehand_and_nothing_else_is_done(three):
    items = chosen(HOA)
    do(items[0].case, "pass_on", HOA.acting())
    key = begin(items=items, note="ok")
    assert {line.title: line.reason for line in lines_of(HOA, key, refused=False)} == {
        "Một": IN_STEAD,
        "Hai": NO_WORDS,
        "Ba": NO_WORDS,
    }
    do(items[1].case, "pass_on", HOA.acting())
    bulk.confirm(viewer=HOA, bulk=key, now=NOW)
    assert outcomes(HOA, key) == [("Ba", "done"), ("Hai", "refused"), ("Một", "done")]
    assert [line.reason for line in lines_of(HOA, key, refused=True)] == [bulk.ANOTHER_MEANING.reason]


def test_it_is_seen_and_confirmed_by_who_asked_and_nobody_else(three):
    key = begin(note="ok")
    assert bulk_of(TUAN, key) is None
    assert lines_of(TUAN, key, refused=False) == ()
    assert latest_bulks(TUAN) == ()
    with pytest.raises(Refused):
        bulk.confirm(viewer=TUAN, bulk=key, now=NOW)
    assert [each.key for each in latest_bulks(HOA)] == [key]


def test_what_is_not_hers_to_see_is_not_there(three):
    key = begin(NAM_ELSEWHERE, items=chosen(HOA), note="ok")
    assert {line.reason.en for line in lines_of(NAM_ELSEWHERE, key, refused=True)} == {
        "There is no such case."
    }


def test_a_long_one_is_done_in_pieces_by_the_worker(three, monkeypatch):
    monkeypatch.setattr(bulk, "PIECE", 2)
    key = begin(note="ok")
    assert bulk_of(HOA, key).phase == "trying"
    assert [bulk.work_pending(NOW), bulk.work_pending(NOW)] == [2, 1]
    assert bulk_of(HOA, key).phase == "tried"
    bulk.confirm(viewer=HOA, bulk=key, now=NOW)
    assert bulk.work_pending(NOW) == 2
    running = bulk_of(HOA, key)
    assert (running.phase, running.ready) == ("running", 2)
    assert bulk.work_pending(NOW) == 1
    assert bulk_of(HOA, key).phase == "done"
    assert bulk.work_pending(NOW) == 0


class Killed(BaseException):
    """What a kill looks like from inside."""


def test_killed_in_the_middle_it_loses_and_repeats_nothing(three, monkeypatch):
    monkeypatch.setattr(bulk, "PIECE", 2)
    key = begin(note="ok")
    while bulk.work_pending(NOW):
        pass
    bulk.confirm(viewer=HOA, bulk=key, now=NOW)
    settle = bulk._settle
    monkeypatch.setattr(bulk, "_settle", lambda *_: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        bulk.work_pending(NOW)
    assert Entry.objects.filter(name="closed").count() == 0
    monkeypatch.setattr(bulk, "_settle", settle)
    while bulk.work_pending(NOW):
        pass
    assert Entry.objects.filter(name="closed").count() == 3
    assert {outcome for _, outcome in outcomes(HOA, key)} == {"done"}


def test_a_fault_of_ours_is_said_of_its_cases_and_ends(three, monkeypatch):
    key = begin(note="ok")
    monkeypatch.setattr(bulk.actions, "act_many", lambda **_: 1 / 0)
    bulk.confirm(viewer=HOA, bulk=key, now=NOW)
    assert bulk_of(HOA, key).phase == "done"
    assert {line.reason for line in lines_of(HOA, key, refused=True)} == {bulk.OUR_FAULT.reason}


def test_taking_and_releasing_many_are_entries_of_each(three):
    key = begin(HOA, TAKE, HAND)
    bulk.confirm(viewer=HOA, bulk=key, now=NOW)
    assert Entry.objects.filter(name="step.taken").count() == 3
    assert len(chosen(HOA, whose="mine")) == 3
    assert chosen(TUAN) == ()
    again = begin(HOA, RELEASE, HAND)
    bulk.confirm(viewer=HOA, bulk=again, now=NOW)
    assert len(chosen(TUAN, whose="free")) == 3


def test_a_whole_desk_is_handed_over_by_who_assigns(three):
    open_case(three, "Công văn", kind=LETTER)
    done = begin(HOA, TAKE, HAND)
    bulk.confirm(viewer=HOA, bulk=done, now=NOW)
    assert desk_of(HOA, COMMITTEE, HOA.person) == ()
    desk = desk_of(BINH, COMMITTEE, HOA.person)
    assert len(desk) == 4
    key = begin(BINH, ASSIGN, HAND, desk, **{TO: str(TUAN.person)})
    assert bulk_of(BINH, key).refused == 0
    bulk.confirm(viewer=BINH, bulk=key, now=NOW)
    assert len(chosen(TUAN, whose="mine")) == 4
    assert Entry.objects.filter(name="step.assigned").count() == 4


@pytest.mark.parametrize("to", [BINH.person, NAM_ELSEWHERE.person, uuid4(), None])
def test_nobody_is_assigned_who_does_not_hold_the_post(three, to):
    item = chosen(HOA)[0]
    with pytest.raises(Refused, match="không giữ vị trí"):
        hand(viewer=BINH, chosen=item, act=ASSIGN, to=to, now=NOW)


def test_one_item_is_assigned_taken_back_and_released(three):
    item = chosen(HOA)[0]
    hand(viewer=BINH, chosen=item, act=ASSIGN, to=TUAN.person, now=NOW)
    with pytest.raises(Refused, match="người khác"):
        hand(viewer=HOA, chosen=item, act=TAKE, to=None, now=NOW)
    hand(viewer=BINH, chosen=item, act=RELEASE, to=None, now=NOW)
    assert items_of(HOA, (item,))[item].person is None
    with pytest.raises(Refused, match="Không tìm thấy"):
        hand(viewer=NAM_ELSEWHERE, chosen=item, act=TAKE, to=None, now=NOW)
