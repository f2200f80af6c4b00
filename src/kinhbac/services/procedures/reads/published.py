"""Published procedures: open to everybody, for the law is."""

from datetime import date
from functools import lru_cache

from kinhbac.base.clock import HCM
from kinhbac.base.codes import CodePatterns
from kinhbac.base.text import fold
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import Unit
from kinhbac.services.procedures.rules.in_force import is_in_force
from kinhbac.services.procedures.rules.keeping import keeping_from_plain
from kinhbac.services.procedures.rules.mandating import mandating_from_plain
from kinhbac.services.procedures.rules.reminders import reminders_from_plain
from kinhbac.services.procedures.types import Births, KeepingRule, MandatingRule, Reminder
from kinhbac.tools.forms.types import Choice, Choices
from kinhbac.tools.grammar.life_events import LifeEvent, life_events_from_plain
from kinhbac.tools.grammar.plain import from_plain
from kinhbac.tools.grammar.types import Procedure

KIND = "procedure"


def procedure_now(key: str, day: date | None = None) -> tuple[Procedure, str]:
    """Return the version of a procedure that rules on a day, by default today's, and its hash.

    Raises:
        NotPublished: there is no such procedure.
    """
    name = definitions.hash_on(KIND, key, day or today())
    return procedure_of(name), name


def procedure_of(definition: str) -> Procedure:
    """Return the procedure of a version, as it was when it was published."""
    procedure: Procedure = definitions.value_of(definition, from_plain)
    return procedure


def all_procedures() -> tuple[Procedure, ...]:
    """Return today's version of all procedures, by key; also of those that have ended, or are to come."""
    return tuple(procedure_of(name) for name in definitions.hashes_on(KIND, today()).values())


def procedures_on(day: date) -> tuple[Procedure, ...]:
    """Return the procedures that are in force on a day, by key: those under which one may apply."""
    versions = map(procedure_of, definitions.hashes_on(KIND, day).values())
    return tuple(each for each in versions if is_in_force(each, day))


def today() -> date:
    """Return the day it is here."""
    return cases.clock.now().astimezone(HCM).date()


def life_events() -> tuple[LifeEvent, ...]:
    """Return what may happen in a life; none where a province was published before there were such."""
    try:
        name = definitions.current_hash("life_events", "province")
    except definitions.NotPublished:
        return ()
    events: tuple[LifeEvent, ...] = definitions.value_of(name, life_events_from_plain)
    return events


def keeping() -> KeepingRule:
    """Return how long unsent forms are kept and consent to be helped lasts.

    Raises:
        NotPublished: the province was published before there was such a rule.
    """
    rule: KeepingRule = definitions.value_of(
        definitions.current_hash("drafts", "province"), keeping_from_plain
    )
    return rule


def mandating() -> MandatingRule:
    """Return what may be done under a mandate; nothing where a province was published before there was such a rule.

    Raises:
        NotPublished: as `keeping`.
    """
    rule: MandatingRule = definitions.value_of(
        definitions.current_hash("mandates", "province"), mandating_from_plain
    )
    return rule


def reminders() -> tuple[Reminder, ...]:
    """Return what people are reminded of; nothing where a province was published before there was such a list."""
    try:
        name = definitions.current_hash("reminders", "province")
    except definitions.NotPublished:
        return ()
    found: tuple[Reminder, ...] = definitions.value_of(name, reminders_from_plain)
    return found


def births_of(procedure: str) -> Births | None:
    """Return which answers of a procedure's dossiers tell of a child, None where they tell of none."""
    told = (births for reminder in reminders() for births in reminder.births)
    return next((each for each in told if each.procedure == procedure), None)


def code_patterns() -> CodePatterns:
    """Return the patterns by which dossiers are numbered."""
    patterns: CodePatterns = definitions.value_of(
        definitions.current_hash("codes", "dossier"), CodePatterns.from_plain
    )
    return patterns


def choices(day: date) -> Choices:
    """Return the lists that forms take from the house: the communes of a day."""
    return _choices(definitions.current_hash("directory", "province"), day)


@lru_cache(maxsize=8)
def _choices(_directory: str, day: date) -> Choices:
    units = definitions.current_directory().communes(day)
    return {"units": tuple(_choice(unit) for unit in sorted(units, key=lambda unit: fold(unit.name)))}


def _choice(unit: Unit) -> Choice:
    return Choice(value=str(unit.ref), name=unit.called())
