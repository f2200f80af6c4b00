"""`eligibility:` as a jurist writes it: each fault is told with its line, and the examples run."""

from textwrap import dedent, indent

import pytest

from kinhbac.base.definitions import DefinitionError, read
from kinhbac.tools.grammar.eligibility import Eligibility
from kinhbac.tools.grammar.eligibility_grammar import read_eligibility

pytestmark = pytest.mark.pure

QUESTION = """
- key: foreign
  ask: { vi: "Người nước ngoài?", en: "A foreigner?" }
  law: act
  answers:
    - { key: "no", name: { vi: Không, en: "No" } }
    - key: "yes"
      name: { vi: Có, en: "Yes" }
      instead: { words: { vi: Việc khác, en: Something else }, procedure: { key: "2.000528", name: { vi: A, en: B } } }
"""
EXAMPLES = """
- { answers: { foreign: "no" }, stops_at: end }
- { answers: { foreign: "yes" }, stops_at: foreign }
"""


def section(tmp_path, questions: str = QUESTION, examples: str = EXAMPLES, more: str = "") -> Eligibility:
    file = tmp_path / "procedure.yaml"
    parts = [
        "eligibility:",
        "  questions:",
        indent(dedent(questions).strip(), "    "),
        "  examples:",
        indent(dedent(examples).strip(), "    "),
        indent(more, "  "),
    ]
    file.write_text("\n".join(parts) + "\n")
    return read_eligibility(read(file).need("eligibility"), ["act"])


def test_nothing_is_asked_where_a_procedure_says_nothing():
    assert read_eligibility(None, ["act"]) == Eligibility()


def test_a_question_with_its_way_out(tmp_path):
    found = section(tmp_path, more="firms: true")
    (question,) = found.questions
    assert [each.key for each in question.answers if each.instead] == ["yes"]
    assert question.answer("yes").instead.procedure == "2.000528"
    assert found.firms


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("law: act", "law: other", '"other" is not allowed here'),
        ('"2.000528"', '"528"', '"528" is no code'),
        ("key: foreign", "key: Foreign!", '"Foreign!" is no key'),
        (
            "words: { vi: Việc khác, en: Something else }, procedure",
            "words: { vi: A, en: B }, ofice",
            "unknown",
        ),
        (
            ', procedure: { key: "2.000528", name: { vi: A, en: B } }',
            "",
            "it leads nowhere",
        ),
        (', en: "A foreigner?"', "", 'the key "en" is missing'),
        ('key: "yes"', 'key: "no"', 'the answer "no" stands here again'),
    ],
)
def test_a_fault_is_told(tmp_path, old, new, fault):
    with pytest.raises(DefinitionError) as error:
        section(tmp_path, QUESTION.replace(old, new))
    assert fault in str(error.value)


@pytest.mark.parametrize(
    ("examples", "fault"),
    [
        ('- { answers: { foreign: "yes" }, stops_at: end }', 'ends at "foreign", not at "end"'),
        ('- { answers: { foreign: "no" }, stops_at: end }', "no example stops at: foreign"),
        ("- { answers: {}, stops_at: end }", '"foreign" is not answered'),
        ('- { answers: { foreign: "no" }, stops_at: here }', '"here" is not allowed here'),
    ],
)
def test_an_example_that_does_not_hold_is_a_fault(tmp_path, examples, fault):
    with pytest.raises(DefinitionError) as error:
        section(tmp_path, examples=examples)
    assert fault in str(error.value)
    assert "procedure.yaml:" in str(error.value)


def test_questions_that_never_end_it_or_always_do_are_refused(tmp_path):
    ways = QUESTION[QUESTION.index("      instead") :]
    with pytest.raises(DefinitionError, match="every answer goes on"):
        section(tmp_path, QUESTION.replace(ways, ""))
    with pytest.raises(DefinitionError, match="no answer goes on"):
        section(
            tmp_path,
            QUESTION.replace(
                '{ key: "no", name: { vi: Không, en: "No" } }',
                "{ key: a, name: { vi: A, en: B }, "
                "instead: { words: { vi: A, en: B }, office: { vi: A, en: B } } }",
            ),
        )
