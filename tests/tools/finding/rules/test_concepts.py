"""Concepts: the longest saying, the company that some need, ages, and single syllables without marks."""

import pytest

from kinhbac.tools.finding.rules.concepts import BARE, Concepts
from kinhbac.tools.finding.rules.syllables import syllables
from kinhbac.tools.finding.types import Concept, Saying, Vocabulary

pytestmark = pytest.mark.pure

CONCEPTS = Concepts(
    Vocabulary(
        concepts=(
            Concept("kin", (Saying("chồng"), Saying("bố")), weight=0),
            Concept("paper", (Saying("giấy"), Saying("bằng lái")), weight=0),
            Concept("job", (Saying("mất việc"),)),
            Concept("death", (Saying("mất", beside=("kin",), without=("paper",)), Saying("died"))),
            Concept("lost", (Saying("mất", beside=("paper",)),)),
            Concept("wedding", (Saying("cưới"), Saying("lấy vợ"))),
            Concept("old", (Saying("người già"),), ages=(70, 110)),
        )
    )
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("chồng tôi mới mất", {"kin", "death"}),
        ("tôi mất bằng lái", {"paper", "lost"}),
        ("bố tôi mất giấy", {"kin", "paper", "lost"}),
        ("chồng tôi mất việc", {"kin", "job"}),
        ("mất", set()),
        ("cười", set()),  # another word, with its own marks
        ("lay vo", {"wedding"}),
        ("bà 76 tuổi", {"old"}),
        ("14 tuổi", set()),
        ("số 76", set()),
    ],
)
def test_what_a_text_names(text, named):
    assert set(CONCEPTS.named(syllables(text, {}))) == named


def test_a_bare_syllable_is_less_sure_than_one_with_its_marks():
    assert CONCEPTS.named(syllables("cưới", {})) == {"wedding": 1.0}
    assert CONCEPTS.named(syllables("cuoi", {})) == {"wedding": BARE}
