"""Finding by rare words: whichever that is, and however many are too many, the same cases are found."""

import pytest

from kinhbac.tools.desk.reads import inbox as reads
from kinhbac.tools.desk.reads import matching
from kinhbac.tools.desk.reads.everywhere import find
from kinhbac.tools.desk.rules.left import tomorrow_ends
from kinhbac.tools.desk.types import ENDED, Filter
from tests.cast import COMMITTEE, HOA, NOW
from tests.kernel import world
from tests.tools.desk.works import open_case

pytestmark = pytest.mark.django_db

SOON = tomorrow_ends(NOW, world.calendar())


@pytest.fixture
def named(published):
    """Six cases: one name is everywhere, one nearly, one is rare."""
    for title in ("Nguyễn Văn An", "Nguyễn Văn Bảo", "Nguyễn Văn Lộc", "Nguyễn Thị Lộc", "Nguyễn Thị An"):
        open_case(published, title)
    open_case(published, "Trần Văn An")


def test_rare_words_lead(named, monkeypatch):
    monkeypatch.setattr(matching, "FEW", 0)
    monkeypatch.setattr(matching, "RARE", 3)
    assert matching._rare([COMMITTEE], ("nguyen", "loc", "thi", "van")) == ["loc", "thi"]
    assert matching._rare([COMMITTEE], ("loc", "nobody", "thi")) == ["nobody"]
    assert matching._rare([COMMITTEE], ("nguyen", "van")) == []


@pytest.mark.parametrize(("rare", "few", "found"), [(1, 0, 0), (2, 0, 1), (5_000, 0, 1), (5_000, 200, 1_000)])
@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("nguyễn lộc", {"Nguyễn Văn Lộc", "Nguyễn Thị Lộc"}),
        ("van an", {"Nguyễn Văn An", "Trần Văn An"}),
        ("ngu v l", {"Nguyễn Văn Lộc"}),
        ("nguyen", {"Nguyễn Văn An", "Nguyễn Văn Bảo", "Nguyễn Văn Lộc", "Nguyễn Thị Lộc", "Nguyễn Thị An"}),
        ("nguyen nobody", set()),
    ],
)
def test_however_it_is_found_it_is_the_same(named, monkeypatch, rare, few, found, text, titles):
    monkeypatch.setattr(matching, "RARE", rare)
    monkeypatch.setattr(matching, "FEW", few)
    monkeypatch.setattr(reads, "FEW_FOUND", found)
    assert {item.title for item in find(HOA, text).items} == titles
    listed = reads.inbox(HOA, Filter(sought=text), NOW, SOON)
    assert {item.title for item in listed.items} == titles
    assert reads.inbox(HOA, Filter(queue=ENDED, sought=text), NOW, SOON).items == ()


def test_more_than_wanted_is_not_told(named):
    assert matching.few_with([COMMITTEE], ("nguyen",), 4) is None
    assert len(matching.few_with([COMMITTEE], ("nguyen",), 5) or ()) == 5
    assert matching.few_with([], ("nguyen",), 5) == []


@pytest.mark.parametrize("rare", [1, 5_000])
def test_the_newest_come_first_from_a_place_on(named, monkeypatch, rare):
    monkeypatch.setattr(matching, "RARE", rare)
    monkeypatch.setattr(matching, "FEW", 0)
    monkeypatch.setattr(matching, "AT_ONCE", 2)
    every = matching.newest([COMMITTEE], ("nguyen", "n"), 9)
    assert every == sorted(every, reverse=True)
    assert len(every) == 5
    assert matching.newest([COMMITTEE], ("nguyen", "n"), 2) == every[:2]
    assert matching.newest([COMMITTEE], ("nguyen", "n"), 2, before=every[1]) == every[2:4]
