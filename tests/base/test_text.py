import pytest

from kinhbac.base.text import Text, fold

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "hồ sơ"), ("en", "dossier"), ("fr", "hồ sơ"), ("", "hồ sơ"), ("EN", "hồ sơ")],
)
def test_every_other_language_falls_back_to_vietnamese(language, said):
    assert Text(vi="hồ sơ", en="dossier").say(language) == said


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("Nguyễn Thị Lan", "nguyen thi lan"),
        ("ĐỖ ĐÌNH đỗ", "do dinh do"),
        ("  Kinh   Bắc\n", "kinh bac"),
        ("Quế Võ", "que vo"),
        ("ươ ƯƠ ằ ẫ ỹ", "uo uo a a y"),
        ("Bă\u0301c", "bac"),  # the mark apart from its letter, as some phones send it
        ("H05.17-260429", "h05.17-260429"),
        ("", ""),
    ],
)
def test_fold(words, folded):
    assert fold(words) == folded
    assert fold(folded) == folded
