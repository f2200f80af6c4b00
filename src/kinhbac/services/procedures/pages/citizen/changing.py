"""Answers of a form that was sent already, changed page by page for a supplement or an adjustment, and kept as given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.services.procedures.actions.turn_drafts import attach_to_turn, keep_changes
from kinhbac.services.procedures.pages.citizen.frame import viewer_of
from kinhbac.services.procedures.pages.citizen.walk import Walk
from kinhbac.services.procedures.reads.own import Draft
from kinhbac.services.procedures.reads.own_side import OwnSide
from kinhbac.services.procedures.reads.turn_drafts import Writing, writing_of
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.forms.review import shown_answer
from kinhbac.tools.forms.types import Page, Prefilled

CHANGING = {OwnTurn.SUPPLEMENT: "supplement", OwnTurn.ADJUST: "adjust"}
"""The turns with which answers may be changed, and how their addresses begin."""


@dataclass(frozen=True)
class TurnWalk(Walk):
    """A walk over answers that stand in a dossier, with what is changed laid over them."""

    side: OwnSide
    turn: OwnTurn

    def known(self, page: Page | None = None) -> Prefilled:  # noqa: ARG002 - every answer is there already
        """Return the answers; nothing is filled in, for each was given or left out once."""
        return Prefilled(self.draft.answers, {})

    def keep(self, values: Mapping[str, Any]) -> None:
        """Keep these answers beside those that stand."""
        keep_changes(code=self.side.code, turn=self.turn, values=values, viewer=self.viewer)

    def attach(self, path: str, upload: IO[bytes]) -> KeptFile:
        """Keep a paper that answers a question; raises `UploadRefused`."""
        return attach_to_turn(code=self.side.code, turn=self.turn, to=path, upload=upload, viewer=self.viewer)

    def paper_address(self, file: UUID) -> str:
        """Return the address where a paper among the answers can be looked at."""
        return reverse("turn_file", args=[self.side.code, self.turn, file])

    def later(self) -> str:
        """Return the dossier's address, from where the turn is taken up again."""
        return reverse("dossier", args=[self.side.code])

    def address(self, page: Page, *, checking: bool = True) -> str:  # noqa: ARG002 - one always comes from the list
        """Return the address of a page of the form in this turn."""
        return reverse("turn_page", args=[self.side.code, self.turn, page.key])

    def check_address(self) -> str:
        """Return the address of the list of all answers."""
        return answers_address(self.side, self.turn)

    def before(self, page: Page) -> str:  # noqa: ARG002 - the way back is the same from every page
        """Return where the way back leads: the list of all answers."""
        return self.check_address()

    def place(self, page: Page) -> tuple[int, int]:  # noqa: ARG002 - pages are opened one by one
        """Return no place: whoever changes an answer does not walk the whole form."""
        return 0, 0


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One changed answer: the question, what stood there, what stands there now, and where to change it again."""

    question: Text
    before: Text | None
    after: Text | None
    change: str


def turn_walk(request: HttpRequest, side: OwnSide, turn: OwnTurn) -> TurnWalk:
    """Return the walk over a dossier's answers for a turn."""
    viewer = viewer_of(request)
    writing = writing_of(side, turn)
    draft = Draft(
        id=side.state.case,
        procedure=side.procedure,
        answers=writing.answers(side),
        begun_at=side.filed_at,
        changed_at=side.filed_at,
        case=side.state.case,
    )
    today = side.filed_at.astimezone(HCM).date()
    return TurnWalk(draft=draft, viewer=viewer, today=today, checking=True, side=side, turn=turn)


def changed_lines(walk: TurnWalk, writing: Writing) -> list[ChangeLine]:
    """Return what was changed, in the order of the form; an answer that is asked no more has no page to change it."""
    form = walk.form
    changes = writing.changed(walk.side)
    lines = []
    for path in (path for page in form.pages for path in page.fields if path in changes):
        asked, change = form.fields[path], changes[path]
        page = next((each for each in walk.pages if path in each.fields), None)
        lines.append(
            ChangeLine(
                question=asked.question,
                before=shown_answer(form, asked, change["from"], walk.choices),
                after=shown_answer(form, asked, change["to"], walk.choices),
                change=walk.address(page) if page is not None else walk.check_address(),
            )
        )
    return lines


def answers_address(side: OwnSide, turn: OwnTurn) -> str:
    """Return the address of the list of all answers in a turn."""
    return reverse("turn_answers", args=[side.code, turn])


def check_address(side: OwnSide, turn: OwnTurn) -> str:
    """Return the address where a turn is checked and sent."""
    return reverse("turn_check", args=[side.code, turn])
