"""Garbage in rings is looked for when a request has ended, never in the middle of one."""

import gc
import weakref

import pytest

from kinhbac.site.serving.tidying import ALL_EVERY, OLDER_EVERY, YOUNG_EVERY, Tidying

pytestmark = pytest.mark.pure


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def tidying():
    tidying = Tidying()
    tidying.begin()
    yield tidying
    gc.enable()


def left() -> "weakref.ref[Ring]":
    return weakref.ref(Ring())


def test_a_ring_stays_until_requests_have_ended(tidying):
    ring = left()
    kept = [[] for _ in range(100_000)]  # far more than would begin a search
    assert len(kept) == 100_000
    assert ring() is not None
    for _ in range(YOUNG_EVERY):
        assert ring() is not None
        tidying.ended()
    assert ring() is None


@pytest.mark.parametrize(("older", "after"), [(1, OLDER_EVERY), (2, ALL_EVERY)])
def test_what_stayed_a_while_is_gone_through_now_and_then(tidying, older, after):
    ring = left()
    held = ring()
    gc.collect(older - 1)  # it has grown older by then
    del held
    for _ in range(after):
        tidying.ended()
    assert ring() is None
