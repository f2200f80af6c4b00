"""Words, places in a list, and how much time is left, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.tools.desk.rules import cursors, words
from kinhbac.tools.desk.rules.handing import ASSIGN, RELEASE, TAKE, may_hand
from kinhbac.tools.desk.rules.left import left_of, tomorrow_ends
from kinhbac.tools.desk.types import NEVER, NO_WORDS, Cursor, Item
from tests.cast import BINH, HOA, NOW
from tests.kernel import world

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nguyễn Thị Đào", ("nguyen", "thi", "dao")),
        ("Lê-Văn (mẫu), Lê", ("levan", "mau", "le")),
        ("H05.91.87-260428-0007", ("h0591872604280007",)),
        ("%_' ; --", ()),
    ],
)
def test_words_are_letters_and_digits(text, found):
    assert words.words_of(text) == found


def test_a_code_is_found_whole_and_by_its_ends():
    assert words.code_words("H05.91.87-260428-0007") == ("h0591872604280007", "2604280007", "0007")
    assert words.folded("Đào", "đào phường", "A-1") == " a1 1 dao phuong"


@pytest.mark.parametrize("prefix", ["lan", "h09", "az", "zz", "9", "a9z"])
def test_a_beginning_ends_before_the_next(prefix):
    end = words.end_of(prefix)
    assert prefix < end
    assert prefix + "zzzz9" < end


def test_the_longest_word_is_looked_for_first():
    assert words.sought("an Nguyễn 12") == ("nguyen", "an", "12")


@pytest.mark.parametrize("cursor", [Cursor(NOW, 7), Cursor(NEVER, 1, backwards=True)])
def test_a_place_is_read_as_it_was_written(cursor):
    assert cursors.read(cursors.written(cursor)) == cursor


@pytest.mark.parametrize("text", ["", "a1", "x1.2", "a999999999999999999.1", "a1.2.3", "a-1.2"])
def test_no_place_is_none(text):
    assert cursors.read(text) is None


def test_tomorrow_is_the_end_of_the_next_working_day():
    assert tomorrow_ends(NOW, world.calendar()) == datetime(2026, 4, 29, 17, tzinfo=HCM)
    friday = datetime(2026, 4, 24, 9, tzinfo=HCM)
    assert tomorrow_ends(friday, world.calendar()) == datetime(2026, 4, 27, 17, tzinfo=HCM)
    last = datetime(2026, 12, 31, 9, tzinfo=HCM)
    assert tomorrow_ends(last, world.calendar()) == datetime(2027, 1, 1, 17, tzinfo=HCM)


@pytest.mark.parametrize(
    ("due_at", "sign", "vi", "en"),
    [
        (None, "neutral", "Không tính hạn", "No term runs"),
        (NOW - timedelta(minutes=5), "late", "Quá hạn 5 phút", "Late by 5 minutes"),
        (NOW - timedelta(hours=1), "late", "Quá hạn 1 giờ", "Late by 1 hour"),
        (NOW - timedelta(days=2, hours=3), "late", "Quá hạn 2 ngày", "Late by 2 days"),
        (NOW, "soon", "Hôm nay 09:00", "Today 09:00"),
        (NOW + timedelta(days=1), "soon", "Ngày mai 09:00", "Tomorrow 09:00"),
        (NOW + timedelta(days=9), "ontime", "Còn 9 ngày", "9 days left"),
    ],
)
def test_time_left_has_a_sign_and_a_word(due_at, sign, vi, en):
    left = left_of(due_at, NOW, tomorrow_ends(NOW, world.calendar()))
    assert (left.sign, left.word.vi, left.word.en) == (sign, vi, en)


def item(person, ended_at=None):
    return Item(
        1,
        HOA.account,
        "s",
        "k",
        "c",
        "t",
        "p",
        NO_WORDS,
        "q",
        "held",
        "o",
        "r",
        person,
        NOW,
        None,
        NOW,
        ended_at,
    )


@pytest.mark.parametrize(
    ("held", "act", "to", "code"),
    [
        (item(None), TAKE, None, None),
        (item(HOA.person), TAKE, None, None),
        (item(BINH.person), TAKE, None, "step.held_by_another"),
        (item(None), RELEASE, None, "step.held_by_nobody"),
        (item(HOA.person), RELEASE, None, None),
        (item(HOA.person), ASSIGN, HOA.person, "step.held_already"),
        (item(HOA.person), ASSIGN, BINH.person, None),
        (item(None, datetime(2026, 1, 1, tzinfo=UTC)), TAKE, None, "step.ended"),
    ],
)
def test_what_speaks_against_handing(held, act, to, code):
    refusal = may_hand(held, act, HOA.people(), to)
    assert (refusal.code if refusal else None) == code
