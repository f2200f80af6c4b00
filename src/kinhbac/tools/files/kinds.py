"""Which kind a file is, told from its first bytes and never from its name. Pure; entered by actions."""

from typing import Final

from kinhbac.base.text import Text
from kinhbac.tools.files.types import Kind, UploadRefused

HEAD: Final = 4096  # bytes that are enough to tell
_HEIC_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_STARTS: Final = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"%PDF-", Kind.PDF),
)
_REMEDY: Final = Text(
    vi="Bạn hãy gửi ảnh chụp (JPEG, PNG, HEIC, WebP) hoặc tệp PDF.",
    en="Please send a photograph (JPEG, PNG, HEIC, WebP) or a PDF file.",
)
_EMPTY: Final = Text(
    vi="Tệp này trống, có thể chưa tải xong vào máy của bạn. Bạn hãy mở thử tệp rồi gửi lại.",
    en="This file is empty; perhaps it was not fully saved on your device. Please open it once, then send it again.",
)
_WORD: Final = Text(vi="tài liệu Word", en="a Word document")
_EXCEL: Final = Text(vi="bảng tính Excel", en="an Excel workbook")
_ZIP: Final = Text(vi="tệp nén ZIP", en="a ZIP archive")
_HTML: Final = Text(vi="trang web (HTML)", en="a web page (HTML)")
_AVIF: Final = Text(vi="ảnh AVIF", en="an AVIF picture")
_VIDEO: Final = Text(vi="đoạn phim", en="a video")
_PROGRAM: Final = Text(vi="chương trình máy tính", en="a computer program")
_TIFF: Final = Text(vi="ảnh TIFF", en="a TIFF picture")
_FOREIGN: Final = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"GIF87a", Text(vi="ảnh GIF", en="a GIF picture")),
    (b"GIF89a", Text(vi="ảnh GIF", en="a GIF picture")),
    (b"BM", Text(vi="ảnh BMP", en="a BMP picture")),
    (b"II*\x00", _TIFF),
    (b"MM\x00*", _TIFF),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Text(vi="tài liệu Word hoặc Excel đời cũ", en="an old Word or Excel document"),
    ),
    (b"Rar!", Text(vi="tệp nén RAR", en="a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", Text(vi="tệp nén 7z", en="a 7z archive")),
    (b"\x1f\x8b", Text(vi="tệp nén gzip", en="a gzip archive")),
    (b"{\\rtf", Text(vi="tài liệu RTF", en="an RTF document")),
    (b"\x1aE\xdf\xa3", _VIDEO),
)
_WRITTEN: Final = (  # compared in lower case, after white space
    (b"<!doctype html", _HTML),
    (b"<html", _HTML),
    (b"<script", _HTML),
    (b"<svg", Text(vi="hình vẽ SVG", en="an SVG drawing")),
    (b"<?xml", Text(vi="tệp XML", en="an XML file")),
)


def kind_of(head: bytes) -> Kind:
    """Return the kind of a file.

    Args:
        head: its first `HEAD` bytes, or all of it if it is shorter.

    Raises:
        UploadRefused: it is empty or of a kind that is not accepted; the text names what it looks like where known.
    """
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if _HEIC_BRANDS & set(_brands(head)):
        return Kind.HEIC
    raise UploadRefused(_refusal(head))


def _brands(head: bytes) -> list[bytes]:
    """Return the main and the compatible brands of an ISO media file; none for any other file."""
    if head[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(head[:4]), len(head))
    return [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]


def _refusal(head: bytes) -> Text:
    if not head:
        return _EMPTY
    seen = _foreign(head)
    if seen is None:
        return Text(
            vi=f"Tệp này không phải ảnh hay PDF mà hệ thống đọc được. {_REMEDY.vi}",
            en=f"This file is not a picture or PDF that the system can read. {_REMEDY.en}",
        )
    return Text(
        vi=f"Tệp này thật ra là {seen.vi}, dù tên tệp có thể khác. {_REMEDY.vi}",
        en=f"This file is really {seen.en}, whatever its name says. {_REMEDY.en}",
    )


def _foreign(head: bytes) -> Text | None:
    if head.startswith(b"PK\x03\x04"):
        return _packed(head)
    if brands := _brands(head):
        return _AVIF if {b"avif", b"avis"} & set(brands) else _VIDEO
    for start, name in _FOREIGN:
        if head.startswith(start):
            return name
    written = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((name for start, name in _WRITTEN if written.startswith(start)), None)


def _packed(head: bytes) -> Text:
    if b"word/" in head:
        return _WORD
    return _EXCEL if b"xl/" in head else _ZIP
