"""A body is whole or it is an error."""

import io

import pytest

from kinhbac.tools.files.bodies import BrokenOff, WholeBody

pytestmark = pytest.mark.pure


class Trickle(io.BytesIO):
    """Gives three bytes at a time, as a slow line does."""

    def read(self, size=-1, /):
        return super().read(3 if size < 0 else min(size, 3))


def test_a_whole_body_is_read_to_its_length_and_no_further():
    body = WholeBody(Trickle(b"0123456789 the next request"), 10)
    assert body.read(4) == b"0123"
    assert body.read() == b"456789"
    assert body.read() == b""
    assert body.read(5) == b""


def test_a_read_larger_than_the_body_is_fine():
    assert WholeBody(Trickle(b"0123456789"), 10).read(1_000_001) == b"0123456789"


@pytest.mark.parametrize("size", [-1, 10, 1_000_001])
def test_a_body_that_breaks_off_is_an_error_and_not_a_short_body(size):
    with pytest.raises(BrokenOff, match="4 bytes"):
        WholeBody(Trickle(b"012345"), 10).read(size)
