"""Slips: of the finger, of the ear, of the keyboard; what was written well stays."""

import pytest

from kinhbac.tools.finding.rules.slips import Slips, sound, untyped
from kinhbac.tools.finding.rules.syllables import syllables

pytestmark = pytest.mark.pure

KNOWN = (
    "đăng ký kết hôn",
    "gia hạn giấy phép",
    "làm giấy khai sinh",
    "chứng thực bản sao",
    "passport",
    "hôm qua",
)


def mended(asked):
    slips = Slips([syllables(each, {}) for each in KNOWN])
    return " ".join(each.folded for each, _ in slips.mended(syllables(asked, {})))


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("đăng ký kết hôn", "dang ky ket hon"),
        ("kêt hôm", "ket hon"),  # hôm is a word, its neighbour tells that it was not meant
        ("khia sinh", "khai sinh"),
        ("gia hạng giấy phép", "gia han giay phep"),
        ("trứng thực bản xao", "chung thuc ban sao"),
        ("nàm giấy", "lam giay"),
        ("giaays phesp", "giay phep"),
        ("pasport", "passport"),
        ("bệnh viện", "benh vien"),  # well written, though unknown
    ],
)
def test_what_was_meant(asked, meant):
    assert mended(asked) == meant


def test_what_was_mended_is_less_sure():
    slips = Slips([syllables(each, {}) for each in KNOWN])
    assert [surely for _, surely in slips.mended(syllables("khai sinh", {}))] == [1.0, 1.0]
    assert slips.mended(syllables("khia sinh", {}))[0][1] < 1


@pytest.mark.parametrize(("one", "other"), [("lam", "nam"), ("so", "xo"), ("trung", "chung"), ("da", "ra")])
def test_sounds_that_are_one_in_the_north(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("typed", "meant"), [("laij", "lai"), ("ddoongj", "dong"), ("giaays", "giay"), ("lai", "lai")]
)
def test_letters_that_a_keyboard_left_over(typed, meant):
    assert untyped(typed) == meant
