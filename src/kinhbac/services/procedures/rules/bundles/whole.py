"""The one status of a bundle, derived from the dossiers of its parts and never stored. Pure.

The national statuses (QCVN 120:2019) are those of a dossier; no act at hand says how several make one. This is our
reading: what is asked of the person comes first, then what still moves, and the whole has ended when every part has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.bundles.names import At

NEW, RECEIVED, REFUSED, IN_PROCESSING, SUPPLEMENT, PAYMENT, WITHDRAWN, STOPPED, FINISHED, RETURNED = range(
    1, 11
)
_TAGS = ("late", "soon", "ontime")


@dataclass(frozen=True, slots=True)
class Standing:
    """A part as it counts for the whole: where it stands, and of its dossier the status, whether it is open, and until when."""

    at: At
    status: int | None = None
    is_open: bool = False
    due_at: datetime | None = None
    tag: str = "neutral"

    @property
    def is_to_come(self) -> bool:
        """Whether its dossier will still be opened."""
        return self.at is At.WAITING


def status_of(parts: Sequence[Standing]) -> int:
    """Return the national status of the whole, from those of its parts."""
    moving = {each.status for each in parts if each.is_open}
    for asked in (SUPPLEMENT, PAYMENT):
        if asked in moving:
            return asked
    if not is_open(parts):
        return _ended({each.status for each in parts if each.status is not None})
    if moving == {FINISHED} and not any(each.is_to_come for each in parts):
        return FINISHED
    none_ended = all(each.is_open or each.is_to_come for each in parts)
    if none_ended and moving <= {NEW, RECEIVED}:
        return NEW if moving == {NEW} else RECEIVED
    return IN_PROCESSING


def _ended(statuses: set[int]) -> int:
    """Return how a whole ended: with what was returned, if anything was; else as all parts did, else stopped."""
    if RETURNED in statuses:
        return RETURNED
    return statuses.pop() if len(statuses) == 1 else STOPPED


def is_open(parts: Sequence[Standing]) -> bool:
    """Say whether anything of the whole still goes on or is to come."""
    return any(each.is_open or each.is_to_come for each in parts)


def due_of(parts: Sequence[Standing]) -> datetime | None:
    """Return until when: what is asked of the person, by its nearest limit; else the last of what runs.

    While a part is still to be opened nobody can say until when the whole takes.
    """
    asked = [each.due_at for each in parts if each.is_open and each.status == SUPPLEMENT and each.due_at]
    if asked:
        return min(asked)
    if any(each.is_to_come for each in parts):
        return None
    return max((each.due_at for each in parts if each.is_open and each.due_at), default=None)


def tag_of(parts: Sequence[Standing]) -> str:
    """Return the sign of the whole: the most pressing of its parts."""
    if not is_open(parts):
        return "done"
    tags = {each.tag for each in parts if each.is_open}
    return next((each for each in _TAGS if each in tags), "neutral")


def sentence_of(parts: Sequence[Standing]) -> Text:
    """Return in one sentence how far it is."""
    if not is_open(parts):
        return Text(vi="Tất cả các việc đã kết thúc", en="All parts have ended")
    asked = sum(each.is_open and each.status == SUPPLEMENT for each in parts)
    done = sum(each.at is At.RESULT for each in parts)
    if asked:
        return Text(
            vi=f"Cần bạn bổ sung cho {asked} trong {len(parts)} việc",
            en=f"{asked} of {len(parts)} parts need a supplement from you",
        )
    return Text(
        vi=f"{done} trong {len(parts)} việc đã có kết quả",
        en=f"{done} of {len(parts)} parts have their result",
    )
