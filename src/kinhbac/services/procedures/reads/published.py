"""Published procedures: open to everybody, for the law is."""

from datetime import date
from functools import lru_cache

from kinhbac.base.codes import CodePatterns
from kinhbac.base.text import fold
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import Unit
from kinhbac.services.procedures.rules.in_force import is_in_force
from kinhbac.tools.forms.types import Choice, Choices
from kinhbac.tools.grammar.life_events import LifeEvent, life_events_from_plain
from kinhbac.tools.grammar.plain import from_plain
from kinhbac.tools.grammar.types import Procedure

KIND = "procedure"


def procedure_now(key: str) -> tuple[Procedure, str]:
    """Return the current version of a procedure and its hash.

    Raises:
        NotPublished: there is no such procedure.
    """
    name = definitions.current_hash(KIND, key)
    return procedure_of(name), name


def procedure_of(definition: str) -> Procedure:
    """Return the procedure of a version, as it was when it was published."""
    procedure: Procedure = definitions.value_of(definition, from_plain)
    return procedure


def all_procedures() -> tuple[Procedure, ...]:
    """Return the current version of all procedures, by key; also of those that have ended, or are to come."""
    return tuple(procedure_of(name) for name in definitions.current_hashes(KIND).values())


def procedures_on(day: date) -> tuple[Procedure, ...]:
    """Return the procedures that are in force on a day, by key: those under which one may apply."""
    return tuple(each for each in all_procedures() if is_in_force(each, day))


def life_events() -> tuple[LifeEvent, ...]:
    """Return what may happen in a life; none where a province was published before there were such."""
    try:
        name = definitions.current_hash("life_events", "province")
    except definitions.NotPublished:
        return ()
    events: tuple[LifeEvent, ...] = definitions.value_of(name, life_events_from_plain)
    return events


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
