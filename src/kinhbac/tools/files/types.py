"""The words of this capability: what is kept, within which limits, and how a file is refused. Anyone may enter."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal


class Kind(StrEnum):
    """A kind of file that is accepted; of pictures only JPEG is kept, the others are turned into it."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, and what a photograph is made into.

    Attributes:
        size: bytes of one file as it is sent.
        pixels: of a picture, judged from its header before anything is decoded.
        side: pixels of the longer side of a kept photograph; smaller ones stay as they are.
        quality: JPEG quality of a kept photograph, 1 to 95.
    """

    size: int = 10_000_000
    pixels: int = 50_000_000
    side: int = 2400
    quality: int = 85

    def check_size(self, size: int) -> None:
        """Raise UploadRefused if a file of this many bytes is too large."""
        if size <= self.size:
            return
        most = megabytes(self.size)
        raise UploadRefused(
            Text(
                vi=f"Tệp này lớn hơn {most.vi}. Bạn hãy chụp ảnh ở cỡ thường hoặc chọn tệp nhỏ hơn.",
                en=f"This file is larger than {most.en}. "
                "Please take the photograph at the normal size or choose a smaller file.",
            )
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """Content that is on disk: its SHA-256 in 64 hexadecimal digits, and its size in bytes."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of one person as it leaves this room; the row behind it is `models.StoredFile`.

    Attributes:
        kind: of the kept content, so `Kind.JPEG` or `Kind.PDF`.
        original_name: as the person's device called it, cleaned; never a path.
        width: pixels of the kept picture; None for a PDF.
        height: as width.
        owner_key: the person who handed it in.
        created_at: aware.
        purpose: what it was handed in for, in the caller's words.
    """

    id: UUID
    digest: str
    size: int
    kind: Kind
    original_name: str
    width: int | None
    height: int | None
    owner_key: UUID
    created_at: datetime
    purpose: str


class UploadRefused(Exception):  # noqa: N818  - a refusal is an answer, not an error
    """A file is not taken; `text` tells the person what is wrong with it and what to do.

    `left` is how long she must wait before she sends another, where that is the reason.
    """

    left: timedelta | None = None

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class TooManyUploads(UploadRefused):
    """The person has handed in as many files as one may for now; those before are kept."""

    def __init__(self, refusal: Refusal, left: timedelta) -> None:
        """Say it in the words of the limit."""
        why, todo = refusal.reason, refusal.remedy
        super().__init__(Text(vi=f"{why.vi} {todo.vi}", en=f"{why.en} {todo.en}"))
        self.refusal, self.left = refusal, left


class StoreFull(UploadRefused):
    """The disk has no room left: nothing of the file was kept, and the fault is the server's."""


def megabytes(size: int) -> Text:
    """Return a number of bytes in megabytes, one decimal where it says something.

    >>> megabytes(2_500_000).vi
    '2,5 MB'
    """
    number = f"{size / 1_000_000:.1f}".removesuffix(".0")
    return Text(vi=f"{number.replace('.', ',')} MB", en=f"{number} MB")
