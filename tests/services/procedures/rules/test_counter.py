"""What the scanner types, read: codes, cards, numbers; and nothing else is taken for one of them."""

from datetime import date

import pytest

from kinhbac.base.codes import CodePattern, CodePatterns
from kinhbac.services.procedures.rules.counter import Card, NotScanned, counter_post, differences, read_scan
from tests import cast

pytestmark = pytest.mark.pure

TODAY = date(2026, 4, 28)
PATTERNS = CodePatterns((CodePattern("{prefix}-{yy}{mm}{dd}-{number:04}"),))
CODE = "H05.91.87-260428-0001"
LINE = "027196001234|125000111|Trần  Thị Lan|12051996|Nữ|Số 5, tổ dân phố 2|01022022"


@pytest.mark.parametrize(
    "words",
    [
        CODE,
        f"  {CODE.lower()}\n",
        "H05.91.87 - 260428 - 0001",
        f"https://example.test/lookup?lang=vi&code={CODE}",
        f"https://example.test/dossiers/{CODE}/slip",
    ],
)
def test_a_code_is_read_however_it_comes(words):
    assert read_scan(words, PATTERNS, TODAY) == CODE


def test_a_code_is_read_without_its_signs_too_where_the_offices_are_known():
    prefix = CODE.split("-", maxsplit=1)[0]
    bare = CODE.replace(".", "").replace("-", "").lower()
    assert read_scan(bare, PATTERNS, TODAY, [prefix]) == CODE
    with pytest.raises(NotScanned):
        read_scan(bare, PATTERNS, TODAY)


def test_the_line_of_a_card_is_read_whole():
    assert read_scan(LINE, PATTERNS, TODAY) == Card(
        number="027196001234",
        full_name="Trần Thị Lan",
        born_on=date(1996, 5, 12),
        sex="female",
        address="Số 5, tổ dân phố 2",
        issued_on=date(2022, 2, 1),
        old_number="125000111",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (LINE.replace("12051996", "1996"), None),
        (LINE.replace("12051996", "00001996"), None),
        (LINE.replace("12051996", "31021996"), None),
        (f"{LINE}||Trần Văn A|Lê Thị B", date(1996, 5, 12)),
        (LINE.rpartition("|")[0], date(1996, 5, 12)),
    ],
)
def test_a_day_that_is_none_is_left_open_and_more_or_fewer_parts_do_no_harm(line, expected):
    card = read_scan(line, PATTERNS, TODAY)
    assert isinstance(card, Card)
    assert (card.number, card.born_on) == ("027196001234", expected)


@pytest.mark.parametrize("words", ["027196001234", "027 196 001 234", "027.196.001.234"])
def test_a_bare_number_is_a_card_that_says_no_more(words):
    card = read_scan(words, PATTERNS, TODAY)
    assert card == Card(number="027196001234")
    assert not card.says_more


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "Trần Thị Lan",
        "02719600123",
        "125000111",
        "000196001234",
        "027296001234",
        "a|b",
        "|||||||",
        "x|125000111|Lan|12051996|Nữ|Số 5|01022022",
        f"{LINE}|a|b|c|d|e|f",
        "🂡" * 700,
        "\x00",
        "H05-260428",
    ],
)
def test_anything_else_is_refused_with_what_to_do(words):
    with pytest.raises(NotScanned) as refused:
        read_scan(words, PATTERNS, TODAY)
    assert refused.value.remedy.vi
    assert refused.value.remedy.en


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (Card("027196001234", "TRẦN THỊ LAN", date(1996, 5, 12), "female"), []),
        (Card("027196001234"), []),
        (Card("027196001234", "Trần Thị Loan", date(1996, 5, 12), "female"), ["Full name"]),
        (Card("027196001234", "Trần Thị Lan", date(1996, 5, 13), "male"), ["Date of birth", "Sex"]),
        (Card("027196001234", "Trần Thị Lan"), []),
    ],
)
def test_a_card_differs_from_the_record_only_in_what_it_says(card, expected):
    found = differences(card, full_name="Trần Thị Lan", born_on=date(1996, 5, 12), sex="female")
    assert [each.what.en for each in found] == expected


@pytest.mark.parametrize(
    ("viewer", "office"),
    [(cast.MINH, cast.CENTRE), (cast.HOA, None), (cast.BINH, None), (cast.NAM, None), (cast.NOBODY, None)],
)
def test_a_counter_post_is_one_of_a_one_stop_desk(viewer, office):
    post = counter_post(viewer)
    assert (post.office if post else None) == office
