"""questions.yaml: the province's own, and what is refused in it."""

from collections import Counter
from pathlib import Path

import pytest

from kinhbac.base.definitions import DefinitionError, read
from kinhbac.tools.finding.grammar.folder import read_lexicon
from kinhbac.tools.finding.grammar.questions import KINDS, read_questions

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[4] / "catalogue"
GOOD = """key: finding.questions
version: 1
questions:
  - { kind: plain, ask: "làm giấy", codes: ["1.000001"], unseen: true }
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: plain", "kind: plane", '"plane" is not allowed here'),
        ('["1.000001"]', "[]", "nothing answers it"),
        ("unseen: true", "unseen: maybe", "true or false is expected"),
    ],
)
def test_a_fault_is_named(tmp_path, old, new, said):
    path = tmp_path / "questions.yaml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(DefinitionError) as refused:
        read_questions(read(path))
    assert [fault for fault in refused.value.faults if said in fault.what.en], refused.value.faults


def test_the_provinces_own_are_many_of_every_kind_about_everything_that_has_words():
    asked, words = (
        read_questions(read(CATALOGUE / "finding" / "questions.yaml")),
        read_lexicon(CATALOGUE).words,
    )
    kinds = Counter(each.kind for each in asked)
    assert sum(kinds.values()) >= 320
    assert min(kinds[kind] for kind in KINDS) >= 30
    assert {key for each in asked for key in each.keys} == set(words)
    assert len({each.ask for each in asked}) == len(asked)


def test_no_unseen_question_is_a_phrase_of_the_words():
    asked, words = (
        read_questions(read(CATALOGUE / "finding" / "questions.yaml")),
        read_lexicon(CATALOGUE).words,
    )
    phrases = {phrase.casefold() for each in words.values() for phrase in each.phrases}
    assert [each.ask for each in asked if each.is_unseen and each.ask.casefold() in phrases] == []
