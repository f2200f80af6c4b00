from datetime import date
from pathlib import Path

import pytest

from kinhbac.base.codes import Code, CodeError, CodePattern, CodePatterns, read_codes
from kinhbac.base.definitions import DefinitionError
from kinhbac.base.law import InForce

pytestmark = pytest.mark.pure

CODES = Path(__file__).parents[2] / "catalogue" / "codes.yaml"
PATTERN = CodePattern("{prefix}-{yy}{mm}{dd}-{number:04}")
DAY = date(2026, 4, 29)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1, "H05.17-260429-0001"),
        (9999, "H05.17-260429-9999"),
        (10000, "H05.17-260429-10000"),
        (123456, "H05.17-260429-123456"),
    ],
)
def test_a_code_is_made_and_read_and_widens(number, code):
    assert PATTERN.format("H05.17", DAY, number) == code
    assert PATTERN.parse(code) == Code("H05.17", DAY, number)
    assert PATTERN.matches(code)


def test_a_code_is_read_as_people_type_it():
    assert PATTERN.parse(" h05.17 - 260429 - 0001 ") == Code("H05.17", DAY, 1)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "H05.17-260429-001",
        "H05.17-260429-00001",
        "H05.17-260429-0000",
        "H05.17-260230-0001",
        "H05.17-261329-0001",
        "H05..17-260429-0001",
        "-260429-0001",
        "H05.17-260429-0001-1",
        "H05.17_260429_0001",
        "H05.17-260429-٠٠٠١",
        "H05.17-260429-" + "1" * 100,
    ],
)
def test_what_is_not_a_code_is_refused_with_an_example(words):
    assert not PATTERN.matches(words)
    with pytest.raises(CodeError, match=r"a code looks like H05\.17-000101-0012"):
        PATTERN.parse(words)


@pytest.mark.parametrize(
    ("prefix", "day", "number"),
    [
        ("", DAY, 1),
        ("h05", DAY, 1),
        ("H05-17", DAY, 1),
        ("H05.", DAY, 1),
        ("H" * 31, DAY, 1),
        ("H05", DAY, 0),
        ("H05", DAY, -1),
        ("H05", date(1999, 12, 31), 1),
        ("H05", date(2100, 1, 1), 1),
    ],
)
def test_no_code_is_made_of_wrong_parts(prefix, day, number):
    with pytest.raises(CodeError):
        PATTERN.format(prefix, day, number)


def test_other_templates():
    pattern = CodePattern("{dd}{mm}{yyyy}-{number:06}-{prefix}")
    assert pattern.format("H05.17", DAY, 12) == "29042026-000012-H05.17"
    assert pattern.parse("29042026-000012-H05.17") == Code("H05.17", DAY, 12)


@pytest.mark.parametrize(
    "template",
    [
        "",
        "{prefix}-{number:04}",
        "{prefix}{yy}{mm}{dd}-{number:04}",
        "{yy}{mm}{dd}{prefix}-{number:04}",
        "{prefix}-{number:04}{yy}{mm}{dd}",
        "{prefix}-{yy}{yy}{mm}{dd}-{number:04}",
        "{prefix}-{yy}{mm}{dd}-{number}",
        "{prefix}-{yy}{mm}{dd}-{number:04}-{office}",
        "{prefix}/{yy}{mm}{dd}/{number:04}",
        "A{prefix}-{yy}{mm}{dd}-{number:04}",
    ],
)
def test_a_template_that_cannot_be_read_back_is_refused(template):
    with pytest.raises(CodeError):
        CodePattern(template)


def test_the_catalogue_has_a_pattern_for_every_day_since_2019():
    codes = read_codes(CODES)
    assert codes.on(date(2025, 6, 30)).law[0].act == "Thông tư 01/2018/TT-VPCP"
    assert codes.on(date(2025, 7, 1)).law[0].act == "Nghị định 118/2025/NĐ-CP"
    assert not any(pattern.verified for pattern in codes.patterns)
    assert codes.parse("H05.17-260429-0001").number == 1
    with pytest.raises(CodeError, match=r"catalogue/codes\.yaml"):
        codes.on(date(2018, 12, 31))


def test_an_old_code_is_read_by_the_pattern_of_its_own_day():
    new = CodePattern("{prefix}-{yy}{mm}{dd}-{number:06}", InForce(date(2026, 1, 1)))
    old = CodePattern("{prefix}-{yy}{mm}{dd}-{number:04}", InForce(date(2020, 1, 1), date(2025, 12, 31)))
    codes = CodePatterns((new, old))
    assert codes.parse("H05-251231-0001") == Code("H05", date(2025, 12, 31), 1)
    assert codes.parse("H05-260101-000001") == Code("H05", date(2026, 1, 1), 1)
    with pytest.raises(CodeError):
        codes.parse("H05-260101-0001")


def test_a_wrong_file_names_its_lines(tmp_path):
    path = tmp_path / "codes.yaml"
    words = CODES.read_text(encoding="utf-8")
    path.write_text(words.replace("to: 2025-06-30", "to: 2025-07-31"), encoding="utf-8")
    with pytest.raises(DefinitionError, match="two entries are in force on 2025-07-01"):
        read_codes(path)
    path.write_text(words.replace("-{number:04}", "", 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_codes(path)
    (fault,) = caught.value.faults
    assert words.splitlines()[fault.line - 1].strip().startswith("template:")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("H05.27.1-260429-0012", ("H05.27.1-260429-0012",)),
        (" h05 27 1 / 260429 / 0012 ", ("H05.27.1-260429-0012",)),
        ("h052712604290012", ("H05.27.1-260429-0012",)),
        ("H05.27.1-260429-10000", ("H05.27.1-260429-10000",)),
        ("h0527126042900012", ()),  # no number is written so
        ("h05271260229 0012", ()),  # no such day
        ("h05271260429", ()),
        ("h99 260429 0012", ()),
        ("", ()),
        ("h05.27.1-260429-0012" * 20, ()),
    ],
)
def test_a_code_is_known_by_its_letters_and_digits_whatever_stands_between(words, meant):
    codes = CodePatterns((CodePattern("{prefix}-{yy}{mm}{dd}-{number:04}"),))
    assert codes.meant(words, ["H05", "H05.27", "H05.27.1"]) == meant
