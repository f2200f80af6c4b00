"""The one status of a bundle, from every mixture of its parts that may happen."""

from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.bundles.names import At
from kinhbac.services.procedures.rules.bundles.whole import (
    Standing,
    due_of,
    is_open,
    sentence_of,
    status_of,
    tag_of,
)

pytestmark = pytest.mark.pure

NOON = datetime(2026, 6, 15, 12, 0, tzinfo=HCM)
WAITING, DROPPED = Standing(At.WAITING), Standing(At.DROPPED)


def opened(status: int, due_in: int | None = None, tag: str = "ontime") -> Standing:
    due_at = NOON + timedelta(days=due_in) if due_in is not None else None
    return Standing(At.OPENED, status, is_open=True, due_at=due_at, tag=tag)


def ended(status: int, at: At = At.RESULT) -> Standing:
    return Standing(at, status)


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ((opened(1), WAITING, WAITING), 1),  # just filed
        ((opened(1), opened(1)), 1),
        ((opened(2), WAITING), 2),  # received, its paper not passed on
        ((opened(2), opened(1)), 2),
        ((opened(4), WAITING, WAITING), 4),
        ((opened(1), opened(4)), 4),
        ((opened(5), WAITING), 5),  # what is asked of the person goes before all else
        ((opened(4), opened(5), opened(1)), 5),
        ((opened(9), opened(5)), 5),
        ((ended(10), opened(5)), 5),
        ((opened(6), opened(4)), 6),
        ((opened(5), opened(6)), 5),
        ((opened(9), WAITING), 4),  # one result is there, others are to come
        ((opened(9), opened(1)), 4),
        ((ended(10), opened(1)), 4),
        ((ended(10), WAITING), 4),  # between a result and what it opens
        ((opened(9), opened(9)), 9),  # all are finished, to be handed over
        ((ended(10), opened(9)), 9),
        ((ended(10), ended(10), ended(10)), 10),
        ((ended(10), DROPPED), 10),
        ((ended(10), ended(7, At.ENDED)), 10),  # something was returned
        ((ended(10), ended(3, At.ENDED)), 10),
        ((ended(7, At.ENDED), DROPPED, DROPPED), 7),
        ((ended(7, At.ENDED), ended(7, At.ENDED)), 7),
        ((ended(3, At.ENDED), DROPPED), 3),
        ((ended(8, At.ENDED), DROPPED), 8),
        ((ended(7, At.ENDED), ended(3, At.ENDED)), 8),  # ended in different ways, nothing returned
    ],
)
def test_the_status_follows_from_those_of_the_parts(parts, status):
    assert status_of(parts) == status
    assert status_of(tuple(reversed(parts))) == status


@pytest.mark.parametrize(
    ("parts", "still"),
    [
        ((opened(4), ended(10)), True),
        ((ended(10), WAITING), True),
        ((ended(10), DROPPED), False),
        ((ended(7, At.ENDED), ended(10)), False),
    ],
)
def test_it_goes_on_while_any_part_does_or_is_to_come(parts, still):
    assert is_open(parts) is still
    assert (tag_of(parts) == "done") is not still


@pytest.mark.parametrize(
    ("parts", "days"),
    [
        ((opened(4, 3), opened(4, 7)), 7),  # the last of what runs
        ((opened(4, 3), WAITING), None),  # nobody knows when the next begins
        ((opened(5, 9), opened(4, 3)), 9),  # what is asked of her, until when
        ((opened(5, 9), opened(5, 4), WAITING), 4),
        ((ended(10), opened(9)), None),
    ],
)
def test_until_when_is_that_of_the_person_or_of_the_last_part(parts, days):
    assert due_of(parts) == (NOON + timedelta(days=days) if days is not None else None)


@pytest.mark.parametrize(
    ("tags", "tag"),
    [
        (("ontime", "late"), "late"),
        (("soon", "ontime"), "soon"),
        (("neutral", "ontime"), "ontime"),
        (("neutral",), "neutral"),
    ],
)
def test_the_sign_is_the_most_pressing(tags, tag):
    assert tag_of(tuple(opened(4, 1, each) for each in tags)) == tag


def test_one_sentence_says_how_far_it_is():
    assert sentence_of((ended(10), opened(4), WAITING)).vi == "1 trong 3 việc đã có kết quả"
    assert sentence_of((opened(5), WAITING)).en == "1 of 2 parts need a supplement from you"
    assert sentence_of((ended(10), DROPPED)).vi == "Tất cả các việc đã kết thúc"
