"""The finder: best first, near, not at all; what speaks against, what is meant only with a concept, what is not offered."""

import pytest

from kinhbac.tools.finding.rules.finder import Finder
from kinhbac.tools.finding.types import Concept, Findable, Said, Saying, Source, Vocabulary

pytestmark = pytest.mark.pure


def thing(key, *phrases, **more):
    return Findable(key, tuple(Said(Source.WORDS, phrase) for phrase in phrases), **more)


FINDER = Finder(
    (
        thing(
            "birth",
            "đăng ký khai sinh",
            "làm giấy khai sinh",
            "khai sinh cho con",
            "em bé mới sinh",
            "newborn baby",
            never=("bản sao",),
        ),
        thing("copy", "bản sao khai sinh", "trích lục khai sinh"),
        thing("licence", "đổi bằng lái xe", "bằng lái hết hạn"),
        thing("lost_licence", "cấp lại bằng lái xe", "mất bằng lái", only_with=("lost",)),
        thing("house", "giấy phép xây dựng", "xây nhà", "build a house"),
    ),
    Vocabulary(concepts=(Concept("lost", (Saying("mất"), Saying("lost"))),), stop=frozenset({"tôi", "cho"})),
)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("làm khai sinh cho em bé", "birth"),
        ("LAM KHAI SINH", "birth"),
        ("bản sao khai sinh", "copy"),
        ("tôi mất bằng lái", "lost_licence"),
        ("bằng lái xe", "licence"),
        ("xay nha", "house"),
        ("building houses", "house"),
        ("khia sinh", "birth"),
    ],
)
def test_the_first(asked, first):
    assert FINDER.find(asked)[0].key == first


@pytest.mark.parametrize("asked", ["", "   ", "%", "qwrtp", "x" * 5000, "\x00", "🙂"])
def test_nothing_where_no_word_is_known(asked):
    assert FINDER.find(asked) == ()


def test_it_says_which_phrase_found_it():
    assert FINDER.find("xay nha")[0].why == Said(Source.WORDS, "xây nhà")


def test_best_first_and_the_rest_is_near():
    found = FINDER.find("mất bằng lái xe")
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert not found[0].is_near
    assert found[-1].key == "licence"


def test_where_what_is_meant_is_not_offered_the_others_are_merely_near():
    found = FINDER.find("trích lục khai sinh", among={"birth"})
    assert [(each.key, each.is_near) for each in found] == [("birth", True)]


def test_no_more_than_were_asked_for():
    assert len(FINDER.find("khai sinh", most=1)) == 1


def test_among_nothing_nothing_is_found():
    assert Finder((), Vocabulary()).find("khai sinh") == ()
