"""Terms: what a phrase is compared by, and which words say nothing."""

import pytest

from kinhbac.tools.finding.rules.terms import Terms
from kinhbac.tools.finding.types import Concept, Saying, Vocabulary

pytestmark = pytest.mark.pure

TERMS = Terms(
    Vocabulary(
        concepts=(Concept("land_book", (Saying("sổ đỏ"),)), Concept("kin", (Saying("mẹ"),), weight=0)),
        stop=frozenset({"tôi", "làm"}),
        stop_in_english=frozenset({"so", "do", "my"}),
    )
)


def test_syllables_with_and_without_marks_pairs_and_concepts():
    assert set(TERMS.of_phrase("tôi làm sổ đỏ")) == {
        "so",
        "=sổ",
        "do",
        "=đỏ",
        "so do",
        "=sổ đỏ",
        "#land_book",
    }


def test_english_stop_words_are_vietnamese_syllables_in_a_vietnamese_question():
    assert {"so", "do", "so do", "#land_book"} == set(TERMS.of_phrase("so do"))
    assert set(TERMS.of_phrase("do my passport")) == {"passport"}


def test_a_concept_without_weight_only_explains():
    assert "#kin" not in TERMS.of_phrase("mẹ")
