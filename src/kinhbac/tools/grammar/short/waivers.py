"""Fee waivers that hold for many procedures: one line in a procedure puts them before its own fees, on their days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.short.conditions import Conditions
from kinhbac.tools.grammar.short.drafting import Draft
from kinhbac.tools.grammar.short.nodes import changed, plant

_USE = ("use", "items")
_WAIVER = ("key", "name", "law", "from", "to", "when", "items", "percent_off", "words")
_ITEMS = "eid_items"
_WHOLE = 100
Span = tuple[date, date | None, Node]


def waived(draft: Draft, fees: Node, conditions: Conditions) -> Node:
    """Return fees by date with the procedure's waivers laid over them.

    A waiver begins and ends on its own days, so what holds from one day to another is cut there. The first rule that
    applies counts, and so waivers stand before all others.
    """
    listed = draft.head.get("waivers")
    for each in listed.each() if listed is not None else ():
        fees = plant(fees, list(_laid_over(draft, fees, each, conditions)))
    return fees


def _laid_over(draft: Draft, fees: Node, named: Node, conditions: Conditions) -> Iterator[Node]:
    use = plant(named, {"use": named}) if isinstance(named.value, str) else named
    use.only(*_USE)
    waivers = draft.shared.waivers
    waiver = waivers[use.need("use").choice(*sorted(waivers))]
    waiver.only(*_WAIVER)
    begins, ends = waiver.need("from").day(), waiver.need("to").day()
    for span in fees.each():
        from_on = span.need("from").day()
        to = span.get("to")
        to_on = to.day() if to is not None else None
        for first, last in _cut(from_on, to_on, begins, ends):
            rules = list(span.need("rules").each())
            if begins <= first <= ends:
                rules = [*_rules(waiver, use, rules, conditions), *rules]
            yield changed(span, **{"from": first, "to": last}, rules=rules)


def _cut(from_on: date, to_on: date | None, begins: date, ends: date) -> Iterator[tuple[date, date | None]]:
    """Return the parts of a span, cut where a waiver begins and after it ends."""
    cuts = [
        day for day in (begins, ends + timedelta(days=1)) if from_on < day and (to_on is None or day <= to_on)
    ]
    starts = [from_on, *cuts]
    for place, first in enumerate(starts):
        last = starts[place + 1] - timedelta(days=1) if place + 1 < len(starts) else to_on
        yield first, last


def _rules(waiver: Node, use: Node, rules: list[Node], conditions: Conditions) -> Iterator[Node]:
    """Return what is paid under a waiver: nothing, or each known amount less a percentage."""
    when = conditions.of(_with_items(waiver, use))
    made: dict[str, Any] = {"law": waiver.need("law"), "words": waiver.need("words")}
    percent = waiver.get("percent_off")
    if percent is None:
        yield plant(use, {**made, "amount_vnd": 0, "when": when})
        return
    if not 0 < percent.whole() < _WHOLE:
        raise DefinitionError(
            percent.fault(
                Text(vi="không có tỷ lệ này", en="no such part"),
                Text(
                    vi="viết 1 đến 99, hoặc bỏ đi để miễn toàn bộ",
                    en="write 1 to 99, or leave it out to waive all",
                ),
            )
        )
    for each in rules:
        amount = each.get("amount_vnd")
        if amount is not None and isinstance(amount.value, int):
            less = amount.value * (_WHOLE - percent.whole()) // _WHOLE
            own = each.get("when")
            both = when if own is None else plant(use, {"allOf": [when, own]})
            per = {"per": each.need("per")} if each.has("per") else {}
            yield plant(use, {**made, **per, "amount_vnd": less, "when": both})


def _with_items(waiver: Node, use: Node) -> Node:
    """Return a waiver's condition, with the papers that the person must hold: everyone's, and this procedure's."""
    items = [each for place in (waiver, use) if place.has("items") for each in place.need("items").each()]
    when = waiver.need("when")
    return changed(when, **{_ITEMS: {"has_all": items}}) if items else when
