"""The picture of a path: every step once, none upon another, everything that is drawn told in words too."""

from itertools import combinations

import pytest

from kinhbac.services.catalogue.rules.picture import BOX_HEIGHT, BOX_WIDTH, LETTERS, picture_of, wrapped
from tests.support.catalogue import procedures

pytestmark = pytest.mark.pure

PROCEDURES = {key: each for key, each in procedures().items() if not each.bundle}
"""A bundle has no path of its own."""


@pytest.mark.parametrize("key", sorted(PROCEDURES))
def test_no_step_is_left_out_and_none_stands_upon_another(key):
    procedure = PROCEDURES[key]
    picture = picture_of(procedure)
    assert sorted(box.key for box in picture.boxes) == sorted(step.key for step in procedure.steps)
    for one, other in combinations(picture.boxes, 2):
        beside = abs(one.x - other.x) >= BOX_WIDTH
        below = abs(one.y - other.y) >= BOX_HEIGHT
        assert beside or below, (one.key, other.key)
    for box in picture.boxes:
        assert box.x >= 0
        assert box.x + BOX_WIDTH <= picture.width
        assert box.foot <= picture.height


@pytest.mark.parametrize("key", sorted(PROCEDURES))
def test_every_way_is_an_arrow_and_stands_in_words(key):
    procedure = PROCEDURES[key]
    picture = picture_of(procedure)
    ways = {(step.key, target) for step in procedure.steps for act in step.acts for target in act.to}
    assert len(picture.arrows) == len(ways)
    assert [told.name for told in picture.told] == [step.name for step in procedure.steps]
    assert all(told.ways for told in picture.told)


def test_steps_at_the_same_time_stand_side_by_side_and_who_waits_below():
    procedure = PROCEDURES["1.013225"]
    boxes = {box.key: box for box in picture_of(procedure).boxes}
    joining = next(step for step in procedure.steps if step.joins)
    assert all(boxes[joining.key].y > boxes[other].y for other in joining.joins)
    split = next(act.to for step in procedure.steps for act in step.acts if len(act.to) > 1)
    assert len({boxes[key].y for key in split}) == 1
    assert len({boxes[key].x for key in split}) == len(split)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Ký", ("Ký",)),
        ("Tiếp nhận, đối chiếu bản chính", ("Tiếp nhận, đối chiếu bản", "chính")),
        ("a " * 60, ("a a a a a a a a a a a a", "a a a a a a a a a a a a…")),
        ("x" * 40, ("x" * 40,)),
    ],
)
def test_words_fit_into_two_lines(words, lines):
    assert wrapped(words) == lines
    assert len(lines) <= 2
    assert all(len(line) <= LETTERS or " " not in line for line in lines)
