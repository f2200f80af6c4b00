"""Every fault is a sentence in both languages, the form's own words before made ones."""

import pytest

from kinhbac.base.text import Text
from kinhbac.tools.forms.sentences import sentence
from kinhbac.tools.forms.types import Field, Widget

pytestmark = pytest.mark.pure

QUESTION = Text(vi="Em bé tên là gì?", en="What is the baby's name?")
OWN = Text(vi="Tên chỉ gồm chữ", en="Letters only")


@pytest.mark.parametrize(
    ("errors", "keyword", "said"),
    [
        ({"pattern": OWN}, "pattern", "Tên chỉ gồm chữ"),
        ({"default": OWN}, "pattern", "Tên chỉ gồm chữ"),
        ({"default": OWN}, "required", "Bạn hãy trả lời “Em bé tên là gì?”"),
        ({"default": OWN}, "maxLength", "“Em bé tên là gì?”: bạn hãy viết ngắn lại, tối đa 9 ký tự"),
        ({}, "pattern", "“Em bé tên là gì?”: câu trả lời chưa đúng dạng, bạn hãy xem lại gợi ý"),
        (
            {},
            "a keyword of tomorrow",
            "“Em bé tên là gì?”: câu trả lời chưa đúng dạng, bạn hãy xem lại gợi ý",
        ),
    ],
)
def test_own_words_go_first(errors, keyword, said):
    field = Field("child.full_name", "string", Widget.TEXT, QUESTION, errors=errors)
    assert sentence(field, keyword, 9).vi == said


def test_a_choice_is_to_be_chosen():
    field = Field("child.sex", "string", Widget.RADIOS, QUESTION)
    assert sentence(field, "required").en == "Choose an answer to “What is the baby's name?”"


def test_braces_in_a_question_do_no_harm():
    field = Field("x", "string", Widget.TEXT, Text(vi="{a.b} {0}?", en="{a.b} {0}?"))
    assert sentence(field, "required").vi == "Bạn hãy trả lời “{a.b} {0}?”"
