"""Where a person is in her form: which pages are asked, how far she may go, what comes next. Derived at each request."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import IO, Any, Self
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions.applications import attach, keep_answers
from kinhbac.services.procedures.pages.citizen.frame import now, viewer_of
from kinhbac.services.procedures.reads.known import known_for
from kinhbac.services.procedures.reads.own import Draft, own_draft
from kinhbac.services.procedures.reads.published import choices
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.forms.journey import first_unanswered, next_page, pages_for, previous_page
from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.forms.prefill import prefill
from kinhbac.tools.forms.types import Choices, Form, Page, Prefilled

CHECKING = "check"
"""In `?from=`: the person came from the page where all answers are checked, and wants to go back there."""


@dataclass(frozen=True)
class Walk:
    """A form on its way with whoever fills it in, as its pages need it."""

    draft: Draft
    viewer: Viewer
    today: date
    checking: bool

    @property
    def form(self) -> Form:
        """The questions, in the version under which the form was begun."""
        return self.draft.procedure.form

    @property
    def choices(self) -> Choices:
        """The lists that the house keeps, as of today."""
        return choices(self.today)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages that the answers so far lead to, in order."""
        return pages_for(self.form, self.draft.answers)

    @cached_property
    def open_page(self) -> Page | None:
        """The first page on which something is missing or wrong; None when the form can be checked and sent."""
        return first_unanswered(self.form, self.draft.answers, today=self.today, choices=self.choices)

    def asked(self, key: str) -> Page | None:
        """Return the page of that key if these answers lead to it."""
        return next((page for page in self.pages if page.key == key), None)

    def reachable(self, page: Page) -> bool:
        """Say whether a page may be opened: everything before it is answered."""
        return self.open_page is None or self.pages.index(page) <= self.pages.index(self.open_page)

    def known(self, page: Page | None = None) -> Prefilled:
        """Return the answers with what is known filled in (on one page), and whose word that is."""
        return prefill(self.form, known_for(self.draft, self.viewer, now()), self.draft.answers, page=page)

    def with_answers(self, values: Mapping[str, Any]) -> Self:
        """Return the walk as it is after these answers."""
        return replace(self, draft=replace(self.draft, answers=merged(self.draft.answers, values)))

    def keep(self, values: Mapping[str, Any]) -> None:
        """Keep these answers."""
        keep_answers(application=self.draft.id, viewer=self.viewer, values=values)

    def attach(self, path: str, upload: IO[bytes]) -> KeptFile:
        """Keep a paper that answers a question; raises `UploadRefused`."""
        return attach(application=self.draft.id, viewer=self.viewer, path=path, upload=upload)

    def paper_address(self, file: UUID) -> str:
        """Return the address where a paper among the answers can be looked at."""
        return reverse("application_file", args=[self.draft.id, file])

    def later(self) -> str:
        """Return the address from where the form is taken up again."""
        return reverse("dossiers")

    def address(self, page: Page, *, checking: bool = False) -> str:
        """Return the address of a page of this form."""
        plain = reverse("application_page", args=[self.draft.id, page.key])
        return f"{plain}?from={CHECKING}" if checking else plain

    def check_address(self) -> str:
        """Return the address where all answers are checked."""
        return reverse("application_check", args=[self.draft.id])

    def after(self, page: Page) -> str:
        """Return where to go once a page is answered: on, or back to checking where one came from there."""
        if self.checking:
            return (
                self.address(self.open_page, checking=True)
                if self.open_page is not None
                else self.check_address()
            )
        following = next_page(self.form, self.draft.answers, after=page.key)
        return self.address(following) if following is not None else self.check_address()

    def before(self, page: Page) -> str:
        """Return where the way back leads: the page before, the check, or the procedure."""
        if self.checking and self.open_page is None:
            return self.check_address()
        earlier = previous_page(self.form, self.draft.answers, before=page.key)
        if earlier is None:
            return reverse("procedure", args=[self.draft.procedure.key])
        return self.address(earlier)

    def place(self, page: Page) -> tuple[int, int]:
        """Return which page this is and how many there will likely be, counting from one.

        How many depends on answers still to come: each open choice is taken as its first, the ordinary one.
        """
        ordinary = {path: field.choices[0].value for path, field in self.form.fields.items() if field.choices}
        still_open = {path: value for path, value in ordinary.items() if at(self.draft.answers, path) is None}
        likely = pages_for(self.form, merged(self.draft.answers, still_open))
        number = self.pages.index(page) + 1
        return number, max(number, len(likely))


def walk_of(request: HttpRequest, application: UUID) -> Walk:
    """Return the walk of somebody's own form, sent or not; raises `NotFound` for any other."""
    viewer = viewer_of(request)
    return Walk(
        draft=own_draft(application, viewer),
        viewer=viewer,
        today=now().astimezone(HCM).date(),
        checking=request.GET.get("from") == CHECKING,
    )
