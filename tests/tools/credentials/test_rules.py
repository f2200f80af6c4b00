"""The rules of credentials, as tables: how long one waits, which steps count, which passwords are none."""

from datetime import UTC, datetime, timedelta

import pytest

from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.rules import FROM_A_PLACE, FROM_AN_ADDRESS, FROM_KNOWN, wait

pytestmark = pytest.mark.pure

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
GOOD = "bon tu khong lien quan"
LONG = ("bốn từ không liên quan 🌾 " * 6)[:128]


@pytest.mark.parametrize(
    ("patience", "wrong", "ago", "left"),
    [
        (FROM_A_PLACE, 0, 0, 0),
        (FROM_A_PLACE, 4, 0, 0),
        (FROM_A_PLACE, 5, 0, 10),
        (FROM_A_PLACE, 5, 4, 6),
        (FROM_A_PLACE, 5, 10, 0),
        (FROM_A_PLACE, 6, 0, 20),
        (FROM_A_PLACE, 9, 0, 160),
        (FROM_A_PLACE, 60, 0, 3600),
        (FROM_A_PLACE, 10_000, 0, 3600),
        (FROM_A_PLACE, 10_000, 86_400, 0),
        (FROM_KNOWN, 10_000, 0, 60),
        (FROM_AN_ADDRESS, 40, 0, 0),
        (FROM_AN_ADDRESS, 41, 0, 10),
    ],
)
def test_the_wait_doubles_up_to_the_most_and_a_day_forgets(patience, wrong, ago, left):
    assert wait(patience, wrong, NOW - timedelta(seconds=ago), NOW) == timedelta(seconds=left)


@pytest.mark.parametrize(("at", "steps"), [(59, (1, 0, 2)), (60, (2, 1, 3)), (89.9, (2, 1, 3))])
def test_this_step_and_one_on_each_side_count(at, steps):
    assert rules.steps_around(at) == steps


@pytest.mark.parametrize(
    ("password", "again", "breached", "code"),
    [
        (GOOD, GOOD, False, None),
        ("mười hai chữ", "mười hai chữ", False, None),
        (LONG[:64], LONG[:64], False, None),
        (LONG, LONG, False, None),
        (LONG + "x", LONG + "x", False, "password.short"),
        ("elevenchars", "elevenchars", False, "password.short"),
        ("x" * 129, "x" * 129, False, "password.short"),
        (GOOD, GOOD, True, "password.breached"),
        ("abababababababab", "abababababababab", False, "password.breached"),
        ("toi la Quang Minh day", "toi la Quang Minh day", False, "password.about"),
        ("tôi là QUANG đây nhé", "tôi là QUANG đây nhé", False, "password.about"),
        (GOOD, GOOD + " ", False, "password.differs"),
    ],
)
def test_why_a_password_is_none(password, again, breached, code):
    why = rules.why_not_this_password(
        password, again, shortest=12, about=("Ngô", "Quang", "Minh"), breached=breached
    )
    assert (why.code if why else None) == code


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Minh.NQ ", "minh.nq"),
        ("a1-_", "a1-_"),
        ("mi", ""),
        ("-minh", ""),
        ("Minh Ngô", ""),
        ("mính", ""),
        ("m" * 41, ""),
        ("", ""),
        ("minh\x00", ""),
    ],
)
def test_user_names_are_small_letters_without_marks(words, name):
    assert rules.user_name_of(words) == name


def test_a_code_is_the_same_however_it_is_copied():
    assert rules.grouped("ABCDEFGHJK") == "ABCDE-FGHJK"
    assert rules.grouped("ABCDEFGHJKLM") == "ABCD-EFGH-JKLM"
    assert rules.as_written(" abcde-fghjk\n") == rules.as_written("ABCDE FGHJK") == "ABCDEFGHJK"
    assert rules.is_of_device(rules.as_written("123 456"))
    assert not rules.is_of_device("１２３４５６")
