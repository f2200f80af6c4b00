"""What a person gets of a procedure (kết quả): its name and book, how long it is good, what it gives besides. All pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kinhbac.base.text import Text


class GivenKind(StrEnum):
    """What sort of thing a result gives besides its number."""

    IDENTITY = "identity"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Given:
    """What a result gives besides its number, such as the personal number that a birth registration brings."""

    key: str
    name: Text
    kind: GivenKind = GivenKind.TEXT


@dataclass(frozen=True, slots=True)
class ResultKind:
    """What the person gets (kết quả).

    Attributes:
        validity: a term from the day of issue; without it, it does not expire.
        posted: the answers by which a person asks for it by post; None where it is never sent.
        gives: what it gives besides its number; asked of whoever issues it where another dossier waits for it.
    """

    key: str
    name: Text
    law: str
    book: Text | None = None
    validity: str | None = None
    posted: Mapping[str, Any] | None = None
    gives: tuple[Given, ...] = ()
