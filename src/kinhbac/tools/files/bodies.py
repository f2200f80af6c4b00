"""The body of a request, whole or not at all. Entered by the middleware of uploads.

A server that loses its client hands out the bytes that came and then an end, as if the form were complete; half an
answer must not be taken for an answer.
"""

from io import RawIOBase
from typing import IO


class BrokenOff(OSError):  # noqa: N818  - the client broke off; nothing here is in error
    """The client went away in the middle of its request."""


class WholeBody(RawIOBase):
    """A stream of a known length that raises BrokenOff where it ends too early."""

    def __init__(self, stream: IO[bytes], length: int) -> None:
        self._stream = stream
        self._left = length

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return exactly size bytes, or all that is left if that is less or size is negative."""
        wanted = self._left if size < 0 else min(size, self._left)
        parts = []
        while wanted:
            part = self._stream.read(wanted)
            if not part:
                raise BrokenOff(f"The request broke off {self._left} bytes before its end.")
            parts.append(part)
            wanted -= len(part)
            self._left -= len(part)
        return b"".join(parts)
