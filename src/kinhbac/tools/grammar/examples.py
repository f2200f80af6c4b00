"""Examples of a procedure: answers and moments given, and what must follow. They run as tests and before publishing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node
from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.tools.forms.grammar import plain_value
from kinhbac.tools.forms.journey import reach
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.whole import validate_whole
from kinhbac.tools.grammar.entries import MEND_EXAMPLE, each_of
from kinhbac.tools.grammar.facts import CASE
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.fees_grammar import UNKNOWN
from kinhbac.tools.grammar.parts import Part, faults_of, parts_of
from kinhbac.tools.grammar.rules import (
    case_for,
    components_for,
    reception_due,
    resolution_due,
    resolving_unit,
)
from kinhbac.tools.grammar.types import Procedure

_KEYS = (
    *("key", "name", "given", "change", "without", "filed_at", "received_at", "channel", "facts", "case"),
    *("expect", "results", "parts_received_at"),
)
_EXPECTED = (
    *("pages", "fee", "unit", "case", "components", "reception_due", "resolution_due", "parts", "faults"),
)
_OF_PART = ("unit", "fee", "after", "components", "resolution_due")
NOTHING = Text(vi="không có gì", en="nothing")
_MINUTES = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Example:
    """One example.

    Attributes:
        answers: JSON values, as they would be sent.
        received_at: when an officer received it; None where the example ends before.
        facts: what is known besides the answers: the group, and of the e-identity the level and the papers in it.
        case: the case that an officer found, "" where none did.
        expect: by name, only what the example speaks of; "faults" by path, none if not named.
        results: of a bundle, what the results of its parts give, by part; without one, it is still to come.
        parts_received_at: of a bundle, when each part was received.
        node: where it stands, to name file and line.
    """

    key: str
    name: Text
    answers: Mapping[str, Any]
    filed_at: datetime
    received_at: datetime | None
    channel: str
    expect: Mapping[str, Any]
    node: Node
    facts: Mapping[str, Any] = field(default_factory=dict)
    case: str = ""
    results: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parts_received_at: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing that comes out otherwise than an example says.

    Attributes:
        said: in a sentence.
        name: of what was expected, "" where the example could not be run.
        found: what came out.
    """

    said: Text
    name: str = ""
    found: Text = NOTHING


def read_examples(node: Node) -> tuple[Example, ...]:
    """Return the examples of examples.yaml.

    Raises:
        DefinitionError: every fault of the file.
    """
    node.only("given", "examples")
    given = node.need("given")
    examples = each_of(node.need("examples"), lambda each: _example(each, given))
    if len({each.key for each in examples}) < len(examples):
        raise DefinitionError(
            node.need("examples").fault(
                Text(vi="hai ví dụ cùng một khóa", en="two examples have one key"),
                Text(vi="đặt cho mỗi ví dụ một khóa riêng", en="give each its own"),
            )
        )
    return examples


def check_examples(
    procedure: Procedure,
    examples: tuple[Example, ...],
    calendar: Calendar,
    known: Mapping[str, Procedure] = MappingProxyType({}),
) -> list[Fault]:
    """Return a fault for everything that does not come out as an example says; `known` are other procedures."""
    return [
        example.node.fault(not_held(example.key, [each.said]), MEND_EXAMPLE)
        for example in examples
        for each in run_example(procedure, example, calendar, known)
    ]


def not_held(key: str, said: Iterable[Text]) -> Text:
    """Return the sentence about an example that does not hold, with what was said about it."""
    listed = tuple(said)
    return Text(
        vi=f'ví dụ "{key}" không đúng, ' + "; ".join(each.vi for each in listed),
        en=f'the example "{key}" does not hold, ' + "; ".join(each.en for each in listed),
    )


def run_example(
    procedure: Procedure,
    example: Example,
    calendar: Calendar,
    known: Mapping[str, Procedure] = MappingProxyType({}),
) -> list[Differing]:
    """Return what comes out differently; empty if the example holds.

    Args:
        procedure: whose example it is.
        example: what is given and expected.
        calendar: on which moments are counted.
        known: other procedures by code, among which a bundle finds those of its parts.
    """
    found_case = procedure.case(example.case)
    if example.case and (found_case is None or not found_case.by_officer):
        return [
            Differing(
                Text(
                    vi=f'cán bộ không xác định trường hợp nào tên "{example.case}"',
                    en=f'no officer finds a case "{example.case}"',
                )
            )
        ]
    missing = sorted({each.procedure for each in procedure.bundle} - set(known))
    if missing:
        listed = ", ".join(missing)
        return [Differing(Text(vi=f"các phần {listed} còn lỗi", en=f"the parts {listed} are not in order"))]
    try:
        found = _outcome(procedure, example, calendar)
        if procedure.bundle:
            found = _with_parts(procedure, example, calendar, known, found)
    except PlainError as error:
        return [Differing(Text(vi=error.say("vi"), en=error.say("en")))]
    expected = {"faults": {}, **example.expect}
    return [
        _differing(name, wanted, found.get(name))
        for name, wanted in expected.items()
        if found.get(name) != wanted
    ]


def _outcome(procedure: Procedure, example: Example, calendar: Calendar) -> dict[str, Any]:
    """Return all that an example may speak of, as it comes out."""
    filed_on = example.filed_at.date()
    reached = reach(procedure.form, example.answers)
    case = case_for(procedure, reached.answers, example.case)
    facts = {**facts_from(procedure, reached.answers, filed_on=filed_on), **example.facts}
    if case is not None:
        facts[CASE] = case.key
    faults = validate_whole(procedure.form, example.answers, today=filed_on)
    received_at = example.received_at
    return {
        "pages": [page.key for page in reached.pages],
        "fee": None if procedure.bundle else _fee(procedure, example, facts),
        "unit": resolving_unit(procedure, reached.answers),
        "case": case.key if case is not None else None,
        "components": [each.key for each in components_for(procedure, reached.answers, case)],
        "reception_due": _minute(reception_due(procedure, example.filed_at, calendar).at),
        "resolution_due": _minute(
            resolution_due(procedure, received_at, calendar, case, filed_at=example.filed_at).at
        )
        if received_at
        else None,
        "faults": {fault.path: fault.keyword for fault in faults},
    }


def _fee(procedure: Procedure, example: Example, facts: Mapping[str, Any]) -> int | str | None:
    fee = fee_for(procedure, filed_on=example.filed_at.date(), channel=example.channel, facts=facts)
    return fee.amount_vnd if fee.known else UNKNOWN


def _with_parts(
    bundle: Procedure,
    example: Example,
    calendar: Calendar,
    known: Mapping[str, Procedure],
    found: dict[str, Any],
) -> dict[str, Any]:
    """Return what comes out of a bundle: its own, each part's, the sum of their fees, and the faults of them all."""
    parts = parts_of(bundle, reach(bundle.form, example.answers).answers, known, example.results)
    told = {each.key: _part(each, example, calendar) for each in parts}
    fees = [each["fee"] for each in told.values()]
    wrong = {
        fault.path: fault.keyword
        for each in parts
        for fault in faults_of(each, today=example.filed_at.date(), results=example.results)
    }
    wanted = example.expect.get("parts", {})
    return {
        **found,
        "fee": UNKNOWN if UNKNOWN in fees else sum(fees),
        "parts": {
            key: {name: each.get(name) for name in wanted.get(key, each)} for key, each in told.items()
        },
        "faults": {**wrong, **found["faults"]},
    }


def _part(part: Part, example: Example, calendar: Calendar) -> dict[str, Any]:
    received_at = example.parts_received_at.get(part.key)
    procedure, answers = part.procedure, part.answers
    case = case_for(procedure, answers)
    fee = part.fee(example.filed_at.date(), example.channel, example.facts)
    return {
        "unit": part.unit,
        "fee": fee.amount_vnd if fee.known else UNKNOWN,
        "after": sorted(part.waits_for),
        "components": [each.key for each in components_for(procedure, answers, case)],
        "resolution_due": _minute(
            resolution_due(procedure, received_at, calendar, case, filed_at=example.filed_at).at
        )
        if received_at
        else None,
    }


def _example(node: Node, given: Node) -> Example:
    node.only(*_KEYS)
    faults = Faults()
    with faults.gather():
        expect = node.need("expect")
        expect.only(*_EXPECTED)
        for _, each in expect.need("parts").items() if expect.has("parts") else ():
            each.only(*_OF_PART)
    with faults.gather():
        node.need("given").choice(*(key for key, _ in given.items()))
    faults.check()
    received, channel = node.get("received_at"), node.get("channel")
    facts, case = node.get("facts"), node.get("case")
    results, moments = node.get("results"), node.get("parts_received_at")
    return Example(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        answers=_answers(node, given),
        filed_at=_moment(node.need("filed_at")),
        received_at=_moment(received) if received else None,
        channel=channel.text() if channel else "online",
        expect=plain_value(node.need("expect").value),
        node=node,
        facts=_plain_keyed(facts) if facts else {},
        case=case.text() if case else "",
        results=_plain_keyed(results) if results else {},
        parts_received_at={key: _moment(each) for key, each in moments.items()} if moments else {},
    )


def _answers(node: Node, given: Node) -> dict[str, Any]:
    change, without = node.get("change"), node.get("without")
    answers = merged(
        _plain_keyed(given.need(node.need("given").text())), _plain_keyed(change) if change else {}
    )
    return merged(answers, {each.text(): None for each in without.each()} if without else {})


def _plain_keyed(node: Node) -> dict[str, Any]:
    return {key: plain_value(each.value) for key, each in node.items()}


def _moment(node: Node) -> datetime:
    words = node.text()
    try:
        return datetime.strptime(words, _MINUTES).replace(tzinfo=HCM)
    except ValueError as error:
        raise DefinitionError(
            node.fault(
                Text(vi=f'"{words}" không phải thời điểm', en=f'"{words}" is not a moment'),
                Text(vi="viết như 2026-04-29T16:10", en="write it like 2026-04-29T16:10"),
            )
        ) from error


def _minute(moment: datetime | None) -> str | None:
    return moment.astimezone(HCM).strftime(_MINUTES) if moment else None


def _differing(name: str, wanted: object, found: object) -> Differing:
    expected, came = _shown(wanted), _shown(found)
    return Differing(
        Text(
            vi=f"{name}: cần {expected.vi}, ra {came.vi}",
            en=f"{name}: expected {expected.en}, found {came.en}",
        ),
        name,
        came,
    )


def _shown(value: object) -> Text:
    return NOTHING if value is None else Text(vi=str(value), en=str(value))
