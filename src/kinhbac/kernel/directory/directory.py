"""The rules of the directory: which office is competent for a unit on a day. Pure; entered by the floors above."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kinhbac.base.text import Text
from kinhbac.kernel.directory import refusals
from kinhbac.kernel.directory.errors import NoSuccessor
from kinhbac.kernel.directory.succession import Trace, ended_before, follow, in_force
from kinhbac.kernel.directory.types import Competence, Holding, Level, Office, OfficeKind, Role, Unit, UnitRef
from kinhbac.kernel.directory.units import Units, no_unit_follows, unit_divided


@dataclass(frozen=True)
class Directory(Units):
    """All units, and upon them the offices and competences.

    A step names a competence and a unit, never an office; `competent_office` finds the office when the step
    begins. Whoever answers for the day passes it in: nothing here asks the clock.

    Attributes:
        kinds: the kinds of offices.
        offices: in the order of their making from the catalogue.
        roles: the roles a competence may have inside.
        competences: in the order of the file.
    """

    kinds: tuple[OfficeKind, ...] = ()
    offices: tuple[Office, ...] = ()
    roles: tuple[Role, ...] = ()
    competences: tuple[Competence, ...] = ()

    @cached_property
    def _kinds(self) -> dict[str, OfficeKind]:
        return {each.key: each for each in self.kinds}

    @cached_property
    def _offices(self) -> dict[str, Office]:
        return {each.key: each for each in self.offices}

    @cached_property
    def _offices_at(self) -> dict[UnitRef, tuple[Office, ...]]:
        at: dict[UnitRef, list[Office]] = defaultdict(list)
        for each in self.offices:
            at[each.unit].append(each)
        return {ref: tuple(offices) for ref, offices in at.items()}

    @cached_property
    def _offices_below(self) -> dict[str, tuple[Office, ...]]:
        below: dict[str, list[Office]] = defaultdict(list)
        for each in self.offices:
            if each.parent is not None:
                below[each.parent].append(each)
        return {
            parent: tuple(sorted(offices, key=lambda each: each.key)) for parent, offices in below.items()
        }

    @cached_property
    def _competences(self) -> dict[str, Competence]:
        return {each.key: each for each in self.competences}

    def office(self, key: str) -> Office:
        """Return an office by its key, in force or not.

        Raises:
            NotListed: there is no such office.
        """
        found = self._offices.get(key)
        if found is None:
            raise refusals.no_such_office(key)
        return found

    def office_on(self, key: str, day: date) -> Office:
        """Return the one office that an office has become by a day: itself while in force, else its successor.

        Raises:
            NotListed: there is no such office.
            Divided: several took its work over; the candidates are offices.
            NoSuccessor: it begins only later, or nobody took it over.
        """
        office = self.office(key)
        trace = self._trace(office, day)
        if not trace.found:
            raise refusals.no_office_follows(office, day)
        if trace.divided:
            raise refusals.office_divided(office, trace.found)
        return trace.found[0]

    def offices_under(self, office: Office) -> tuple[Office, ...]:
        """Return the offices directly under an office, by key; none when it has none."""
        return self._offices_below.get(office.key, ())

    def one_stop_of(self, office: Office, day: date) -> Office:
        """Return the one-stop desk (bộ phận một cửa) that receives for an office on a day; its own self if it is one.

        Law:
            Nghị định 118/2025/NĐ-CP, Điều 3 khoản 3, Điều 7; catalogue `offices/offices.yaml`, kinds.

        Raises:
            Divided, NoSuccessor: the office ended, as in `office_on`.
            NoCompetentOffice: its unit has no one-stop desk on that day.
        """
        now = self.office_on(office.key, day)
        if self._kinds[now.kind].one_stop:
            return now
        for each in self._offices_at.get(now.unit, ()):
            if self._kinds[each.kind].one_stop and in_force(each, day):
                return each
        raise refusals.no_one_stop(now, day)

    def competence(self, key: str) -> Competence:
        """Return a competence by its key.

        Raises:
            NotListed: there is no such competence.
        """
        found = self._competences.get(key)
        if found is None:
            raise refusals.no_such_competence(key)
        return found

    def holding_on(self, competence: str, day: date) -> Holding:
        """Return who holds a competence on a day, and with which roles.

        Raises:
            NotListed: there is no such competence.
            NoCompetentOffice: nobody holds it on that day.
        """
        asked = self.competence(competence)
        for each in asked.holdings:
            if in_force(each, day):
                return each
        raise refusals.nobody_holds(asked.name, day)

    def competent_office(self, competence: str, unit_ref: UnitRef, day: date) -> Office:
        """Return the office that holds a competence for a unit on a day, through all mergers up to that day.

        Args:
            competence: its key, such as "civil_status.birth".
            unit_ref: the unit as the case knows it, of any edition up to that day; at the level of the
                competence or below it.
            day: the day on which the step begins.

        Raises:
            NotListed: there is no such unit or competence.
            Divided: the unit or the office was divided; ask the person which candidate, and call again with it.
            NoCompetentOffice: nobody holds it: wrong time, unit above the level, no successor, no such office.
        """
        holding = self.holding_on(competence, day)
        name = self.competence(competence).name
        try:
            unit = self._area(self.unit_by(unit_ref), holding.level, day)
            if unit is None:
                raise refusals.unit_too_high(name, self.unit_by(unit_ref), holding.level)
            return self._holder(name, holding, unit, day)
        except NoSuccessor as error:
            raise refusals.from_missing_successor(error) from error

    def _trace(self, office: Office, day: date) -> Trace[Office]:
        return follow(office, day, lambda each: (self.office(key) for key in each.successors))

    def _area(self, unit: Unit, level: Level, day: date) -> Unit | None:
        """Return the unit of a level that a unit belongs to on a day, None when the level lies below it.

        What became of the unit itself counts first. Where a higher level is asked for and that is several or
        unknown, one answer may still remain: the parts of a commune lie in one province.
        """
        if unit.level.depth <= level.depth:
            now = self.successor_on(unit.ref, day)
            return now if now.level is level else None
        parts = self.successors_of(unit.ref, day)
        areas = dict.fromkeys(each for part in parts for each in self.above(part) if each.level is level)
        if len(areas) > 1:
            raise unit_divided(unit, parts)
        if areas:
            return next(iter(areas))
        if unit.parent is None:
            raise no_unit_follows(unit, day)
        return self._area(self.unit_by(unit.parent), level, day)

    def _holder(self, name: Text, holding: Holding, unit: Unit, day: date) -> Office:
        of_kind = [each for each in self._offices_at.get(unit.ref, ()) if each.kind == holding.kind]
        for each in of_kind:
            if in_force(each, day):
                return each
        ended = [each for each in of_kind if ended_before(each, day)]
        if not ended:
            raise refusals.no_office_there(name, self._kinds[holding.kind].name, unit, day)
        return self.office_on(max(ended, key=lambda each: each.valid_to or date.min).key, day)
