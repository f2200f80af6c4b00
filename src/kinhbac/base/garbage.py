"""Lets Python look for no rings of garbage while much is made that stays. Entered where thousands are read or written."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Look for no rings of garbage inside: there are none, and the search would go through everything each time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
