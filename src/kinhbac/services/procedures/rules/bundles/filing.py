"""What is recorded when a bundle is filed: its parts as facts, and what each opened dossier is told. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.types import Office, UnitRef
from kinhbac.services.procedures.rules.bundles.giving import GIVES
from kinhbac.services.procedures.rules.bundles.names import BUNDLE, PARTS, At
from kinhbac.services.procedures.rules.fees import eid_behind, eid_content, eid_facts, fee_facts
from kinhbac.services.procedures.rules.handed_in import Handed, How
from kinhbac.services.procedures.rules.names import RECEIVING
from kinhbac.tools.grammar.bundles import NUMBER
from kinhbac.tools.grammar.parts import Part
from kinhbac.tools.grammar.rules import components_for
from kinhbac.tools.grammar.types import Component
from kinhbac.tools.identity.types import EidCard

CodeFor = Callable[[str, Office], str]
"""Gives the dossier of a part its code: by the part's key and the office that resolves it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the dossiers of a bundle have in common.

    Attributes:
        case: the bundle's own key.
        code: its code.
        receiving: the one-stop desk where it was filed, and where every result is handed over.
        fees: of each part on the day of filing, as facts.
        behind: the firm for which or the mandate under which it was filed, as facts; nothing where for oneself.
    """

    case: UUID
    code: str
    applicant: UUID
    channel: str
    receiving: str
    fees: Mapping[str, Mapping[str, Any]]
    behind: Mapping[str, Any] = field(default_factory=dict)


def part_facts(parts: Iterable[Part], definitions: Mapping[str, str], whole: Whole) -> dict[str, Any]:
    """Return the parts as the bundle remembers them, those that wait for nothing opened.

    Args:
        parts: as filed, in their order.
        definitions: the version of each procedure that rules them, by code.
        whole: what they have in common.
    """
    return {
        each.key: {
            "place": place,
            "procedure": each.procedure.key,
            "definition": definitions[each.procedure.key],
            "awaits": sorted(each.waits_for),
            "at": At.WAITING.value if each.waits_for else At.OPENED.value,
            "fee": whole.fees[each.key],
        }
        for place, each in enumerate(parts)
    }


def filed_values(
    parts: Sequence[Part],
    definitions: Mapping[str, str],
    whole: Whole,
    offices: Mapping[str, Office],
    handed: Mapping[str, Mapping[str, Any]],
    code_for: CodeFor,
) -> dict[str, Any]:
    """Return what a bundle is told of its parts when it is filed, and what opens those that wait for nothing.

    Args:
        parts: as filed, in their order.
        definitions: the version of each procedure that rules them, by code.
        whole: what they have in common.
        offices: that resolve each part, by its key.
        handed: how the papers of each part reached the house, by its key.
        code_for: gives the dossiers that are opened their codes.
    """
    facts = part_facts(parts, definitions, whole)
    wanted = wanted_of(parts)
    opens = {
        each.key: {
            "definition": facts[each.key]["definition"],
            "values": submitted_values(
                each,
                whole,
                code_for(each.key, offices[each.key]),
                wanted.get(each.key, ()),
                handed.get(each.key),
            ),
        }
        for each in parts
        if not each.waits_for
    }
    return {
        "code": whole.code,
        "channel": whole.channel,
        RECEIVING: whole.receiving,
        "applicant": whole.applicant,
        **whole.behind,
        PARTS: facts,
        "opens": opens,
    }


def fees_of(
    parts: Iterable[Part], day: date, channel: str, known: Mapping[str, Any] | None = None
) -> dict[str, dict[str, Any]]:
    """Return the fee of each part on the day of filing, as facts."""
    return {each.key: fee_facts(each.fee(day, channel, known)) for each in parts}


def eid_of_parts(
    parts: Iterable[Part], day: date, channel: str, card: EidCard | None
) -> dict[str, dict[str, Any]]:
    """Return what the content of each part keeps of the e-identity because of which its fee is what it is; by key."""
    known = eid_facts(card)
    kept = {each.key: eid_content(eid_behind(each.fee(day, channel, known), card)) for each in parts}
    return {key: content for key, content in kept.items() if content}


def wanted_of(parts: Iterable[Part]) -> dict[str, list[str]]:
    """Return what the result of each part is to give besides its number, because another part waits for it."""
    wanted: dict[str, set[str]] = {}
    for part in parts:
        for source in part.rule.results.values():
            if source.gives not in (None, NUMBER):
                wanted.setdefault(source.part, set()).add(str(source.gives))
    return {key: sorted(each) for key, each in wanted.items()}


def office_of(part: Part, directory: Directory, day: date) -> Office:
    """Return the office that resolves a part.

    Raises:
        PlainError: nobody is competent for its unit, or it is no unit of this province.
    """
    area = UnitRef.parse(str(part.unit))
    return directory.competent_office(part.procedure.competence.key, area, day)


def submitted_values(
    part: Part,
    whole: Whole,
    code: str,
    gives: Iterable[str],
    handed: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what a part's dossier is told when it is opened.

    Args:
        part: with all its answers.
        whole: the bundle it belongs to.
        code: its own.
        gives: what its result is to give to others.
        handed: what the desk noted of its papers, where there was one.
    """
    return {
        "case": whole.case,
        "code": code,
        "area": str(part.unit),
        "channel": whole.channel,
        RECEIVING: whole.receiving,
        "applicant": whole.applicant,
        **whole.behind,
        "fee": whole.fees[part.key],
        BUNDLE: {"code": whole.code, "part": part.key, GIVES: list(gives)},
        "content": {"answers": dict(part.answers), **(handed or {})},
    }


def handed_of(
    part: Part, asked: Iterable[Component], handed: Mapping[str, Handed], sources: Mapping[str, str]
) -> dict[str, Any]:
    """Return how the papers of a part reached the house: as the bundle's own did, or by another part's result.

    Args:
        part: which.
        asked: the components of the bundle.
        handed: how they were handed in at a desk, by key; empty online.
        sources: the code of the dossier behind each part's result, by part.
    """
    by_answer = {each.answer: each.key for each in asked if each.answer}
    found: list[Handed] = []
    for each in components_for(part.procedure, part.answers):
        result = part.rule.results.get(each.answer or "")
        ours = by_answer.get(part.asked.get(each.answer or "", ""), each.key)
        if result is not None and result.part in sources:
            found.append(Handed(each.key, How.HELD, source=sources[result.part]))
        elif ours in handed:
            mark = handed[ours]
            found.append(Handed(each.key, mark.how, mark.originals, mark.copies, mark.source))
    return {"components": [each.to_plain() for each in found]} if found else {}
