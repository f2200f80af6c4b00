"""Whether a PDF may be taken: whole, open to everyone, and without parts that act. Pure; entered by actions."""

import re
from typing import Final

from kinhbac.base.text import Text
from kinhbac.tools.files.types import UploadRefused

_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME_ENDS: Final = rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$)"
_LOCKED: Final = re.compile(rb"/Encrypt" + _NAME_ENDS)
_ACTING: Final = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)" + _NAME_ENDS)
_TAIL: Final = 2048  # bytes; scanners append a little after the end mark
BROKEN: Final = Text(
    vi="Tệp PDF này không trọn vẹn, có thể bị đứt khi tải về. Bạn hãy mở thử tệp rồi lưu và gửi lại, "
    "hoặc chụp ảnh giấy tờ.",
    en="This PDF file is not whole; perhaps a download was cut short. Please open it, save it again and send that, "
    "or photograph the paper.",
)
LOCKED: Final = Text(
    vi="Tệp PDF này có mật khẩu hoặc bị khóa nên cán bộ không mở được. Bạn hãy gửi bản không khóa hoặc chụp ảnh giấy tờ.",
    en="This PDF file has a password or is locked, so officers could not open it. "
    "Please send an unlocked copy, or photograph the paper.",
)
ACTING: Final = Text(
    vi="Tệp PDF này chứa mã lệnh hoặc tệp đính kèm nên không được nhận. Bạn hãy in ra PDF mới rồi gửi, "
    "hoặc chụp ảnh giấy tờ.",
    en="This PDF file holds program code or attached files and cannot be taken. "
    "Please print it to a new PDF and send that, or photograph the paper.",
)


def check_pdf(content: bytes) -> None:
    """Refuse a PDF that is cut short, locked, or holds script, a program to launch, or attached files.

    This is a scan for names in the plain bytes, with `#xx` escapes undone. It does not see names inside
    compressed object streams, so it is a first gate and not a proof: a kept PDF is still only ever sent with
    headers that let a browser run nothing (see `pages`).

    Args:
        content: the whole file, within the size limit.

    Raises:
        UploadRefused: the text says which of these, and what to do.
    """
    tail = content[-_TAIL:]
    if not content.startswith(b"%PDF-") or b"startxref" not in tail or b"%%EOF" not in tail:
        raise UploadRefused(BROKEN)
    names = _ESCAPED.sub(lambda escape: bytes([int(escape[1], 16)]), content)
    if _LOCKED.search(names):
        raise UploadRefused(LOCKED)
    if _ACTING.search(names):
        raise UploadRefused(ACTING)
