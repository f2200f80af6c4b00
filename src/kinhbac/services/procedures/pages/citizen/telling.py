"""How a dossier is told on citizens' pages: lines of the path, of the terms, of the history and of who has looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due
from kinhbac.services.procedures.reads.looked import PURPOSES
from kinhbac.services.procedures.reads.own_side import OwnSide
from kinhbac.services.procedures.reads.phrases import TOLD_PHASES
from kinhbac.services.procedures.rules.grounds import OWN
from kinhbac.services.procedures.rules.names import OUTCOME_RETURNED
from kinhbac.services.procedures.rules.statuses import tag_of
from kinhbac.services.procedures.types import Happening, PathStep, Phase, Seen, StepStatus

STANDS = {
    "met": Text(vi="đã xong", en="done"),
    "paused": Text(vi="tạm dừng, tính tiếp khi bạn bổ sung", en="paused, runs on with your supplement"),
    "supplement": Text(
        vi="dừng lại, tính lại từ đầu khi bạn bổ sung", en="halted, begins anew with your supplement"
    ),
}
STOPPED = Text(vi="không tính nữa", en="no longer counted")
"""How a term stands that does not run."""
UNDONE = Text(vi=" (đã hoàn tác)", en=" (taken back)")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the line of steps shows it."""

    name: Text
    state: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A term as the page shows it; `kind` is its sign, none once it has ended; `stands` says how it ended or stands."""

    name: Text
    due: Due
    running: bool
    kind: str
    stands: Text | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the history."""

    at: datetime
    what: Text
    who: Text
    why: str


def path_lines(path: Iterable[PathStep]) -> list[StepLine]:
    """Return the line of steps: beside each who holds it, or who held it and when it was done."""
    return [StepLine(step.name, str(step.status), _note(step)) for step in path]


def phase_lines(phases: Iterable[Phase], tag: str) -> list[PhaseLine]:
    """Return the terms that are a person's business, in order; the dossier's own sign stands beside the one that runs."""
    return [
        PhaseLine(
            name=phase.name,
            due=phase.due,
            running=phase.running,
            kind=tag if phase.running and tag != "paused" else "",
            stands=None if phase.running else STANDS.get(phase.how, STOPPED),
        )
        for phase in phases
        if phase.key in TOLD_PHASES
    ]


def told_tag(side: OwnSide, now: datetime) -> str:
    """Return the sign of the sentence: paused while the applicant is waited for, else that of all lists."""
    if side.ended is not None and side.state.outcome != OUTCOME_RETURNED:
        return "neutral"  # it has ended, and is not done
    return "paused" if side.asked is not None else tag_of(side.state, now)


def history_lines(history: Iterable[Happening]) -> list[HistoryLine]:
    """Return the history, in the order given: what was done, who did it in which post."""
    return [
        HistoryLine(
            at=each.at,
            what=_joined(each.what, UNDONE) if each.undone else each.what,
            who=_who(each.who, each.title),
            why=each.note,
        )
        for each in history
    ]


def readers(openings: Iterable[Seen]) -> list[Seen]:
    """Return who has opened the file besides the applicant herself, in the order given."""
    return [each for each in openings if each.purpose != PURPOSES[OWN]]


def _note(step: PathStep) -> Text | None:
    if step.holder is None:
        return None
    if step.status is StepStatus.DONE and step.ended_at is not None:
        at = f"{step.ended_at.astimezone(HCM):%H:%M %d/%m/%Y}"
        return Text(vi=f"{step.holder.vi}, xong lúc {at}", en=f"{step.holder.en}, done at {at}")
    return step.holder


def _who(name: str, title: Text | None) -> Text:
    if title is None:
        return Text(vi=name, en=name)
    if not name:
        return title
    return Text(vi=f"{name}, {title.vi}", en=f"{name}, {title.en}")


def _joined(one: Text, other: Text) -> Text:
    return Text(vi=one.vi + other.vi, en=one.en + other.en)
