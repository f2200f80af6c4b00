"""A form as it stands on the counter's one page: all its questions together, read and shown, with its components."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from kinhbac.base.text import Text
from kinhbac.services.procedures.actions.counter import Reception
from kinhbac.services.procedures.pages.citizen.uploads import PagePapers, Paper, take_in_page
from kinhbac.services.procedures.pages.citizen.walk import Walk
from kinhbac.services.procedures.pages.counter.place import Place, written, written_lines
from kinhbac.services.procedures.reads.counter import (
    BY_HAND,
    DeskForm,
    Holding,
    held_by_databases,
    holdings_of,
)
from kinhbac.services.procedures.reads.known import known_for, known_of
from kinhbac.services.procedures.reads.own import references_at
from kinhbac.services.procedures.rules.handed_in import MOST_SHEETS, SAID, Handed, How, Proxy, waived, ways_of
from kinhbac.tools.forms.journey import reach, reachable_answers
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.prefill import prefill
from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.render import FieldView, PageView, page_view
from kinhbac.tools.forms.types import FieldFault, Known, Page, Prefilled
from kinhbac.tools.grammar.rules import asked_components
from kinhbac.tools.grammar.types import Component
from kinhbac.tools.identity.types import PersonCard

REQUIRED = "required"


@dataclass(frozen=True)
class Filling:
    """A form at a desk with what has just been written: answers by path, faults, and the writing itself by box.

    `state` is what the state knows of the person already.
    """

    desk_form: DeskForm
    card: PersonCard
    walk: Walk
    state: Mapping[str, Known]
    values: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[FieldFault, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)
    reception: Reception = field(default_factory=Reception)
    papers: tuple[PagePapers, ...] = ()

    @property
    def answers(self) -> Mapping[str, Any]:
        """All answers, those just written among them."""
        return merged(self.desk_form.draft.answers, self.values)

    @property
    def known(self) -> Prefilled:
        """The answers with what the state knows of the person filled in, and whose word that is."""
        return prefill(self.walk.form, self.state, self.answers)

    @property
    def components(self) -> tuple[Component, ...]:
        """The components that the answers so far ask for."""
        procedure = self.desk_form.draft.procedure
        return asked_components(procedure, reachable_answers(procedure.form, self.known.answers))

    @property
    def held(self) -> frozenset[str]:
        """The components that a database holds."""
        return held_by_databases(self.components, self.card)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together, under the title of their page or without one."""

    title: Text | None
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a component may be handed in, as something to choose."""

    how: How
    name: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A component as the officer checks it off."""

    component: Component
    handed: Handed
    ways: tuple[Way, ...]
    holdings: tuple[Holding, ...]
    fault: Text | None
    scan: FieldView | None
    papers: tuple[Paper, ...]


def filling_of(place: Place, desk_form: DeskForm, card: PersonCard) -> Filling:
    """Return a form as it was left."""
    walk = Walk(desk_form.draft, desk_form.applicant, place.today, checking=False)
    applicant = desk_form.applicant
    helped = desk_form.help is not None  # what she said in other dossiers is shown with her consent only
    state = known_for(desk_form.draft, applicant, place.now) if helped else known_of(applicant)
    return Filling(desk_form, card, walk, state, reception=Reception.from_plain(desk_form.reception))


def read(request: HttpRequest, filling: Filling) -> Filling:
    """Read the whole page as it was sent, its questions in the order of the form, scans kept as they come."""
    shown = set(request.POST.getlist("page"))
    form = filling.walk.form
    for page in (each for each in form.pages if each.key in shown):
        papers = take_in_page(request, filling.walk, page)
        reading = parse_page(
            form,
            page,
            request.POST,
            answers=filling.answers,
            today=filling.walk.today,
            uploads=papers.uploads,
            choices=filling.walk.choices,
        )
        filling = replace(
            filling,
            values={**filling.values, **reading.values, **papers.values(reading.faults)},
            faults=(*filling.faults, *papers.with_refusals(reading.faults)),
            raw={**filling.raw, **reading.raw},
            papers=(*filling.papers, papers),
        )
    return replace(filling, reception=_reception(request.POST, filling.components))


def pressing(filling: Filling, *, whole: bool) -> tuple[FieldFault, ...]:
    """Return the faults to be told: while the form is only saved, a blank is none; scans that need not be there never."""
    asked = {path for page in reach(filling.walk.form, filling.answers).pages for path in page.fields}
    free = waived(filling.components, filling.reception.handed)
    return tuple(
        each
        for each in filling.faults
        if each.path in asked and (each.keyword != REQUIRED or (whole and each.path not in free))
    )


def views_of(filling: Filling, faults: Sequence[FieldFault]) -> tuple[tuple[Page, PageView], ...]:
    """Return the pages that the answers lead to, as they are shown together."""
    known = filling.known
    form = filling.walk.form
    return tuple(
        (
            page,
            page_view(
                form,
                page,
                answers=known.answers,
                raw=_raw(filling, page),
                faults=[each for each in faults if each.path in page.fields],
                sources=known.sources,
                choices=filling.walk.choices,
            ),
        )
        for page in reach(form, known.answers).pages
    )


def sections_of(views: Sequence[tuple[Page, PageView]]) -> list[Section]:
    """Return the questions in words; single questions that follow one another stand together without a title."""
    sections: list[Section] = []
    for page, view in views:
        fields = tuple(replace(each, heading=False) for each in view.fields if not _is_scan(each))
        if not fields:
            continue
        if page.own_title is not None:
            sections.append(Section(view.title, fields))
        elif sections and sections[-1].title is None:
            sections[-1] = Section(None, (*sections[-1].fields, *fields))
        else:
            sections.append(Section(None, fields))
    return sections


def parts_of(
    filling: Filling, views: Sequence[tuple[Page, PageView]], faults: Mapping[str, Text]
) -> list[Part]:
    """Return the components to be checked off, each with its scans."""
    scans = {
        path: view
        for page, shown in views
        for path, view in zip(page.fields, shown.fields, strict=True)
        if _is_scan(view)
    }
    return [
        _part(filling, each, scans.get(str(each.answer)), faults.get(each.key)) for each in filling.components
    ]


def loose_scans(
    filling: Filling, views: Sequence[tuple[Page, PageView]]
) -> list[tuple[FieldView, tuple[Paper, ...]]]:
    """Return the questions for files that belong to no component."""
    theirs = {each.answer for each in filling.components}
    return [
        (replace(view, heading=False), _papers(filling, path))
        for page, shown in views
        for path, view in zip(page.fields, shown.fields, strict=True)
        if _is_scan(view) and path not in theirs
    ]


def _part(filling: Filling, component: Component, scan: FieldView | None, fault: Text | None) -> Part:
    marked = filling.reception.handed.get(component.key)
    handed = marked if marked is not None and marked.how else _likely(filling, component)
    ways = tuple(
        Way(how, SAID[how], handed.how == how)
        for how in ways_of(component)
        if how is not How.HELD or component.key in filling.held
    )
    return Part(
        component=component,
        handed=handed,
        ways=ways if ways_of(component) != (How.DATA,) else (),
        holdings=holdings_of(component, filling.card),
        fault=fault,
        scan=replace(scan, heading=False) if scan is not None else None,
        papers=_papers(filling, component.answer) if component.answer else (),
    )


def _likely(filling: Filling, component: Component) -> Handed:
    """Return how a component that is not marked yet stands: held is taken as held, so that it is not asked for again."""
    sheets = component.originals or component.copies or 1
    handed = Handed(
        component.key, "", component.originals or int(not component.copies and sheets), component.copies
    )
    return replace(handed, how=How.HELD) if component.key in filling.held else handed


def _papers(filling: Filling, path: str) -> tuple[Paper, ...]:
    application = filling.desk_form.draft.id
    return tuple(
        Paper(each["file"], each["name"], reverse("counter_file", args=[application, UUID(each["file"])]))
        for each in references_at(filling.answers, path)
    )


def _raw(filling: Filling, page: Page) -> Mapping[str, str]:
    """Return the writing of a page that was on the sent page; one that has just opened has none."""
    return {
        box: words
        for box, words in filling.raw.items()
        if box.rpartition("-")[0] in page.fields
        or box in page.fields
        or any(box.startswith(f"{path}.") for path in page.fields)
    }


def _is_scan(view: FieldView) -> bool:
    return view.template.endswith("upload.html")


def _reception(posted: Any, components: Sequence[Component]) -> Reception:
    channel = posted.get("channel", "")
    return Reception(
        channel=channel if channel in BY_HAND else BY_HAND[0],
        handed={each.key: _handed(posted, each) for each in components},
        proxy=_proxy(posted) if posted.get("by") == "proxy" else None,
        note=written_lines(posted, "note"),
    )


def _handed(posted: Any, component: Component) -> Handed:
    ways = ways_of(component)
    if ways == (How.DATA,):
        return Handed(component.key, How.DATA)
    how = str(posted.get(f"how-{component.key}", ""))
    paper = how == How.PAPER
    held = component.stand_in[0].name.vi if how == How.HELD and component.stand_in else ""
    return Handed(
        component.key,
        how if how in ways else "",
        _sheets(posted, f"originals-{component.key}") if paper else 0,
        _sheets(posted, f"copies-{component.key}") if paper else 0,
        held,
    )


def _sheets(posted: Any, name: str) -> int:
    words = written(posted, name, 4)
    return min(int(words), MOST_SHEETS) if words.isascii() and words.isdigit() else 0


def _proxy(posted: Any) -> Proxy:
    return Proxy(
        name=written(posted, "proxy_name"),
        identity_number=written(posted, "proxy_identity_number", 40),
        authority_seen=posted.get("authority_seen") == "yes",
    )
