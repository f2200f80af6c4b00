"""What a notice is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinhbac.base.text import Text


@dataclass(frozen=True, slots=True)
class Notice:
    """A message in a person's box. The box holds the whole text; what leaves by mail names only number and state.

    `link` leads to a page of this house where what it says can be done, "" for none.
    """

    person: UUID
    case: UUID
    seq: int
    at: datetime
    subject: Text
    body: Text
    read: bool = False
    link: str = ""
