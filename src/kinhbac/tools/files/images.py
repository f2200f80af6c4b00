"""Photographs made safe and small: judged before they are decoded, turned upright, kept as plain JPEG.

Nothing of the original file survives but its pixels: place, device and date of the photograph are dropped.
Entered by actions.
"""

import io
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import IO, Final

import pillow_heif
from PIL import ExifTags, Image

from kinhbac.base.text import Text
from kinhbac.tools.files.types import Kind, Limits, UploadRefused

pillow_heif.register_heif_opener()
_TURNS: Final = BoundedSemaphore(2)  # pictures decoded at one time: each may take some hundred megabytes
_FORMATS: Final = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP", Kind.HEIC: "HEIF"}
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
BROKEN: Final = Text(
    vi="Ảnh này bị hỏng hoặc chưa trọn vẹn nên không mở được. Bạn hãy chụp lại hoặc chọn ảnh khác.",
    en="This picture is damaged or not whole and cannot be opened. Please take it again or choose another.",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph as it is kept: JPEG bytes without any metadata, upright, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def plain_picture(content: IO[bytes], kind: Kind, limits: Limits) -> Picture:
    """Return a photograph as it is kept.

    Args:
        content: a seekable stream; it is read from its start.
        kind: as told by `kinds.kind_of`; only that decoder is tried.
        limits: pixels are judged from the header, before anything is decoded.

    Raises:
        UploadRefused: too many pixels, damaged, or cut short.
    """
    size = (
        _webp_size(content) if kind is Kind.WEBP else None
    )  # opening a WebP already makes room for its pixels
    _refuse_vast(size, limits)
    with _TURNS:
        try:
            return _made_plain(content, kind, limits)
        except Image.DecompressionBombError as error:
            raise UploadRefused(_vast(limits)) from error
        except UploadRefused:
            raise
        except Exception as error:  # a hostile picture makes decoders raise anything at all
            raise UploadRefused(BROKEN) from error


def _made_plain(content: IO[bytes], kind: Kind, limits: Limits) -> Picture:
    content.seek(0)
    with Image.open(content, formats=[_FORMATS[kind]]) as image:
        _refuse_vast(image.size, limits)
        image.draft("RGB", (limits.side, limits.side))  # a JPEG is decoded at a fraction of its size
        image.load()
        turn = _UPRIGHT.get(image.getexif().get(ExifTags.Base.Orientation, 1))
        flat = _flat(image, limits.side)
    if turn is not None:
        flat = flat.transpose(turn)
    flat.info.clear()  # a comment would be written again
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=limits.quality)
    return Picture(made.getvalue(), flat.width, flat.height)


def _flat(image: Image.Image, side: int) -> Image.Image:
    """Return the picture in RGB, within the side; what was see-through is white paper."""
    if image.mode.startswith("I"):  # sixteen bits of grey: the upper eight are the picture
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    clear = image.has_transparency_data
    wanted = "RGBA" if clear else "RGB"
    small = image if image.mode == wanted else image.convert(wanted)  # a copy of a large one takes 200 MB
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    if not clear:
        return small
    paper = Image.new("RGB", small.size, "white")
    paper.paste(small, mask=small.getchannel("A"))
    return paper


def _webp_size(content: IO[bytes]) -> tuple[int, int]:
    content.seek(0)
    head = content.read(30)
    match head[12:16]:
        case b"VP8X":
            return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(
                head[28:30], "little"
            ) & 0x3FFF
    raise UploadRefused(BROKEN)


def _refuse_vast(size: tuple[int, int] | None, limits: Limits) -> None:
    if size is not None and size[0] * size[1] > limits.pixels:
        raise UploadRefused(_vast(limits))


def _vast(limits: Limits) -> Text:
    most = limits.pixels // 1_000_000
    return Text(
        vi=f"Ảnh này quá lớn: nhiều hơn {most} triệu điểm ảnh. Bạn hãy chụp ở cỡ thường hoặc chọn ảnh khác.",
        en=f"This picture is too large: more than {most} million pixels. "
        "Please take it at the normal size or choose another.",
    )
