"""Reads catalogue/limits.yaml: how often each counted door may be used, from when to when."""

from datetime import timedelta

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.law import check_head, days
from kinhbac.base.text import Text
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
                each.fault(
                    Text(
                        vi=f'hai giới hạn "{limit.key}" cùng có hiệu lực một ngày',
                        en=f'two limits of "{limit.key}" hold on one day',
                    ),
                    Text(
                        vi="cho mục trước kết thúc trước khi mục sau bắt đầu",
                        en="end the first before the second",
                    ),
                )
            )
    return LimitRules(tuple(limit for _, limit in found))


def _limit(node: Node) -> Limit:
    node.only(*_LIMIT)
    key = node.need("limit").choice(*COUNTED)
    from_on, to_on = days(node)
    budgets = tuple(_budget(each, key) for each in node.need("budgets").each())
    if not budgets:
        raise DefinitionError(
            node.fault(
                Text(vi="chưa có mức nào", en="there is no budget"),
                Text(vi="thêm - each:, most: và minutes:", en="add - each:, most: and minutes:"),
            )
        )
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
        most=node.need("most").between(1, _MOST),
        within=timedelta(minutes=node.need("minutes").between(1, _LONGEST_MINUTES)),
    )


def _overlap(one: Limit, other: Limit) -> bool:
    return one.key == other.key and (one.holds_on(other.from_on) or other.holds_on(one.from_on))
