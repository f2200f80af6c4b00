"""The form at the counter: everything on one page, kept whenever it is sent, received at the end in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import NotFound, case_of
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.procedures.actions.applications import discard, keep_answers
from kinhbac.services.procedures.actions.counter import keep_reception, send_at_counter
from kinhbac.services.procedures.actions.papers import put_away
from kinhbac.services.procedures.pages.counter import filling as fillings
from kinhbac.services.procedures.pages.counter.filling import Filling
from kinhbac.services.procedures.pages.counter.place import NOT_DONE, WRONG, Place, place_of, show
from kinhbac.services.procedures.reads.counter import BY_HAND, DeskForm, desk_form
from kinhbac.services.procedures.reads.own import draft_file
from kinhbac.services.procedures.reads.promise import Promise, promise_of
from kinhbac.services.procedures.rules.handed_in import faults_of
from kinhbac.services.procedures.rules.helping import NOT_YOURS_TO_DISCARD
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.files.configured import store
from kinhbac.tools.files.pages import send
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.render import Problem, target_of
from kinhbac.tools.forms.types import FieldFault
from kinhbac.tools.grammar.rules import case_for, resolution_due, resolving_unit
from kinhbac.tools.identity.actions import open_record
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.types import PersonCard

FORM = "form"
"""For what a record was opened: to fill in a form with what it says."""
SAVE, RECEIVE, LEAVE = "save", "receive", "leave"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in the way: faults of answers, of components by key, of the proxy; or why a rule says no."""

    answers: tuple[FieldFault, ...] = ()
    components: Mapping[str, Text] = field(default_factory=dict)
    proxy: Text | None = None
    refusal: Refusal | None = None

    @property
    def is_any(self) -> bool:
        """Whether anything does."""
        return bool(self.answers or self.components or self.proxy or self.refusal)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def counter_form(request: HttpRequest, application: UUID) -> HttpResponse:
    """Show the form with its components, or keep what was written and receive it."""
    place = place_of(request)
    form = desk_form(application, place.viewer, place.now)
    if form.draft.case is not None:
        return redirect("counter_received", case_of(form.draft.case, place.viewer).code)
    filling = fillings.filling_of(place, form, _record(place, form))
    if request.method != "POST":
        return _page(request, place, filling)
    filling = fillings.read(request, filling)
    _keep(place, filling)
    wish = request.POST.get("do", SAVE)
    if wish not in (RECEIVE, LEAVE) or request.POST.get("remove"):
        trouble = Trouble(answers=fillings.pressing(filling, whole=False))
        if not trouble.is_any:
            return HttpResponseRedirect(f"{reverse('counter_form', args=[application])}?saved=1")
        return _page(request, place, filling, trouble, WRONG)
    return _send(request, place, filling, receive=wish == RECEIVE)


@for_officers
@require_POST
def counter_discard(request: HttpRequest, application: UUID) -> HttpResponse:
    """Throw away a form that was not sent, with its scans."""
    place = place_of(request)
    form = desk_form(application, place.viewer, place.now)
    if form.help is not None:
        raise Refused(NOT_YOURS_TO_DISCARD)
    discard(application=application, viewer=form.applicant)
    put_away(files=form.draft.files, viewer=form.applicant)
    return redirect("counter")


@for_officers
@require_safe
def counter_file(request: HttpRequest, application: UUID, file: UUID) -> HttpResponseBase:
    """Show a scan of a form at this desk."""
    place = place_of(request)
    form = desk_form(application, place.viewer, place.now)
    return send(draft_file(application, file, form.applicant), store(), download=False)


def _record(place: Place, form: DeskForm) -> PersonCard:
    """Return the record of whose form it is, and record that it was opened, and the spouse's where the form asks it."""
    person = form.applicant.person
    assert person is not None, "a form is somebody's"
    opened = partial(open_record, viewer=place.viewer, post=place.post, purpose=FORM, now=place.now)
    record = opened(person=person)
    if record is None:
        raise NotFound(str(person))
    sources = {source.key for each in form.draft.procedure.form.fields.values() for source in each.sources}
    if record.spouse is not None and any(each.startswith("spouse.") for each in sources):
        opened(person=record.spouse)
    return record


def _keep(place: Place, filling: Filling) -> None:
    application = filling.desk_form.draft.id
    keep_answers(application=application, viewer=filling.desk_form.applicant, values=filling.values)
    keep_reception(application=application, viewer=place.viewer, reception=filling.reception, now=place.now)
    for papers in filling.papers:
        papers.settle(filling.values)


def _send(request: HttpRequest, place: Place, filling: Filling, *, receive: bool) -> HttpResponse:
    trouble = _trouble(filling, receive=receive)
    if trouble.is_any:
        return _page(request, place, filling, trouble, WRONG)
    application = filling.desk_form.draft.id
    try:
        recorded = send_at_counter(
            application=application, viewer=place.viewer, receive=receive, now=place.now
        )
    except Incomplete as incomplete:
        return _page(request, place, filling, Trouble(answers=incomplete.faults), WRONG)
    except Refused as refused:
        return _page(request, place, filling, Trouble(refusal=refused.refusal), NOT_DONE)
    except PlainError as error:  # no office is competent, or the calendar ends
        refusal = Refusal(type(error).__name__, error.what, error.remedy)
        return _page(request, place, filling, Trouble(refusal=refusal), NOT_DONE)
    return redirect("counter_received" if receive else "desk_dossier", recorded.code)


def _trouble(filling: Filling, *, receive: bool) -> Trouble:
    reception = filling.reception
    proxy = reception.proxy.fault if reception.proxy else None
    scans = {each.answer for each in filling.components}
    answers = tuple(  # that a scan is missing, the component says
        each
        for each in fillings.pressing(filling, whole=True)
        if each.keyword != fillings.REQUIRED or each.path not in scans
    )
    handed = faults_of(filling.components, reception.handed, filling.answers, filling.held)
    return Trouble(answers, handed if receive else {}, proxy)


def _page(
    request: HttpRequest, place: Place, filling: Filling, trouble: Trouble | None = None, status: int = 200
) -> HttpResponse:
    found = trouble or Trouble()
    views = fillings.views_of(filling, found.answers)
    shown = {path for page, _ in views for path in page.fields}
    context = {
        "form": filling.desk_form,
        "procedure": filling.desk_form.draft.procedure,
        "record": filling.card,
        "pages": [page.key for page, _ in views],
        "sections": fillings.sections_of(views),
        "parts": fillings.parts_of(filling, views, found.components),
        "scans": fillings.loose_scans(filling, views),
        "reception": filling.reception,
        "channels": [
            each for each in filling.desk_form.draft.procedure.channels_on(place.today) if each.key in BY_HAND
        ],
        "outlook": _outlook(place, filling),
        "trouble": found,
        "problems": _problems(filling, found, shown),
        "saved": request.GET.get("saved") == "1" and not found.is_any,
    }
    return show(request, "form.html", place, context, here="front", status=status)


def _problems(filling: Filling, trouble: Trouble, shown: set[str]) -> list[Problem]:
    fields = filling.walk.form.fields
    answers = [
        Problem(each.message, f"#{target_of(fields[each.path])}" if each.path in shown else "")
        for each in trouble.answers
    ]
    names = {each.key: each.name for each in filling.components}
    components = [
        Problem(_named(names[key], fault), f"#part-{key}") for key, fault in trouble.components.items()
    ]
    proxy = [Problem(trouble.proxy, "#proxy_name")] if trouble.proxy else []
    return [*answers, *components, *proxy]


def _named(name: Text, fault: Text) -> Text:
    return Text(vi=f"{name.vi}: {fault.vi}", en=f"{name.en}: {fault.en}")


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What receiving now would bring: who resolves, until when, at what cost."""

    promise: Promise
    due: Due


def _outlook(place: Place, filling: Filling) -> _Outlook | None:
    """Return the outlook, None while the form does not say yet which unit resolves, or a rule cannot answer."""
    procedure = filling.desk_form.draft.procedure
    answers = reachable_answers(procedure.form, filling.answers)
    if resolving_unit(procedure, answers) is None:
        return None
    try:
        promise = promise_of(procedure, answers, filling.reception.channel, place.now)
        case = case_for(procedure, answers)
        due = resolution_due(procedure, place.now, definitions.current_calendar(), case)
    except PlainError:  # sending says why
        return None
    return _Outlook(promise, due)
