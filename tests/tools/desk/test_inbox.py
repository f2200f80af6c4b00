"""Who is shown what, in which order, on which page; and counts that say no more than the list."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from kinhbac.kernel import actions
from kinhbac.kernel.types import Position, Viewer
from kinhbac.tools.desk.reads import inbox as reads
from kinhbac.tools.desk.reads.counts import counts_of
from kinhbac.tools.desk.reads.everywhere import find, item_coded
from kinhbac.tools.desk.rules.left import tomorrow_ends
from kinhbac.tools.desk.types import Filter
from tests.cast import (
    BINH,
    COMMITTEE,
    HOA,
    LAN,
    MINH,
    NAM_ELSEWHERE,
    NOBODY,
    NOW,
    OTHER_COMMITTEE,
    SPECIALIST,
)
from tests.kernel import world
from tests.tools.desk.officers import TUAN
from tests.tools.desk.works import LETTER, do, open_case

pytestmark = pytest.mark.django_db

SOON = tomorrow_ends(NOW, world.calendar())
HOUR = timedelta(hours=1)


def listed(viewer, cursor=None, **asked):
    return reads.inbox(viewer, Filter(**asked), NOW, SOON, cursor)


def titles(viewer, **asked):
    return [item.title for item in listed(viewer, **asked).items]


@pytest.fixture
def desk(published):
    """Late, due today, due far, without a term; one is Hoa's own, one Tuấn's; one in another office; one letter."""
    open_case(published, "Muộn", due_at=NOW - HOUR, code="H05-1")
    open_case(published, "Hôm nay", due_at=NOW + HOUR, person=HOA.person, code="H05-2")
    open_case(published, "Còn lâu", due_at=NOW + timedelta(days=30), person=TUAN.person)
    open_case(published, "Không hạn")
    open_case(published, "Nơi khác", due_at=NOW, office=OTHER_COMMITTEE)
    open_case(published, "Công văn Đường sắt", kind=LETTER, due_at=NOW + 2 * HOUR)
    return published


def test_the_least_time_comes_first_whatever_the_kind(desk):
    assert titles(HOA) == ["Muộn", "Hôm nay", "Công văn Đường sắt", "Không hạn"]


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (TUAN, ["Muộn", "Công văn Đường sắt", "Còn lâu", "Không hạn"]),
        (NAM_ELSEWHERE, ["Nơi khác"]),
        (BINH, []),
        (MINH, []),
        (LAN, []),
        (NOBODY, []),
    ],
)
def test_each_sees_her_post_without_what_is_another_s_own(desk, viewer, seen):
    assert titles(viewer) == seen
    assert counts_of(viewer, Filter(), NOW, SOON).of(Filter()) == len(seen)


def test_a_leader_may_look_at_the_whole_office_and_nobody_else(desk):
    assert len(titles(BINH, whose="office")) == 5
    assert counts_of(BINH, Filter(whose="office"), NOW, SOON).of(Filter()) == 5
    assert titles(HOA, whose="office") == []
    assert counts_of(HOA, Filter(whose="office"), NOW, SOON).of(Filter()) == 0


def test_who_holds_a_post_in_somebody_s_stead_sees_what_is_her_own(desk):
    post = Position(UUID(int=9), "specialist", COMMITTEE, date(2026, 1, 1), instead_of=TUAN.person)
    substitute = Viewer(UUID(int=7), UUID(int=8), (post,))
    assert titles(substitute) == ["Muộn", "Công văn Đường sắt", "Còn lâu", "Không hạn"]
    assert titles(replace(substitute, positions=(replace(post, instead_of=None),))) == [
        "Muộn",
        "Công văn Đường sắt",
        "Không hạn",
    ]


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"queue": "to_process"}, ["Muộn", "Hôm nay", "Không hạn"]),
        ({"queue": "to_answer"}, ["Công văn Đường sắt"]),
        ({"queue": "late"}, ["Muộn"]),
        ({"queue": "tomorrow"}, ["Hôm nay", "Công văn Đường sắt"]),
        ({"whose": "mine"}, ["Hôm nay"]),
        ({"whose": "free"}, ["Muộn", "Công văn Đường sắt", "Không hạn"]),
        ({"subject": "letter"}, ["Công văn Đường sắt"]),
        ({"field": "civil", "queue": "late"}, ["Muộn"]),
        ({"field": "other"}, []),
        ({"sought": "sat duong"}, ["Công văn Đường sắt"]),
        ({"sought": "ĐƯỜNG"}, ["Công văn Đường sắt"]),
        ({"sought": "h05-2"}, ["Hôm nay"]),
        ({"sought": "uong"}, []),
    ],
)
def test_it_is_narrowed(desk, asked, seen):
    assert titles(HOA, **asked) == seen
    assert reads.counted(HOA, Filter(**asked), NOW, SOON) == len(seen)
    if "sought" not in asked:
        counts = counts_of(HOA, Filter(whose=asked.get("whose", "")), NOW, SOON)
        assert counts.of(Filter(**asked)) == len(seen)


def test_counts_are_of_the_list_in_one_statement(desk, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = counts_of(HOA, Filter(), NOW, SOON)
    for queue, count in {"": 4, "to_process": 3, "to_answer": 1, "late": 1, "tomorrow": 2, "none": 0}.items():
        assert counts.of(Filter(queue=queue)) == count, queue
    assert [(each.key, each.count) for each in counts.subjects] == [("permit", 3), ("letter", 1)]


def test_pages_lead_forth_and_back_over_ties(published, monkeypatch):
    monkeypatch.setattr(reads, "PAGE", 3)
    for number in range(8):
        open_case(published, f"{number}", due_at=NOW if number < 5 else None)
    first = listed(HOA)
    second = listed(HOA, first.after)
    third = listed(HOA, second.after)
    assert [[item.title for item in page.items] for page in (first, second, third)] == [
        ["0", "1", "2"],
        ["3", "4", "5"],
        ["6", "7"],
    ]
    assert (first.before, third.after) == (None, None)
    back = listed(HOA, third.before)
    assert [item.title for item in back.items] == ["3", "4", "5"]
    assert listed(HOA, back.before) == first
    assert back.after == second.after


def test_a_page_is_one_statement(desk, django_assert_num_queries):
    with django_assert_num_queries(1):
        listed(HOA)


def test_what_was_done_is_listed_latest_first_and_once(desk):
    for code, hours in (("H05-1", 1), ("H05-2", 2)):
        case = item_coded(HOA, code).case
        do(case, "pass_on", SPECIALIST, now=NOW + hours * HOUR)
    assert titles(HOA, queue="ended") == ["Hôm nay", "Muộn"]
    assert titles(HOA, queue="ended", whose="mine") == ["Hôm nay"]
    assert titles(BINH) == ["Muộn", "Hôm nay"]
    assert titles(NAM_ELSEWHERE, queue="ended") == []


def test_all_that_passed_is_found_by_any_words_or_the_code(desk):
    do(item_coded(HOA, "H05-1").case, "close", SPECIALIST)
    assert [item.title for item in find(HOA, "muon").items] == ["Muộn"]
    assert [item.title for item in find(TUAN, "h05-").items] == ["Hôm nay", "Muộn"]
    assert [item.title for item in find(HOA, "van sat").items] == ["Công văn Đường sắt"]
    assert find(NAM_ELSEWHERE, "muon").items == ()
    assert find(NOBODY, "muon").items == ()
    assert find(HOA, " % _ ").items == ()
    assert item_coded(NAM_ELSEWHERE, "H05-1") is None


def test_what_is_found_comes_in_pages(published, monkeypatch):
    monkeypatch.setattr("kinhbac.tools.desk.reads.everywhere.PAGE", 2)
    for number in range(3):
        open_case(published, f"Nguyễn Văn {number}")
    page = find(HOA, "nguyen")
    assert [item.title for item in page.items] == ["Nguyễn Văn 2", "Nguyễn Văn 1"]
    assert [item.title for item in find(HOA, "nguyen", page.after).items] == ["Nguyễn Văn 0"]


def test_a_case_taken_is_no_longer_the_others(desk):
    item = item_coded(TUAN, "H05-1")
    actions.hand_step(case=item.case, step=item.step, to=HOA.person, viewer=HOA, now=NOW)
    assert "Muộn" in titles(HOA, whose="mine")
    assert "Muộn" not in titles(TUAN)
