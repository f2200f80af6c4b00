"""What stands behind an officer's page: the case with its story, its procedure, and the answers as they are now.

Asked for through the kernel's scope, so it is there only for whoever may see the dossier.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.types import CaseState, Entry, Viewer
from kinhbac.services.procedures.reads.published import choices, procedure_of
from kinhbac.services.procedures.rules.answers import CHANGING, current_answers, standing
from kinhbac.services.procedures.rules.dossier import KIND, is_applicant
from kinhbac.services.procedures.rules.firms import FIRM, is_firms
from kinhbac.services.procedures.rules.grounds import OWN, WORK
from kinhbac.services.procedures.rules.state import case_in
from kinhbac.tools.forms.review import shown_answer
from kinhbac.tools.forms.types import Choices, Page
from kinhbac.tools.grammar.rules import components_for
from kinhbac.tools.grammar.types import Component, Procedure
from kinhbac.tools.identity.reads import names_of, titles_of

BLANK = Text(vi="để trống", en="left blank")


@dataclass(frozen=True, slots=True)
class Correction:
    """One answer that was corrected: its question, what stood there, what stands there since."""

    question: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did something, by name, and in which post."""

    name: str
    title: Text | None


@dataclass(frozen=True)
class Material:
    """A dossier from behind; `filed_on` is the day in Vietnam on which it was submitted."""

    state: CaseState
    procedure: Procedure
    entries: tuple[Entry, ...]
    contents: Mapping[int, Mapping[str, Any]]
    answers: Mapping[str, Any]

    @property
    def case(self) -> UUID:
        """The key of the case."""
        return self.state.case

    @property
    def filed_on(self) -> date:
        """The day of submission, on which answers are judged."""
        return self.entries[0].at.astimezone(HCM).date()

    @property
    def choices(self) -> Choices:
        """The lists of the day of submission."""
        return choices(self.filed_on)

    @property
    def components(self) -> tuple[Component, ...]:
        """The components that the answers as they stand, and the dossier's case, ask for."""
        return components_for(self.procedure, self.answers, case_in(self.state, self.procedure))

    def page_with(self, path: str) -> Page:
        """Return the page of the form that asks for an answer."""
        return next(page for page in self.procedure.form.pages if path in page.fields)

    def purpose(self, viewer: Viewer) -> str:
        """Return for what this viewer opens the dossier: it is her own, her firm's, or it is work."""
        if is_applicant(self.state, viewer.person):
            return OWN
        return FIRM if is_firms(self.state, viewer) else WORK

    def last(self, name: str) -> Entry | None:
        """Return the latest entry of that name that was not taken back."""
        return next((each for each in reversed(standing(self.entries)) if each.name == name), None)

    def as_of(self, entry: Entry) -> "Material":
        """Return the same with the answers as they stood at an entry: what was printed then says nothing later."""
        before = [each for each in self.entries if each.seq <= entry.seq]
        return replace(self, answers=current_answers(before, self.contents))

    def hand(self, name: str, viewer: Viewer) -> Hand | None:
        """Return who did the latest act of that name, None where nobody did."""
        entry = self.last(name)
        if entry is None or entry.actor.person is None:
            return None
        post = entry.actor.position
        names = names_of(frozenset({entry.actor.person}), viewer)
        titles = titles_of(frozenset({post} if post else ()), viewer)
        return Hand(names.get(entry.actor.person, ""), titles.get(post) if post else None)

    def corrections(self) -> dict[int, tuple[Correction, ...]]:
        """Return what each correction changed, and each change of the applicant's, by the place of its entry."""
        return {
            entry.seq: tuple(
                Correction(
                    self.procedure.form.fields[path].question,
                    self._shown(path, change.get("from")),
                    self._shown(path, change.get("to")),
                )
                for path, change in self.contents.get(entry.seq, {}).get("changes", {}).items()
                if path in self.procedure.form.fields
            )
            for entry in self.entries
            if entry.name in CHANGING
        }

    def _shown(self, path: str, value: Any) -> Text:
        form = self.procedure.form
        return shown_answer(form, form.fields[path], value, self.choices) or BLANK


def material_of(code: str, viewer: Viewer) -> Material:
    """Return what stands behind a dossier.

    Raises:
        NotFound: there is none of that code, or it is not this viewer's to see.
    """
    state = cases.case_coded(code, viewer, KIND)
    entries, contents = cases.entries_of(state.case), cases.contents_of(state.case)
    return Material(
        state=state,
        procedure=procedure_of(state.definition),
        entries=entries,
        contents=contents,
        answers=current_answers(entries, contents),
    )


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is at the page."""
    viewer: Viewer = request.who.viewer  # type: ignore[attr-defined]
    return viewer


def now_here() -> datetime:
    """Return the moment of the request, from the one clock of the house, in Vietnam's zone."""
    return actions.clock.now().astimezone(HCM)
