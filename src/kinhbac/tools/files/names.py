"""Names of files as people's devices give them, made harmless. Pure; entered by actions and pages."""

import unicodedata
from typing import Final

from kinhbac.tools.files.types import Kind

LONGEST: Final = 120
_NAMELESS: Final = "tep"
_ENDING: Final = {
    Kind.JPEG: ".jpg",
    Kind.PNG: ".png",
    Kind.WEBP: ".webp",
    Kind.HEIC: ".heic",
    Kind.PDF: ".pdf",
}
_LONGEST_ENDING: Final = 10
_UNSEEN: Final = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}  # among them the marks that turn "gpj.exe" round


def clean_name(given: str) -> str:
    r"""Return the last part of a name without unseen characters, at most 120 long, its ending kept; never empty.

    >>> clean_name("C:\\Users\\Lan\\giấy  chứng sinh.pdf")
    'giấy chứng sinh.pdf'
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in _UNSEEN)
    name = " ".join(unicodedata.normalize("NFC", seen).split()).strip(". ")
    if len(name) <= LONGEST:
        return name or _NAMELESS
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        return name[:LONGEST].rstrip()
    return f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}"


def name_to_save(original_name: str, kind: Kind) -> str:
    """Return the name under which the kept content is saved: the person's own, with the ending of what it is now.

    >>> name_to_save("IMG_0042.HEIC", Kind.JPEG)
    'IMG_0042.jpg'
    """
    stem, dot, ending = original_name.rpartition(".")
    named = stem if dot and len(ending) <= _LONGEST_ENDING else original_name
    return (named or _NAMELESS) + _ENDING[kind]
