"""Fees in the short notation: an amount, "unknown" or "free", by date and by facts; what is not said is filled in."""

from collections.abc import Iterator
from typing import Any

from kinhbac.base.definitions import Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.facts import BUILT_IN, names_in
from kinhbac.tools.grammar.short.conditions import FACT, Conditions
from kinhbac.tools.grammar.short.drafting import Draft
from kinhbac.tools.grammar.short.nodes import changed, plant
from kinhbac.tools.grammar.short.waivers import waived

_RULE = ("amount", "amount_vnd", "per", "per_page", "when", "law", "words")
_UNKNOWN, _FREE = "unknown", "free"
_COUNCIL = Text(
    vi="Mức phí, lệ phí do Hội đồng nhân dân tỉnh quyết định, cán bộ Một cửa sẽ cho bạn biết",
    en="The fee is set by the provincial People's Council and the one-stop officer will tell you",
)
_NOTHING = Text(vi="Không thu phí, lệ phí", en="No fee")
FEE_GROUP = "fee_group.kind"


def facts(draft: Draft, fees: Node) -> Node | None:
    """Return what the fees depend on: facts named by the procedure, and every answer that a rule looks at."""
    said = draft.head.get("facts")
    named = dict(said.items()) if said is not None else {}
    looked = {
        path: plant(draft.head, {"answer": path})
        for path in sorted(_looked_at(fees))
        if path in draft.known and path not in named
    }
    if FEE_GROUP in draft.known and "group" not in named:
        looked["group"] = plant(draft.head, {"answer": FEE_GROUP})
    return plant(draft.head, {**named, **looked}) if named or looked else None


def fees(draft: Draft, channels: Node) -> Node:
    """Return the fees by date in full, the waivers of their days before each rule.

    Args:
        draft: whose `fees:`, `waivers:` and cases say what is paid.
        channels: written out; a rule may look at their keys.

    Raises:
        DefinitionError: every fault of the section.
    """
    node = draft.head.need("fees")
    conditions = _facts_known(draft, channels)
    listed = list(node.each()) if isinstance(node.value, list) else [_rule_of(node)]
    faults = Faults()
    made: list[Node] = []
    for each in listed:
        with faults.gather():
            made.append(_span(draft, each, conditions))
    faults.check()
    return waived(draft, plant(node, made), conditions)


def _facts_known(draft: Draft, channels: Node) -> Conditions:
    said = draft.head.get("facts")
    known: dict[str, Any] = dict(draft.known)
    known.update(BUILT_IN)
    known["channel"] = [each.need("key").value for each in channels.each()]
    known["case"] = [each.need("key").value for each in _cases(draft)]
    known.update({name: None for name, _ in said.items()} if said is not None else {})
    return Conditions(known, flat=True, what=FACT)


def _cases(draft: Draft) -> Iterator[Node]:
    cases = draft.head.get("cases")
    return cases.each() if cases is not None else iter(())


def _span(draft: Draft, node: Node, conditions: Conditions) -> Node:
    """Return the fees from one day on; a single rule may stand without rules:."""
    dates = {key: node.need(key) for key in ("from", "to") if node.has(key)}
    dates.setdefault("from", draft.begins)
    if node.has("rules"):
        node.only("from", "to", "rules")
        listed = list(node.need("rules").each())
    else:
        listed = [changed(node, **{"from": None, "to": None})]
    rules = [*_of_cases(draft), *listed]
    return plant(node, {**dates, "rules": [rule(draft, each, conditions) for each in rules]})


def _of_cases(draft: Draft) -> list[Node]:
    """Return what cases cost where they have a fee of their own; it goes before the fee of all others."""
    return [
        changed(one, when={"case": case.need("key")})
        for case in _cases(draft)
        if case.has("fee")
        for one in [_rule_of(case.need("fee"))]
    ]


def _rule_of(node: Node) -> Node:
    """Return a rule that may be an amount alone."""
    return node if isinstance(node.value, dict) else plant(node, {"amount": node})


def rule(draft: Draft, node: Node, conditions: Conditions) -> Node:
    """Return one line of the fees in full."""
    node.only(*_RULE)
    made: dict[str, Any] = {}
    for key in ("per", "per_page"):
        if node.has(key):
            made[key] = node.need(key)
    amount = node.get("amount") or node.get("amount_vnd")
    words: Any = node.get("words")
    if amount is not None:
        free = amount.value == _FREE and node.has("amount")
        made["amount_vnd"] = plant(amount, 0) if free else amount
        words = words or _words(made["amount_vnd"].value, per=node.has("per"))
    when = node.get("when")
    if when is not None:
        made["when"] = conditions.of(when)
    if words is not None:
        made["words"] = words
    return draft.grounded(plant(node, {**made, **({"law": node.need("law")} if node.has("law") else {})}))


def _words(amount: Any, *, per: bool) -> Text | None:
    if amount == _UNKNOWN:
        return _COUNCIL
    if amount == 0:
        return _NOTHING
    if not isinstance(amount, int):
        return None
    one = Text(vi=" một bản", en=" each") if per else Text(vi="", en="")
    return Text(vi=f"{amount:,} đồng".replace(",", ".") + one.vi, en=f"{amount:,} dong{one.en}")


def _looked_at(fees: Node) -> set[str]:
    found: set[str] = set()
    for span in fees.each():
        for each in span.need("rules").each():
            if each.has("per"):
                found.add(str(each.need("per").value))
            if each.has("when"):
                found |= names_in(each.need("when").value)
    return found
