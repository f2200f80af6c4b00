"""A province's whole catalogue, read and judged before anything is published. Entered by `publishing` and `check`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kinhbac.base.codes import CodePatterns, read_codes
from kinhbac.base.definitions import Faults, read
from kinhbac.base.garbage import no_collecting
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.reader import read_directory
from kinhbac.services.procedures.grammar.keeping import FILE as KEEPING
from kinhbac.services.procedures.grammar.keeping import read_keeping
from kinhbac.services.procedures.grammar.mandating import FILE as MANDATES
from kinhbac.services.procedures.grammar.mandating import read_mandating
from kinhbac.services.procedures.grammar.reminders import FILE as REMINDERS
from kinhbac.services.procedures.grammar.reminders import read_reminders
from kinhbac.services.procedures.types import KeepingRule, MandatingRule, Reminder
from kinhbac.tools.finding.grammar.folder import read_lexicon
from kinhbac.tools.finding.grammar.plain import Lexicon
from kinhbac.tools.grammar.catalogue import judge_procedures, procedure_folders
from kinhbac.tools.grammar.life_events import LifeEvent, read_life_events
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.limits.grammar import FILE as LIMITS
from kinhbac.tools.limits.grammar import read_limits
from kinhbac.tools.limits.types import LimitRules
from kinhbac.tools.looking.grammar import FILE as LOOKING
from kinhbac.tools.looking.grammar import read_looking
from kinhbac.tools.looking.types import LookingRules
from kinhbac.tools.retention.grammar import FILE as RETENTION
from kinhbac.tools.retention.grammar import read_retention
from kinhbac.tools.retention.types import RetentionRules
from kinhbac.tools.sign_in.grammar import FILE as SIGN_IN
from kinhbac.tools.sign_in.grammar import read_sign_in
from kinhbac.tools.sign_in.types import SignInRules

T = TypeVar("T")
_NOT_SHARED = ("procedures", "calendars", "units", "offices")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The definitions of a province, each part whole and in order."""

    calendar: Calendar
    directory: Directory
    codes: CodePatterns
    procedures: Mapping[str, Procedure]
    life_events: tuple[LifeEvent, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon)
    keeping: KeepingRule | None = None
    mandating: MandatingRule | None = None
    reminders: tuple[Reminder, ...] = ()
    sign_in: SignInRules = field(default_factory=SignInRules)
    looking: LookingRules = field(default_factory=LookingRules)
    limits: LimitRules = field(default_factory=LimitRules)
    retention: RetentionRules = field(default_factory=RetentionRules)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The files of each procedure as they are written, by its key: what an administrator goes on from."""
    shared: Mapping[str, str] = field(default_factory=dict)
    """The files that procedures share, by their place in the catalogue."""


@no_collecting()
def read_catalogue(folder: Path) -> Catalogue:
    """Read a catalogue.

    Args:
        folder: holds `calendars`, `units`, `offices`, `procedures`, `shared`, `lists`, `finding`, `codes.yaml`,
            `turns.yaml`, `life_events.yaml`, `drafts.yaml`, `mandates.yaml`, `reminders.yaml`, `sign_in.yaml`,
            `looking.yaml`, `limits.yaml` and `retention.yaml`.

    Raises:
        DefinitionError: every fault of every file, sorted; the examples of procedures run only on a calendar
            that is in order.
    """
    faults = Faults()
    calendar = _gathered(faults, lambda: read_calendars(folder / "calendars"))
    directory = _gathered(faults, lambda: read_directory(folder))
    codes = _gathered(faults, lambda: read_codes(folder / "codes.yaml"))
    competences = {each.key for each in directory.competences} if directory is not None else None
    judged = judge_procedures(folder / "procedures", calendar, competences)
    for fault in judged.faults:
        faults.add(fault)
    lexicon = _gathered(faults, lambda: read_lexicon(folder))
    keeping = _gathered(faults, lambda: read_keeping(read(folder / KEEPING)))
    mandating = _gathered(faults, lambda: read_mandating(read(folder / MANDATES)))
    reminders = _gathered(faults, lambda: read_reminders(read(folder / REMINDERS)))
    sign_in = _gathered(faults, lambda: read_sign_in(read(folder / SIGN_IN)))
    looking = _gathered(faults, lambda: read_looking(read(folder / LOOKING)))
    limits = _gathered(faults, lambda: read_limits(read(folder / LIMITS)))
    retention = _gathered(faults, lambda: read_retention(read(folder / RETENTION)))
    events: tuple[LifeEvent, ...] = ()
    if not judged.faults and lexicon is not None:
        known = {*judged.procedures, *lexicon.words}  # what has words may be sought before it is offered
        with faults.gather():
            events = read_life_events(read(folder / "life_events.yaml"), known)
    faults.check()
    assert calendar is not None
    assert directory is not None
    assert codes is not None
    assert lexicon is not None
    return Catalogue(
        calendar=calendar,
        directory=directory,
        codes=codes,
        procedures=judged.procedures,
        life_events=events,
        lexicon=lexicon,
        keeping=keeping,
        mandating=mandating,
        reminders=reminders or (),
        sign_in=sign_in or SignInRules(),
        looking=looking or LookingRules(),
        limits=limits or LimitRules(),
        retention=retention or RetentionRules(),
        texts={each.name: texts_in(each) for each in procedure_folders(folder / "procedures")},
        shared=_shared(folder),
    )


def texts_in(folder: Path) -> dict[str, str]:
    """Return the files of a procedure's folder as they are written, by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


def _shared(folder: Path) -> dict[str, str]:
    """Return the files beside the procedures that a procedure may rest on: lists, turns, and what else there is."""
    places = {path: path.relative_to(folder) for path in sorted(folder.rglob("*.yaml"))}
    return {
        place.as_posix(): path.read_text(encoding="utf-8")
        for path, place in places.items()
        if place.parts[0] not in _NOT_SHARED
    }


def _gathered(faults: Faults, read: Callable[[], T]) -> T | None:
    with faults.gather():
        return read()
    return None
