"""Reads catalogue/limits.yaml: how often each counted door may be used, from when to when."""

from datetime import timedelta

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.law import check_head
from kinhbac.tools.limits.types import COUNTED, Budget, Limit, LimitRules

FILE = "limits.yaml"
_MOST = 1_000_000
_LONGEST_MINUTES = 31 * 24 * 60
_LIMIT = ("limit", "name", "instead", "from", "to", "verified", "budgets")


def read_limits(node: Node) -> LimitRules:
    """Return the limits.

    Raises:
        DefinitionError: every fault of the file.
    """
    faults, found = Faults(), []
    check_head(node, faults, "limits", "limits")
    with faults.gather():
        for each in node.need("limits").each():
            with faults.gather():
                found.append((each, _limit(each)))
    faults.check()
    for place, (each, limit) in enumerate(found):
        if any(_overlap(limit, other) for _, other in found[:place]):
            raise DefinitionError(
                each.fault(f'two limits of "{limit.key}" hold on one day', "end the first before the second")
            )
    return LimitRules(tuple(limit for _, limit in found))


def _limit(node: Node) -> Limit:
    node.only(*_LIMIT)
    key = node.need("limit").choice(*COUNTED)
    from_on, end = node.need("from").day(), node.get("to")
    to_on = end.day() if end is not None else None
    if end is not None and to_on is not None and to_on < from_on:
        raise DefinitionError(end.fault("the end lies before the beginning", "put the later day in to:"))
    budgets = tuple(_budget(each, key) for each in node.need("budgets").each())
    if not budgets:
        raise DefinitionError(node.fault("there is no budget", "add - each:, most: and minutes:"))
    return Limit(
        key=key,
        name=node.need("name").bilingual(),
        instead=node.need("instead").bilingual(),
        from_on=from_on,
        to_on=to_on,
        verified=node.need("verified").flag(),
        budgets=budgets,
    )


def _budget(node: Node, key: str) -> Budget:
    node.only("each", "most", "minutes")
    return Budget(
        each=node.need("each").choice(*COUNTED[key]),
        most=_number(node.need("most"), _MOST),
        within=timedelta(minutes=_number(node.need("minutes"), _LONGEST_MINUTES)),
    )


def _number(node: Node, most: int) -> int:
    number = node.whole()
    if not 0 < number <= most:
        raise DefinitionError(node.fault(f"{number} is too few or too many", f"write 1 to {most}"))
    return number


def _overlap(one: Limit, other: Limit) -> bool:
    return one.key == other.key and (one.holds_on(other.from_on) or other.holds_on(one.from_on))
