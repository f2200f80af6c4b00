"""What an act's form lets one choose among: offices in force, opinions that the procedure knows, requests that are out."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from kinhbac.base.text import Text, fold
from kinhbac.base.worktime.terms import parse_term
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.succession import in_force
from kinhbac.kernel.directory.types import Holding, Office
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.reads.work import COUNTS, DOES_NOT_COUNT, office_of
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.asking.fields import ActField, Kind, Option
from kinhbac.services.procedures.rules.asking.fits import silent_requests
from kinhbac.services.procedures.rules.state import open_opinions
from kinhbac.services.procedures.rules.turns.cases import AS_TOLD
from kinhbac.services.procedures.rules.turns.consultation import OPINIONS
from kinhbac.tools.grammar.rules import case_for
from kinhbac.tools.grammar.turns import Silence
from kinhbac.tools.grammar.types import CaseRule

CONSULT = "consult"
AS_ALL = Text(vi="theo thời hạn chung", en="the ordinary term")


def options_for(field: ActField, act: str, material: Material, now: datetime) -> tuple[Option, ...]:
    """Return what a field lets one choose among; nothing for one that is written."""
    find = FOUND.get(field.kind)
    return find(act, material, now) if find is not None else field.options


def _offices(act: str, material: Material, now: datetime) -> tuple[Option, ...]:
    """Return the offices that may be asked; or, for a transfer, those of the kind that is competent."""
    directory, day = definitions.current_directory(), now.date()
    kinds = {each.key: each.name for each in directory.kinds}
    apart = {step.holder.office for step in material.state.open_steps()}
    offices = [each for each in directory.offices if in_force(each, day)]
    if act != CONSULT:
        holding: Holding = directory.holding_on(material.procedure.competence.key, day)
        offices = [each for each in offices if each.kind == holding.kind]
        apart = {str(material.state.facts.get(names.RESOLVING))}
    found = [_office(each, kinds[each.kind], day) for each in offices if each.key not in apart]
    return tuple(sorted(found, key=lambda each: (fold(each.group.vi), fold(each.name.vi))))


def _office(office: Office, kind: Text, day: date) -> Option:
    return Option(office.key, office.name_on(day).name, kind)


def _consultations(_act: str, material: Material, _now: datetime) -> tuple[Option, ...]:
    noted = material.state.facts.get(OPINIONS, {})
    out = {noted.get(step.key, {}).get("consultation") for step in open_opinions(material.state)}
    options = []
    for each in material.procedure.consultations:
        if each.key in out:
            continue
        term = parse_term(each.term).say()
        silence = COUNTS if each.silence is Silence.AGREES else DOES_NOT_COUNT
        name = Text(
            vi=f"{each.name.vi} ({term.vi}; {_small(silence.vi)})",
            en=f"{each.name.en} ({term.en}; {_small(silence.en)})",
        )
        options.append(Option(each.key, name))
    return tuple(options)


def _requests(_act: str, material: Material, now: datetime) -> tuple[Option, ...]:
    return tuple(
        Option(step.key, office_of(step)) for step in silent_requests(material.state, material.procedure, now)
    )


def _cases(_act: str, material: Material, _now: datetime) -> tuple[Option, ...]:
    """Return the cases that an officer may find, each with its term; and, where one was found, that the answers say it."""
    procedure, found = material.procedure, material.state.facts.get(names.CASE_FOUND)
    options = [_case(each, material.filed_on) for each in procedure.cases if each.by_officer]
    told = case_for(procedure, material.answers)
    if found:
        name = _case(told, material.filed_on).name if told is not None else AS_ALL
        options.append(Option(AS_TOLD, Text(vi=f"Như tờ khai: {name.vi}", en=f"As the form says: {name.en}")))
    return tuple(each for each in options if each.value != found)


def _case(case: CaseRule, day: date) -> Option:
    term = case.term.on(day).say() if case.term is not None else None
    name = case.name
    if term is not None:
        name = Text(vi=f"{name.vi} ({term.vi})", en=f"{name.en} ({term.en})")
    return Option(case.key, name)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


FOUND: Mapping[Kind, Callable[[str, Material, datetime], tuple[Option, ...]]] = {
    Kind.OFFICE: _offices,
    Kind.CONSULTATION: _consultations,
    Kind.REQUEST: _requests,
    Kind.CASE: _cases,
}
