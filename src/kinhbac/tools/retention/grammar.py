"""Reads catalogue/retention.yaml: for every kind of personal record how long it is kept, and examples that must hold."""

from collections.abc import Mapping
from datetime import date

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import dated, each_of, term, unique
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.sections import read_act
from kinhbac.tools.retention.terms import is_countable, last_day
from kinhbac.tools.retention.types import KINDS, Keep, Line, RetentionRules

FILE = "retention.yaml"
KEPT, OVER = "kept", "over"


def read_retention(node: Node) -> RetentionRules:
    """Return the rules.

    Raises:
        DefinitionError: every fault of a list, a kind without its line, an example that does not hold.
    """
    node.only("key", "version", "law", "while_open", "kinds", "examples")
    node.need("key").choice("retention")
    node.need("version").whole()
    unique(node.need("law").each(), "act")
    laws = {law.key: law for law in each_of(node.need("law"), read_act)}
    lines = each_of(node.need("kinds"), lambda each: _line(each, laws))
    rules = RetentionRules(
        {line.kind: line for line in lines}, tuple(each.text() for each in node.need("while_open").each())
    )
    _refuse_gaps(node.need("kinds"), [line.kind for line in lines])
    faults = Faults()
    for each in node.need("examples").each():
        with faults.gather():
            _try(each, rules)
    faults.check()
    return rules


def _line(node: Node, laws: Mapping[str, Law]) -> Line:
    key = node.need("kind").choice(*KINDS)
    kind, name = KINDS[key], node.need("name").bilingual()
    if not kind.counted_from:
        node.only("kind", "name", "kept", "why", "law")
        node.need("kept").choice(kind.kept)
        cited, why = _cited(laws[node.need("law").choice(*laws)]), node.need("why").bilingual()
        return Line(key, name, why=Text(vi=f"{why.vi} ({cited.vi})", en=f"{why.en} ({cited.en})"))
    node.only("kind", "name", "counted_from", "then", "by_date")
    node.need("counted_from").choice(kind.counted_from)
    node.need("then").choice(kind.end)
    by_date = dated(node.need("by_date"), lambda each: _keep(each, laws), "keep", "law")
    return Line(key, name, by_date.spans)


def _keep(node: Node, laws: Mapping[str, Law]) -> Keep:
    words = node.need("keep")
    length = term(words)
    if not is_countable(length):
        raise DefinitionError(
            words.fault(f'"{length}" is not counted here', 'write days or months, like "30 days"')
        )
    law = laws[node.need("law").choice(*laws)]
    return Keep(length, _cited(law), law.verified)


def _cited(law: Law) -> Text:
    return Text(vi=law.cited("vi"), en=law.cited("en"))


def _refuse_gaps(node: Node, found: list[str]) -> None:
    twice = sorted({kind for kind in found if found.count(kind) > 1})
    missing = [kind for kind in KINDS if kind not in found]
    if twice:
        raise DefinitionError(node.fault(f"{', '.join(twice)} stand here twice", "leave one line for each"))
    if missing:
        raise DefinitionError(
            node.fault(f"no line says how long {', '.join(missing)} are kept", "add a line for each")
        )


def _try(node: Node, rules: RetentionRules) -> None:
    node.only("kind", "began", "on", "is")
    kind, on = node.need("kind").choice(*KINDS), node.need("on").day()
    wanted = node.need("is").choice(KEPT, OVER)
    keep = rules.lines[kind].on(on)
    found = OVER if keep is not None and _is_over(node.need("began").day(), keep.term, on) else KEPT
    if found != wanted:
        raise DefinitionError(
            node.fault(f"by the rule of {on.isoformat()} it is {found}", "correct the rule or the example")
        )


def _is_over(began: date, length: str, on: date) -> bool:
    return last_day(began, length) < on
