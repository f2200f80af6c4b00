"""What of a procedure finds it, and the sentence that says why."""

import pytest

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.finding import Heading, findables, reason
from kinhbac.tools.finding.types import Said, Source, Words
from kinhbac.tools.grammar.life_events import LifeEvent

pytestmark = pytest.mark.pure

HEADING = Heading(
    "1.000001",
    name=Text("Đăng ký khai sinh", "Birth registration"),
    what_you_get=Text("Giấy khai sinh của em bé", "The baby's birth certificate"),
    result=Text("Giấy khai sinh", "Birth certificate"),
    field=Text("Hộ tịch", "Civil status"),
    components=(Text("Giấy chứng sinh", "Birth notice"),),
)
EVENT = LifeEvent(
    "child", Text("Có con", "Having a child"), ("1.000001", "1.000002"), Text("mới sinh, đẻ", "baby")
)


def test_every_part_says_where_it_stands():
    birth, other = findables(
        [HEADING], {"1.000002": Words("1.000002", ("lời khác",), ("không",), ("lost",))}, [EVENT]
    )
    assert {(each.source, each.text) for each in birth.said} >= {
        (Source.NAME, "1.000001"),
        (Source.NAME, "Đăng ký khai sinh"),
        (Source.RESULT, "Birth certificate"),
        (Source.FIELD, "Hộ tịch"),
        (Source.COMPONENT, "Giấy chứng sinh"),
        (Source.EVENT, "Có con: đẻ"),
        (Source.EVENT, "Having a child: baby"),
    }
    assert (other.key, other.never, other.only_with) == ("1.000002", ("không",), ("lost",))
    assert other.said[0] == Said(Source.WORDS, "lời khác")


@pytest.mark.parametrize("source", Source)
def test_every_source_is_a_reason_in_both_languages(source):
    why = reason(Said(source, "em bé"))
    assert "“em bé”" in why.vi
    assert "“em bé”" in why.en
    assert why.vi != why.en
