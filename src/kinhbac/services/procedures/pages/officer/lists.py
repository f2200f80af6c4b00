"""The lists of the desk: what waits for the viewer, and what her offices have passed on; found by folded words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kinhbac.base.text import Text, fold
from kinhbac.kernel import reads as cases
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads import desk as reads
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.types import DossierSummary

PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier in the list of the desk; `step` and its own due moment only where it waits for the viewer."""

    dossier: DossierSummary
    step: Text | None = None
    step_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """Both lists as they are shown.

    Attributes:
        queue: "" for what is to be done, PASSED for what was passed on.
        sought: what was typed into the search, "" where nothing was.
        waiting: how many dossiers wait for the viewer, whatever was sought.
    """

    queue: str
    sought: str
    to_do: tuple[Row, ...]
    passed: tuple[Row, ...]
    waiting: int
    passed_count: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the chosen list."""
        return self.passed if self.queue == PASSED else self.to_do


def lists_of(viewer: Viewer, now: datetime, *, sought: str = "", queue: str = "") -> Lists:
    """Return the viewer's lists, the most pressing first, narrowed to what was sought."""
    steps = {held.case.case: held for held in cases.held_by(viewer, KIND)}
    waiting = [
        Row(summary, _step_name(held), held.due_at)
        for summary in reads.to_do(viewer, now)
        if (held := steps.get(summary.case)) is not None
    ]
    passed = [Row(each) for each in reads.passed_on(viewer, now) if each.case not in steps]
    return Lists(
        queue=PASSED if queue == PASSED else "",
        sought=sought,
        to_do=_found(waiting, sought),
        passed=_found(passed, sought),
        waiting=len(waiting),
        passed_count=len(passed),
    )


def _step_name(held: cases.Held) -> Text:
    return procedure_of(held.case.definition).step(held.name).name


def _found(rows: Iterable[Row], sought: str) -> tuple[Row, ...]:
    """Return the rows whose code or subject holds all the words sought, whatever their case and marks."""
    words = fold(sought).split()
    return tuple(row for row in rows if all(word in _sought_in(row) for word in words))


def _sought_in(row: Row) -> str:
    return fold(f"{row.dossier.code} {row.dossier.about}")
