"""The directory of ASVS requirements: whole, honest in form, and every test that it names is there."""

from collections import Counter

import pytest

from scripts import asvs

pytestmark = pytest.mark.pure

TOLD, REQUIREMENTS = asvs.read()
OF_THE_STANDARD = {1: 70, 2: 183}
"""How many requirements levels 1 and 2 of version 5.0.0 have."""


def place(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))


def test_every_requirement_of_both_levels_stands_there_once_and_in_order():
    numbers = [place(each.id) for each in REQUIREMENTS]
    assert numbers == sorted(set(numbers))
    assert Counter(each.level for each in REQUIREMENTS) == OF_THE_STANDARD == TOLD["levels"]
    found = Counter((each.chapter, each.level) for each in REQUIREMENTS)
    for chapter in TOLD["chapters"]:
        of_it = (found[chapter["number"], 1], found[chapter["number"], 2])
        assert of_it == (chapter["level_1"], chapter["level_2"]), chapter["title"]


def test_what_is_shown_names_a_test():
    assert [each.id for each in REQUIREMENTS if each.state == asvs.SHOWN and not each.tests] == []


def test_every_test_that_is_named_is_there():
    named = [(each.id, test) for each in REQUIREMENTS for test in each.tests]
    assert [(number, test) for number, test in named if not asvs.exists(test)] == []


@pytest.mark.parametrize(
    "test",
    [
        "tests/house/test_asvs.py::test_of_yesterday",
        "tests/house/test_nothing.py::test_what_is_shown_names_a_test",
        "tests/house/test_asvs.py::place",
        "tests/house/test_asvs.py",
    ],
)
def test_a_test_that_is_not_there_is_found(test):
    assert not asvs.exists(test)


def test_what_is_not_shown_says_why():
    for each in REQUIREMENTS:
        assert each.state in asvs.STATES, each.id
        assert (each.gap in asvs.GAPS) if each.state == asvs.OPEN else each.gap == "", each.id
        assert each.why or each.state == asvs.SHOWN, each.id
        assert not each.tests or each.state != asvs.NOT_APPLICABLE, each.id


def test_lines_are_short_and_our_own():
    """The standard's own sentences begin with "Verify that"; they are not ours to copy."""
    for each in REQUIREMENTS:
        assert len(each.what.split()) <= 12, each.id
        assert "verify that" not in f"{each.what} {each.why}".lower(), each.id


def test_the_page_with_its_counts_is_the_one_of_the_list():
    assert asvs.PAGE.read_text(encoding="utf-8") == asvs.written(), (
        "the list changed; look at it, then: python scripts/asvs.py"
    )
