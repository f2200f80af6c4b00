"""What a filing of a bundle makes: its parts with their answers, offices, order and fees. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.paths import at, merged, put
from kinhbac.tools.forms.types import NOTHING, Choices, FieldFault
from kinhbac.tools.forms.whole import validate_whole
from kinhbac.tools.grammar.bundles import BundlePart
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.rules import applies, resolving_unit
from kinhbac.tools.grammar.types import Fee, Procedure

Results = Mapping[str, Mapping[str, str]]
"""By the key of a part, what its result gives: its number, and whatever else by key."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it is filed.

    Attributes:
        rule: what the bundle says of it.
        procedure: of which it is a dossier.
        asked: by path of that procedure's form, the path of the bundle's form by which it is answered.
        answers: of that procedure's form, those that count; without what is still to come of other parts' results.
        waits_for: keys of the parts of this filing whose results must be there first.
    """

    rule: BundlePart
    procedure: Procedure
    asked: Mapping[str, str]
    answers: Mapping[str, Any]
    waits_for: frozenset[str]

    @property
    def key(self) -> str:
        """Its name in the bundle."""
        return self.rule.name

    @property
    def unit(self) -> str | None:
        """The unit whose office resolves it."""
        return resolving_unit(self.procedure, self.answers)

    def fee(self, filed_on: date, channel: str, known: Mapping[str, Any] | None = None) -> Fee:
        """Return its fee on the day of filing; `known` are facts besides the answers. Raises as `fee_for`."""
        facts = {**facts_from(self.procedure, self.answers, filed_on=filed_on), **(known or {})}
        return fee_for(self.procedure, filed_on=filed_on, channel=channel, facts=facts)


def parts_of(
    bundle: Procedure,
    answers: Mapping[str, Any],
    procedures: Mapping[str, Procedure],
    results: Results | None = None,
    among: Collection[BundlePart] | None = None,
) -> tuple[Part, ...]:
    """Return the parts that these answers ask for, in the order of the bundle.

    Args:
        bundle: whose form was answered.
        answers: those that count (`journey.reachable_answers`).
        procedures: of the parts, by code.
        results: of the parts that have one.
        among: the parts that were filed, where that is past; by default those whose condition holds.

    Raises:
        KeyError: the procedure of a part is not among them.
    """
    filed = (
        among
        if among is not None
        else [each for each in bundle.bundle if applies(bundle, each.when, answers)]
    )
    keys = {each.name for each in filed}
    return tuple(
        _part(bundle, each, answers, procedures[each.procedure], results or {}, keys) for each in filed
    )


def _part(
    bundle: Procedure,
    rule: BundlePart,
    answers: Mapping[str, Any],
    procedure: Procedure,
    results: Results,
    filed: Collection[str],
) -> Part:
    asked = {**rule.answers, **_chosen(bundle, rule, answers)}
    made: dict[str, Any] = {}
    told = {
        **{path: at(answers, ours) for path, ours in asked.items()},
        **rule.constants,
        **{
            path: results.get(source.part, {}).get(source.gives)
            for path, source in rule.results.items()
            if source.gives is not None
        },
    }
    for path, value in told.items():
        if value is not None:
            put(made, path, value)
    counting = reachable_answers(procedure.form, made)
    return Part(rule, procedure, asked, counting, rule.awaited.intersection(filed))


def _chosen(bundle: Procedure, rule: BundlePart, answers: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path, options in rule.either.items():
        first = next((each for each in options if applies(bundle, each.when, answers)), None)
        if first is not None:
            found[path] = first.answer
    return found


def faults_of(
    part: Part, *, today: date, results: Results | None = None, choices: Choices = NOTHING
) -> tuple[FieldFault, ...]:
    """Return what is wrong with a part's answers, each at the path of the bundle's form where it was asked.

    What another part's result is still to give is no fault while that is not in `results`. A fault that no question of
    the bundle can mend stands under the part's key and its own path.
    """
    found = validate_whole(part.procedure.form, part.answers, today=today, choices=choices)
    coming = {path for path, source in part.rule.results.items() if source.part not in (results or {})}
    return tuple(
        FieldFault(part.asked.get(each.path, f"{part.key}: {each.path}"), each.keyword, each.message)
        for each in found
        if each.path not in part.rule.papers and each.path not in coming
    )


def carried_back(answers: Mapping[str, Any], part: Part, theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bundle's answers as a part's dossier has them now: what was corrected there holds for the next ones."""
    told = {ours: at(theirs, path) for path, ours in part.asked.items()}
    return merged(answers, {ours: value for ours, value in told.items() if value is not None})
