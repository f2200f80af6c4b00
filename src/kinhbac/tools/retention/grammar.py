"""Reads catalogue/retention.yaml: for every kind of personal record how long it is kept, and examples that must hold."""

from collections.abc import Mapping
from datetime import date

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import MEND_EXAMPLE, dated, each_of, term
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.sections import read_acts
from kinhbac.tools.retention.terms import is_countable, last_day
from kinhbac.tools.retention.types import KINDS, Keep, Line, RetentionRules

FILE = "retention.yaml"
KEPT, OVER = "kept", "over"


def read_retention(node: Node) -> RetentionRules:
    """Return the rules.

    Raises:
        DefinitionError: every fault of a list, a kind without its line, an example that does not hold.
    """
    laws = read_acts(node, "retention", "while_open", "kinds", "examples")
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
        cited, why = laws[node.need("law").choice(*laws)].told, node.need("why").bilingual()
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
            words.fault(
                Text(vi=f'ở đây không tính được "{length}"', en=f'"{length}" is not counted here'),
                Text(
                    vi='viết số ngày hoặc số tháng, như "30 days"', en='write days or months, like "30 days"'
                ),
            )
        )
    law = laws[node.need("law").choice(*laws)]
    return Keep(length, law.told, law.verified)


def _refuse_gaps(node: Node, found: list[str]) -> None:
    twice = sorted({kind for kind in found if found.count(kind) > 1})
    missing = [kind for kind in KINDS if kind not in found]
    if twice:
        raise DefinitionError(
            node.fault(
                Text(vi=f"{', '.join(twice)} có hai lần", en=f"{', '.join(twice)} stand here twice"),
                Text(vi="để lại mỗi loại một dòng", en="leave one line for each"),
            )
        )
    if missing:
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f"chưa có dòng nào nói {', '.join(missing)} được giữ bao lâu",
                    en=f"no line says how long {', '.join(missing)} are kept",
                ),
                Text(vi="thêm cho mỗi loại một dòng", en="add a line for each"),
            )
        )


def _try(node: Node, rules: RetentionRules) -> None:
    node.only("kind", "began", "on", "is")
    kind, on = node.need("kind").choice(*KINDS), node.need("on").day()
    wanted = node.need("is").choice(KEPT, OVER)
    keep = rules.lines[kind].on(on)
    found = OVER if keep is not None and _is_over(node.need("began").day(), keep.term, on) else KEPT
    if found != wanted:
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f"theo quy tắc của ngày {on.isoformat()} thì kết quả là {found}",
                    en=f"by the rule of {on.isoformat()} it is {found}",
                ),
                MEND_EXAMPLE,
            )
        )


def _is_over(began: date, length: str, on: date) -> bool:
    return last_day(began, length) < on
