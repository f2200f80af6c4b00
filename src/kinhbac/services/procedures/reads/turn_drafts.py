"""What an applicant is writing for a turn of her dossier, as it was kept: nothing is lost when she comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.models import TurnDraft
from kinhbac.services.procedures.reads.own import references_at
from kinhbac.services.procedures.reads.own_side import OwnSide
from kinhbac.services.procedures.rules.answers import changes_between
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.paths import merged

FILES = "files"


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What is said to one item that was asked for: words, and papers (each `file`, a key, and `name`)."""

    text: str = ""
    files: tuple[Mapping[str, str], ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether there is an answer at all."""
        return bool(self.text or self.files)


NO_ANSWER = ItemAnswer()


@dataclass(frozen=True, slots=True)
class Writing:
    """A turn as far as it is written; `key` is None while nothing was kept.

    `items` are answers by the place of the item, `changes` new answers of the form by path (None: taken away).
    """

    key: UUID | None = None
    items: Mapping[int, ItemAnswer] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""

    def item(self, place: int) -> ItemAnswer:
        """Return what was answered to an item, empty where nothing was."""
        return self.items.get(place, NO_ANSWER)

    def first_unanswered(self, side: OwnSide) -> int | None:
        """Return the place of the first item without an answer, None where all have one."""
        asked = range(len(side.asked.items)) if side.asked is not None else ()
        return next((place for place in asked if not self.item(place).is_given), None)

    def answers(self, side: OwnSide) -> Mapping[str, Any]:
        """Return the answers of the form with what was changed laid over them."""
        return merged(side.answers, self.changes)

    def changed(self, side: OwnSide) -> dict[str, dict[str, Any]]:
        """Return what differs from what stands, by path; answers of questions no longer asked are taken away."""
        form = side.procedure.form
        return changes_between(form, side.answers, reachable_answers(form, self.answers(side)))

    def said(self, side: OwnSide) -> list[dict[str, Any]]:
        """Return the answers to what was asked, as they are sent."""
        items = side.asked.items if side.asked is not None else ()
        return [
            {"item": item, "text": given.text, FILES: [dict(paper) for paper in given.files]}
            for item, given in ((item, self.item(place)) for place, item in enumerate(items))
        ]

    def files(self, side: OwnSide) -> frozenset[UUID]:
        """Return the keys of all papers among what was written."""
        items = {UUID(paper["file"]) for each in self.items.values() for paper in each.files}
        return frozenset(items | {key for _, key in files_in(side.procedure.form, self.answers(side))})


def writing_of(side: OwnSide, turn: OwnTurn) -> Writing:
    """Return what the applicant has written for a turn; what answered an earlier request counts no more."""
    row = TurnDraft.objects.filter(case=side.state.case, person=side.person, turn=turn).first()
    if row is None or row.asked != asked_key(side, turn):
        return Writing()
    return Writing(
        key=row.key,
        items={int(place): _item(each) for place, each in row.items.items()},
        changes=row.changes,
        reason=row.reason,
    )


def asked_key(side: OwnSide, turn: OwnTurn) -> str:
    """Return the request that a draft answers, "" where it answers none."""
    return side.asked.wait if turn is OwnTurn.SUPPLEMENT and side.asked is not None else ""


def draft_paper(side: OwnSide, turn: OwnTurn, file: UUID) -> KeptFile:
    """Return a paper among what the applicant has written for a turn; raises `NotFound`."""
    written = file in writing_of(side, turn).files(side)
    kept = stored_file(file, owner_key=side.person) if written else None
    if kept is None:
        raise NotFound(str(file))
    return kept


def _item(plain: Mapping[str, Any]) -> ItemAnswer:
    return ItemAnswer(text=str(plain.get("text", "")), files=tuple(references_at(plain, FILES)))
