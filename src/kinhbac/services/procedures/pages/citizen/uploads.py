"""Papers on a page of the form: those just sent are kept beside the earlier ones, refusals stand beside the question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions.papers import TakenIn, put_away, take_in
from kinhbac.services.procedures.pages.citizen.walk import Walk
from kinhbac.services.procedures.reads.own import references_at
from kinhbac.tools.forms.render import FieldView, PageView
from kinhbac.tools.forms.types import FieldFault, Page, Widget

REMOVE = "remove"
"""The name of the button that takes one paper back; its value is the paper's key."""

Papers = Mapping[str, TakenIn]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the page shows it: its key, its name, where it can be looked at."""

    key: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PagePapers:
    """What became of the papers of one page: by question what stands now, what was taken back, what was refused."""

    viewer: Viewer
    taken: Papers
    removed: frozenset[UUID]
    faults: tuple[FieldFault, ...]

    @property
    def uploads(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The references by question, as the form reads them."""
        return {path: each.kept for path, each in self.taken.items()}

    @property
    def left(self) -> timedelta | None:
        """How long to wait before another paper is sent, where too many were."""
        return next((each.left for each in self.taken.values() if each.left is not None), None)

    def values(self, faults: Sequence[FieldFault]) -> dict[str, Any]:
        """Return the answers to keep: the papers of each question, even where another fault stands on the page.

        Where there are more than the form takes, the earlier answer stays.
        """
        too_many = {each.path for each in faults if each.keyword != "required"}
        return {
            path: [dict(each) for each in taken.kept] or None
            for path, taken in self.taken.items()
            if path not in too_many
        }

    def settle(self, values: Mapping[str, Any]) -> None:
        """Let go of papers that no answer refers to: those taken back, and new ones beyond what the form takes."""
        dropped = {key for path, each in self.taken.items() if path not in values for key in each.fresh}
        gone = self.removed if all(path in values for path in self.taken) else frozenset()
        put_away(files=gone | dropped, viewer=self.viewer)

    def with_refusals(self, faults: Sequence[FieldFault]) -> tuple[FieldFault, ...]:
        """Return the faults of the page; a refused paper says more than that one is missing."""
        refused = {each.path for each in self.faults}
        return (*(each for each in faults if each.path not in refused), *self.faults)


def take_in_page(request: HttpRequest, walk: Walk, page: Page) -> PagePapers:
    """Keep the papers sent with a page, and leave out the one whose button was pressed."""
    taking_back = request.POST.get(REMOVE, "")
    taken: dict[str, TakenIn] = {}
    removed: set[UUID] = set()
    for path in _upload_paths(walk, page):
        before = references_at(walk.draft.answers, path)
        removed.update(UUID(each["file"]) for each in before if each["file"] == taking_back)
        taken[path] = take_in(
            partial(walk.attach, path),
            viewer=walk.viewer,
            before=[each for each in before if each["file"] != taking_back],
            uploads=request.FILES.getlist(path),
        )
    faults = tuple(
        FieldFault(path, "refused", together(each.refusals)) for path, each in taken.items() if each.refusals
    )
    return PagePapers(walk.viewer, taken, frozenset(removed), faults)


def papers_of(walk: Walk, page: Page, view: PageView) -> list[tuple[FieldView, list[Paper]]]:
    """Return the questions of a page, each with the papers that stand there; only questions for papers have any."""
    shown: list[tuple[FieldView, list[Paper]]] = []
    uploads = set(_upload_paths(walk, page))
    for path, field in zip(page.fields, view.fields, strict=True):
        if path in uploads:
            papers = [_paper(walk, each) for each in references_at(walk.draft.answers, path)]
            shown.append((replace(field, template="procedures/citizen/field_papers.html"), papers))
        else:
            shown.append((field, []))
    return shown


def _upload_paths(walk: Walk, page: Page) -> list[str]:
    return [path for path in page.fields if walk.form.fields[path].widget is Widget.UPLOAD]


def _paper(walk: Walk, reference: Mapping[str, str]) -> Paper:
    key, name = reference["file"], reference["name"]
    return Paper(key, name, walk.paper_address(UUID(key)))


def together(refusals: Sequence[Text]) -> Text:
    """Return why several papers were refused, as one text."""
    return Text(vi=" ".join(each.vi for each in refusals), en=" ".join(each.en for each in refusals))
