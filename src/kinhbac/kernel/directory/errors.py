"""What the directory cannot answer, said in both languages. Raised by its rules, shown by whoever asked."""

from dataclasses import dataclass

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit ("2025/07210") or office (its key) among which a person must choose."""

    key: str
    name: Text


class DirectoryError(PlainError):
    """The directory has no answer: `what` happened, and the `remedy`."""


class NotListed(DirectoryError):  # noqa: N818  - named after the finding, as screens name it
    """No unit, office or competence has this key."""


class NoSuccessor(DirectoryError):  # noqa: N818  - as above
    """The unit or office is not in force on the day, and the directory names none that took it over."""


class NoCompetentOffice(DirectoryError):  # noqa: N818  - as above
    """Nobody in the directory holds this competence for this unit on this day."""


class Divided(DirectoryError):  # noqa: N818  - as above
    """Several took over, or not every part is known: the caller chooses; the directory never guesses.

    Attributes:
        candidates: those known, at least one, in the order of their keys; after a division in parts perhaps
            not all.
    """

    def __init__(self, what: Text, remedy: Text, candidates: tuple[Candidate, ...]) -> None:
        super().__init__(what, remedy)
        self.candidates = candidates
