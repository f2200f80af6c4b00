import pytest

from kinhbac.base.text import Text
from kinhbac.base.worktime.terms import Part, Term, TermError, Unit, parse_term

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("words", "printed", "said"),
    [
        ("3 working days", "3 working days", Text(vi="3 ngày làm việc", en="3 working days")),
        ("1 working days", "1 working day", Text(vi="1 ngày làm việc", en="1 working day")),
        ("8 hours", "8 hours", Text(vi="8 giờ làm việc", en="8 working hours")),
        ("1 hour", "1 hour", Text(vi="1 giờ làm việc", en="1 working hour")),
        (" 15  DAYS ", "15 days", Text(vi="15 ngày", en="15 days")),
        ("2 months", "2 months", Text(vi="2 tháng", en="2 months")),
        ("0 working days", "0 working days", Text(vi="0 ngày làm việc", en="0 working days")),
        (
            "10 working days+15 day",
            "10 working days + 15 days",
            Text(vi="10 ngày làm việc và thêm 15 ngày", en="10 working days, then 15 days"),
        ),
        ("None", "none", Text(vi="không quy định thời hạn", en="no term set")),
    ],
)
def test_terms_are_read_printed_and_said(words, printed, said):
    term = parse_term(words)
    assert str(term) == printed
    assert term.say() == said
    assert parse_term(printed) == term


def test_a_term_is_its_parts():
    assert parse_term("1 month + 2 hours") == Term((Part(1, Unit.MONTHS), Part(2, Unit.HOURS)))
    assert parse_term("none").is_none


@pytest.mark.parametrize(
    "words",
    [
        "",
        "3",
        "days",
        "three days",
        "-1 days",
        "1.5 days",
        "10000 days",
        "3 working hours",
        "3 working months",
        "3 weeks",
        "3 days +",
        "+ 3 days",
        "3 days 2 hours",
        "none + 3 days",
        "٣ days",
        "1 day" + " + 1 day" * 12,
    ],
)
def test_a_wrong_term_says_how_to_write_one(words):
    with pytest.raises(TermError) as caught:
        parse_term(words)
    assert "10 working days + 15 days" in caught.value.remedy.vi
    assert caught.value.what.vi != caught.value.what.en
