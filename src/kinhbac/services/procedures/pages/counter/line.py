"""One line of the quick register: who it is for, the few questions of the procedure, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.pages.counter.enrolment import Enrolment, enrolment_of
from kinhbac.services.procedures.pages.counter.place import Place, written
from kinhbac.services.procedures.reads.known import known_of
from kinhbac.services.procedures.reads.published import choices, code_patterns
from kinhbac.services.procedures.rules.counter import LONGEST_SCANNED, Card, NotScanned, read_scan
from kinhbac.services.procedures.rules.grounds import QUICK_CARD, QUICK_TYPED
from kinhbac.services.procedures.rules.quick import done_here, quick_fields
from kinhbac.tools.forms.journey import reach
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.prefill import prefill
from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.render import FieldView, Problem, page_view
from kinhbac.tools.forms.types import FieldFault, Page, Widget
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.actions import enrol_walk_in, open_numbered

LINE = "quick"
"""The key of the page that a line makes of its questions."""
NOT_A_PERSON = Text(
    vi="Quét thẻ căn cước hoặc gõ số định danh 12 chữ số",
    en="Scan the card, or type the identity number of 12 digits",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was written.

    Attributes:
        who: what stands in the first box.
        person: whose work it is, None while that is not clear.
        enrolment: the further boxes of somebody whom no record knows, None where they are not needed.
        also: paths of questions that the line turned out to need besides its own.
        problems: of the first box.
    """

    who: str
    fields: tuple[FieldView, ...]
    answers: Mapping[str, Any]
    person: UUID | None = None
    enrolment: Enrolment | None = None
    also: tuple[str, ...] = ()
    faults: tuple[FieldFault, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def summary(self) -> list[Problem]:
        """All problems of the line, those of its boxes with a link."""
        shown = {problem.text: problem for problem in (_problem(each) for each in self.fields) if problem}
        rest = [shown.get(each.message, Problem(each.message, "")) for each in self.faults]
        return [*self.problems, *(self.enrolment.problems if self.enrolment else ()), *rest]


@dataclass(frozen=True, slots=True)
class _Who:
    person: UUID | None = None
    enrolment: Enrolment | None = None
    problems: tuple[Problem, ...] = field(default=())


def line_of(posted: Any, procedure: Procedure, place: Place) -> Line:
    """Read a line as it was sent; nothing sent is an empty one. A known person's record is opened, which is recorded."""
    who = written(posted, "who", LONGEST_SCANNED)
    found = _who(who, posted, place) if posted else _Who()
    also = tuple(path for path in _also(posted) if path in procedure.form.fields)
    base = _base(procedure, place, found.person)
    page = Page(LINE, tuple(each.path for each in quick_fields(procedure, also)))
    if not posted:
        return Line(who, _views(procedure, page, base, place), base)
    today = place.today
    reading = parse_page(procedure.form, page, posted, answers=base, today=today, choices=choices(today))
    views = _views(procedure, page, base, place, reading.raw, reading.faults)
    answers = merged(base, reading.values)
    return Line(who, views, answers, found.person, found.enrolment, also, reading.faults, found.problems)


def with_faults(line: Line, procedure: Procedure, faults: Sequence[FieldFault], place: Place) -> Line:
    """Return the line with faults of the whole form: questions that it did not ask join it, all at once."""
    form = procedure.form
    asked = {path for page in reach(form, line.answers).pages for path in page.fields}
    more = [
        each.path
        for each in faults
        if each.path in asked and form.fields[each.path].widget is not Widget.UPLOAD
    ]
    page = Page(LINE, tuple(each.path for each in quick_fields(procedure, (*line.also, *more))))
    views = _views(procedure, page, line.answers, place, faults=faults)
    return replace(line, fields=views, also=(*line.also, *more), faults=tuple(faults))


def _base(procedure: Procedure, place: Place, person: UUID | None) -> Mapping[str, Any]:
    """Return what need not be asked on the line: where the work is done, and what the state knows of the person."""
    here = merged({}, done_here(procedure, str(place.desk.unit)))
    return prefill(procedure.form, known_of(Viewer(person=person)), here).answers


def _who(who: str, posted: Any, place: Place) -> _Who:
    try:
        read = read_scan(who, code_patterns(), place.today)
    except NotScanned:
        return _Who(problems=(Problem(NOT_A_PERSON, "#who"),))
    if not isinstance(read, Card):
        return _Who(problems=(Problem(NOT_A_PERSON, "#who"),))
    ground = QUICK_CARD if read.says_more else QUICK_TYPED
    record = open_numbered(
        number=read.number, viewer=place.viewer, post=place.post, purpose=ground, now=place.now
    )
    if record is not None:
        return _Who(person=record.person)
    return _unknown(read, posted, place)


def _unknown(card: Card, posted: Any, place: Place) -> _Who:
    """Enrol whom no record knows, from the scanned card or from the further boxes of the line."""
    told = Enrolment.of_card(card).written
    boxes = {name: written(posted, name) or words for name, words in told.items()}
    enrolment = enrolment_of({**boxes, "number": card.number}, place.today)
    if enrolment.walk_in is None:
        return _Who(enrolment=enrolment)
    return _Who(person=enrol_walk_in(enrolment.walk_in))


def _views(
    procedure: Procedure,
    page: Page,
    answers: Mapping[str, Any],
    place: Place,
    raw: Mapping[str, str] | None = None,
    faults: Sequence[FieldFault] = (),
) -> tuple[FieldView, ...]:
    view = page_view(
        procedure.form, page, answers=answers, raw=raw, faults=faults, choices=choices(place.today)
    )
    return _plain(view.fields)


def _plain(fields: Sequence[FieldView]) -> tuple[FieldView, ...]:
    """Return fields for a line: no titles, no hints, and a list in place of a row of choices."""
    return tuple(
        replace(
            each,
            heading=False,
            hint=None,
            why=None,
            described_by=f"{each.id}-error" if each.error else "",
            template=each.template.replace("radios", "select"),
        )
        for each in fields
    )


def _problem(view: FieldView) -> Problem | None:
    return Problem(view.error, f"#{view.target}") if view.error is not None else None


def _also(posted: Any) -> list[str]:
    return list(posted.getlist("also")) if hasattr(posted, "getlist") else []
