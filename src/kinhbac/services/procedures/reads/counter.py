"""What a counter sees: forms on their way at its desk, what databases hold, and what the desk has taken in on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.directory.types import Office, UnitRef
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import CaseState, Viewer
from kinhbac.services.procedures.models import Application, DayBook
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.helping import HelpSeen, help_with, reachable
from kinhbac.services.procedures.reads.own import Draft, own_draft
from kinhbac.services.procedures.reads.published import all_procedures, procedure_of
from kinhbac.services.procedures.rules import guidance
from kinhbac.services.procedures.rules.answers import SUBMITTED, current_answers
from kinhbac.services.procedures.rules.counter import ONE_STOP
from kinhbac.services.procedures.rules.dossier import APPLICANT, KIND
from kinhbac.services.procedures.rules.fees import fee_of
from kinhbac.services.procedures.rules.handed_in import How
from kinhbac.services.procedures.rules.in_force import is_in_force
from kinhbac.services.procedures.types import Fee
from kinhbac.tools.grammar.types import Component, Procedure
from kinhbac.tools.identity.reads import names_of
from kinhbac.tools.identity.types import PersonCard

BY_HAND = ("counter", "post")
"""The channels in which an officer receives by hand."""
POPULATION, MARRIAGES = "population.person", "civil_status.marriage"


class Answered(StrEnum):
    """What a database answers when it is asked for a component."""

    HELD = "held"
    NOT_HELD = "not_held"
    NOT_JOINED = "not_joined"


@dataclass(frozen=True, slots=True)
class Holding:
    """A database that could stand in for a component, and what it answered."""

    name: Text
    answered: Answered


@dataclass(frozen=True, slots=True)
class DeskForm:
    """A form on its way at a desk: the draft, in whose name it is filled in, and what was noted at the counter.

    `help` is the consent under which the officer goes on with the person's own form, None for a form of the desk.
    """

    draft: Draft
    applicant: Viewer
    name: str
    desk: str
    reception: Mapping[str, Any]
    help: HelpSeen | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form on its way in the list of a desk."""

    id: UUID
    procedure: Text
    name: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A dossier that a desk received on a day.

    Attributes:
        on_paper: names of the components that were handed in on paper.
        handed_on: whether that paper was passed on already.
    """

    case: UUID
    code: str
    procedure: str
    name: Text
    about: str
    applicant: str
    received_at: datetime
    fee: Fee
    resolving: Office
    on_paper: tuple[Text, ...]
    handed_on: bool
    transfer_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Guidance:
    """Guidance that a desk gave."""

    at: datetime
    words: str
    asker: str
    procedure: Text | None
    channel: Text
    given_by: str


def desk_form(application: UUID, viewer: Viewer, now: datetime) -> DeskForm:
    """Return a form that is filled in at a desk where the viewer receives, or with which she helps; sent or not.

    Raises:
        NotFound: there is none, or it is at another desk, or only its owner's, or her consent has ended.
    """
    row = Application.objects.filter(reachable(viewer, now), pk=application).first()
    if row is None:
        raise NotFound(str(application))
    applicant = Viewer(person=row.person)
    names = names_of(frozenset({row.person}), viewer)
    return DeskForm(
        draft=own_draft(application, applicant),
        applicant=applicant,
        name=names.get(row.person, ""),
        desk=row.desk,
        reception=row.reception,
        help=help_with(application, viewer, now),
    )


def waiting_forms(desk: str, viewer: Viewer, now: datetime) -> tuple[Waiting, ...]:
    """Return the forms at a desk of the viewer's that are not sent, her own help among them, latest first, at most 50."""
    if viewer.post(ONE_STOP, desk) is None:
        return ()
    rows = Application.objects.filter(reachable(viewer, now), case=None).order_by("-changed_at")
    here = [row for row in rows[:200] if row.desk == desk or row.help is not None][:50]
    names = names_of(frozenset(row.person for row in here), viewer)
    return tuple(
        Waiting(row.id, procedure_of(row.definition).name, names.get(row.person, ""), row.changed_at)
        for row in here
    )


def procedures_by_hand(day: date) -> tuple[Procedure, ...]:
    """Return the procedures that can be handed in at a counter on a day: all of the province, for any commune of it."""
    return tuple(
        each
        for each in all_procedures()
        if is_in_force(each, day) and any(channel.key in BY_HAND for channel in each.channels_on(day))
    )


def holdings_of(component: Component, card: PersonCard) -> tuple[Holding, ...]:
    """Return what the databases that could stand in for a component answer about a person.

    Two registers can be asked here; any other is said to be not joined, so that nobody is sent away for its sake.
    """
    return tuple(Holding(each.name, _asked(each.source, card)) for each in component.stand_in)


def held_by_databases(components: Iterable[Component], card: PersonCard) -> frozenset[str]:
    """Return the keys of the components that a database holds."""
    return frozenset(
        each.key
        for each in components
        if any(holding.answered is Answered.HELD for holding in holdings_of(each, card))
    )


def _asked(source: str, card: PersonCard) -> Answered:
    known = {POPULATION: bool(card.nationality), MARRIAGES: bool(card.marriage_registered_at)}
    if source not in known:
        return Answered.NOT_JOINED
    return Answered.HELD if known[source] else Answered.NOT_HELD


def received_on(desk: str, day: date, viewer: Viewer) -> tuple[TakenIn, ...]:
    """Return the dossiers that a desk of the viewer's received on a day in Vietnam, the latest first."""
    if viewer.post(ONE_STOP, desk) is None:
        return ()
    found = _of_day(KIND, desk, day, viewer)
    stories = cases.histories_of([state for state, _ in found])
    applicants = {party.person for state, _ in found for party in state.parties if party.role == APPLICANT}
    names = names_of(frozenset(applicants), viewer)
    return tuple(_taken_in(stories[state.case], at, names, day) for state, at in found)


def _of_day(kind: str, desk: str, day: date, viewer: Viewer) -> list[tuple[CaseState, datetime]]:
    """Return what a desk took in on a day in Vietnam and the viewer may see, the latest first."""
    begin = datetime.combine(day, time.min, HCM)
    rows = DayBook.objects.filter(desk=desk, kind=kind, at__gte=begin, at__lt=begin + timedelta(days=1))
    moments = dict(rows.order_by("-at", "-case").values_list("case", "at"))
    states = cases.cases_seen(moments, viewer)
    return [(states[case], at) for case, at in moments.items() if case in states]


def _taken_in(story: cases.Story, at: datetime, names: Mapping[UUID, str], day: date) -> TakenIn:
    state = story.state
    procedure = procedure_of(state.definition)
    directory = definitions.current_directory()
    resolving = directory.competent_office(procedure.competence.key, UnitRef.parse(str(state.area)), day)
    papers = {
        each["key"] for each in story.content_of(SUBMITTED).get("components", ()) if each["how"] == How.PAPER
    }
    clock = state.clocks.get("transfer")
    return TakenIn(
        case=state.case,
        code=str(state.code),
        procedure=procedure.key,
        name=procedure.name,
        about=phrases.about(procedure, current_answers(story.entries, story.contents)),
        applicant=", ".join(
            names.get(party.person, "") for party in state.parties if party.role == APPLICANT
        ),
        received_at=at,
        fee=fee_of(state.facts),
        resolving=resolving,
        on_paper=tuple(each.name for each in procedure.components if each.key in papers),
        handed_on=any(entry.name == "dossier.papers_handed" for entry in story.entries),
        transfer_due_at=clock.due_at if clock is not None else None,
    )


def guidance_of(desk: str, day: date, viewer: Viewer) -> tuple[Guidance, ...]:
    """Return the guidance that a desk of the viewer's gave on a day in Vietnam, the latest first."""
    if viewer.post(ONE_STOP, desk) is None:
        return ()
    states = [state for state, _ in _of_day(guidance.KIND, desk, day, viewer)]
    stories = cases.histories_of(states)
    givers = {story.entries[0].actor.person for story in stories.values()}
    names = names_of(frozenset(person for person in givers if person), viewer)
    return tuple(_guidance(stories[state.case], names) for state in states)


def _guidance(story: cases.Story, names: Mapping[UUID, str]) -> Guidance:
    said = story.content_of(guidance.GIVEN)
    facts = story.state.facts
    giver = story.entries[0].actor.person
    known = {each.key: each.name for each in all_procedures()}
    return Guidance(
        at=story.state.opened_at,
        words=str(said.get("words", "")),
        asker=str(said.get("name", "")),
        procedure=known.get(str(facts.get("procedure", ""))),
        channel=guidance.CHANNELS.get(str(facts.get("channel")), guidance.CHANNELS["counter"]),
        given_by=names.get(giver, "") if giver else "",
    )
