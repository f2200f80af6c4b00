"""Syllables: how they are written and compared, short forms, English endings, and marks that may be left out."""

import pytest

from kinhbac.tools.finding.rules.syllables import stem, syllable, syllables

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mất bằng lái!", ["mat", "bang", "lai"]),
        ("CCCD của e", ["can", "cuoc", "cua", "e"]),
        ("80t", ["80", "t"]),
        ("driver's licences", ["driver", "licenc"]),
        ("Đăng-ký", ["dang", "ky"]),
        ("  ", []),
        ("%_' OR 1=1", ["or", "1", "1"]),
    ],
)
def test_a_text_becomes_what_is_compared(text, folded):
    assert [each.folded for each in syllables(text, {"cccd": "căn cước"})] == folded


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("registering", "register"),
        ("married", "marri"),
        ("marry", "marri"),
        ("copies", "copi"),
        ("lost", "lost"),
    ],
)
def test_english_words_lose_their_endings(word, bare):
    assert stem(word) == bare


@pytest.mark.parametrize("word", ["nghiep", "phuong", "nguyen", "thuong", "truong", "quyen"])
def test_vietnamese_syllables_have_no_such_endings(word):
    assert stem(word) == word


@pytest.mark.parametrize(
    ("asked", "meant", "may_be"),
    [
        ("kêt", "kết", True),
        ("ket", "kết", True),
        ("kẹt", "kết", False),
        ("hàn", "hạn", False),
        ("đat", "đất", True),
    ],
)
def test_marks_may_be_left_out_but_other_marks_are_another_word(asked, meant, may_be):
    assert syllable(asked).may_be(meant) is may_be


@pytest.mark.parametrize(
    ("word", "is_vietnamese"),
    [("nghiệp", True), ("khuya", True), ("passport", False), ("lost", False), ("14", False)],
)
def test_english_words_seldom_have_the_shape_of_a_syllable(word, is_vietnamese):
    assert syllable(word).is_vietnamese is is_vietnamese
