"""A seat on the citizen's own page: what another room knows of her beside her dossiers, such as for whom she may act.

Filled in the `ready` of an app; the page lists what each seat offers, in the order in which they were taken.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of a section: what it is, what is to be known of it, and where it is looked after ("" for nowhere)."""

    what: Text
    about: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class OwnSection:
    """A section of the own page; `lines_of` returns what is the viewer's on a day, and nothing of anybody else's."""

    key: str
    name: Text
    empty: Text
    lines_of: Callable[[Viewer, date], tuple[OwnLine, ...]]


class Seats:
    """The filled seats. One object, `seats`, serves the process."""

    def __init__(self) -> None:
        self.own: dict[str, OwnSection] = {}

    def seat_own(self, section: OwnSection) -> None:
        """Bring a section to the own page."""
        self.own[section.key] = section


seats = Seats()
