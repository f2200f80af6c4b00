"""Passwords that strangers know: from Django's list, and from a file of this machine, whole names or their beginnings."""

import pytest

from kinhbac.tools.credentials.breached import is_breached
from kinhbac.tools.credentials.rules import sha1_of

KNOWN = [f"mật khẩu đã lộ số {each}" for each in range(200)]
UNKNOWN = [f"mật khẩu chưa ai biết số {each}" for each in range(50)]


@pytest.fixture(autouse=True)
def no_file(settings):
    settings.KINHBAC_BREACHED = None


def test_djangos_own_list_is_asked():
    assert is_breached("1234567890ab") is False
    assert is_breached("password1234") or is_breached("qwertyuiop123")


@pytest.mark.parametrize("length", [10, 20, 40])
@pytest.mark.parametrize("ending", ["", ":3", ":48213\r"])
def test_a_file_is_searched_by_halves(settings, tmp_path, length, ending):
    file = tmp_path / "breached.txt"
    names = sorted(sha1_of(each)[:length] for each in KNOWN)
    file.write_text("".join(f"{name}{ending}\n" for name in names), encoding="ascii", newline="")
    settings.KINHBAC_BREACHED = file
    assert all(map(is_breached, KNOWN))
    assert not any(map(is_breached, UNKNOWN))


@pytest.mark.parametrize("words", ["", "\n", "ABC\n"])
def test_a_file_that_says_nothing_lets_all_pass(settings, tmp_path, words):
    file = tmp_path / "breached.txt"
    file.write_text(words, encoding="ascii")
    settings.KINHBAC_BREACHED = file
    assert not is_breached(KNOWN[0])
