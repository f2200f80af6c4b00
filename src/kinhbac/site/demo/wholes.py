"""Making bundles of plans: filed and told of their parts' results by the same rules as real ones."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.kernel.types import Command, Refused
from kinhbac.services.procedures.actions.bundle_parts import HAND, result_command
from kinhbac.services.procedures.reads.bundle_parts import known_parts
from kinhbac.services.procedures.reads.published import procedure_now, procedure_of
from kinhbac.services.procedures.rules.bundles.filing import Whole, fees_of, filed_values, office_of
from kinhbac.services.procedures.rules.bundles.kind import FILE
from kinhbac.services.procedures.rules.bundles.names import BUNDLE, KIND, PARENT
from kinhbac.site.demo.bundles import WholePlan
from kinhbac.site.demo.making import Maker, key_of, own_hand
from kinhbac.site.demo.numbers import Numbers
from kinhbac.site.demo.plans import Planned
from kinhbac.tools.grammar.parts import parts_of
from kinhbac.tools.grammar.rules import resolving_unit

ISSUE = "issue_result"


class WholeMaker:
    """Carries plans of bundles out. Everything is written as it goes, for a result opens what reads the tables."""

    def __init__(self, maker: Maker, numbers: Numbers) -> None:
        self._maker, self._numbers = maker, numbers

    def make(self, plan: WholePlan, *, told: bool) -> tuple[UUID, ...]:
        """Make a bundle and return the keys of its parts' dossiers; `told` where no letters are to go out."""
        case = self._file(plan)
        found = dict(self._found(case))
        self._maker.write(told=told)
        numbers = {key: each.filing.number for key, each in plan.parts}
        for at, key, act in sorted(self._acts(plan), key=lambda each: (each[0], each[1])):
            if key not in found:
                continue
            self._do(found[key], act, plan, key)
            if act.name == ISSUE:
                self._maker.write(told=told)
                self._note(case, key, at, numbers)
                found |= self._found(case)
                self._maker.write(told=told)
        self._maker.write(told=told)
        return tuple(found.values())

    def _acts(self, plan: WholePlan) -> list[tuple[datetime, str, Planned]]:
        return [(act.at, key, act) for key, each in plan.parts for act in each.acts]

    def _file(self, plan: WholePlan) -> UUID:
        filing, directory = plan.filing, definitions.current_directory()
        day = filing.filed_at.date()
        bundle, definition = procedure_now(filing.procedure, day)
        known = known_parts(bundle, day)
        answers = self._maker.answers(filing)
        parts = parts_of(bundle, answers, known.procedures)
        area = str(resolving_unit(bundle, answers))
        leading = directory.competent_office(bundle.competence.key, UnitRef.parse(area), day)
        case = key_of(filing)
        whole = Whole(
            case=case,
            code=self._numbers.codes[filing.number],
            applicant=filing.applicant.person,
            channel=filing.channel,
            receiving=directory.one_stop_of(leading, day).key,
            fees=fees_of(parts, day, filing.channel),
        )
        numbers = {key: each.filing.number for key, each in plan.parts}
        values = {
            "procedure": bundle.key,
            "area": area,
            "content": {"answers": answers},
            **filed_values(
                parts,
                known.definitions,
                whole,
                {each.key: office_of(each, directory, day) for each in parts},
                {},
                lambda key, _office: self._numbers.codes[numbers[key]],
            ),
        }
        self._maker.batch.open(
            kind=KIND,
            definition=definition,
            command=Command(FILE, values),
            actor=own_hand(filing),
            now=filing.filed_at,
            case=case,
        )
        return case

    def _found(self, case: UUID) -> Mapping[str, UUID]:
        return {
            str(each.facts[BUNDLE]["part"]): each.case for each in self._maker.batch.tied_to(case, PARENT)
        }

    def _do(self, case: UUID, act: Planned, plan: WholePlan, key: str) -> None:
        state = self._maker.batch.state(case)
        filing = next(each.filing for part, each in plan.parts if part == key)
        gives = state.facts[BUNDLE]["gives"]
        said = (
            {"gives": {each: _identity(filing.number, act.at) for each in gives}}
            if act.name == ISSUE and gives
            else {}
        )
        wanted = Planned(act.at, act.name, {**_values(act), **said}, act.step)
        try:
            self._maker.do(state, procedure_of(state.definition), wanted, filing, {})
        except Refused as fault:
            told = f"{filing.procedure} {filing.number} {act.name} {act.at}: {fault.refusal.code}"
            self._maker.refused.append(told)

    def _note(self, case: UUID, key: str, at: datetime, numbers: Mapping[str, int]) -> None:
        command = result_command(
            self._maker.batch.state(case),
            key,
            {"identity_number": _identity(numbers[key], at)},
            at,
            lambda part, _office: self._numbers.codes[numbers[part]],
        )
        self._maker.batch.act(case=case, command=command, actor=HAND, now=at)


def _values(act: Planned) -> Mapping[str, Any]:
    return act.values if isinstance(act.values, Mapping) else {}


def _identity(number: int, at: datetime) -> str:
    """Return the invented personal number of a baby of that year, the same for the same filing."""
    draw = Random(f"baby {number}")  # noqa: S311 - a demo that is the same each time
    return f"027{draw.choice('23')}{at.year % 100:02}{draw.randrange(1_000_000):06}"
