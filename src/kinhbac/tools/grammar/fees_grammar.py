"""Reads what a procedure costs: `fees:` by date, and the `facts:` on which they depend."""

from datetime import date

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import check_covered, dated, each_of, json_schema
from kinhbac.tools.grammar.facts import BUILT_IN, CHANNEL, FILED_ON
from kinhbac.tools.grammar.sections import Sections
from kinhbac.tools.grammar.types import AnswerFact, Dated, DaysFact, FeeRule, PerPage

UNKNOWN = "unknown"


class Fees:
    """The fees of one procedure file, read with its form and acts at hand."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.node = sections.node

    def facts(self) -> dict[str, DaysFact]:
        """Return what a fee may depend on and is counted in days."""
        return {name: self._fact(each) for name, each in self._facts() if not each.has("answer")}

    def answer_facts(self) -> tuple[AnswerFact, ...]:
        """Return what a fee may depend on and is an answer itself."""
        found = []
        for name, each in self._facts():
            if each.has("answer"):
                each.only("answer")
                found.append(AnswerFact(name, self.sections.answer(each.need("answer"))))
        return tuple(found)

    def fees(self) -> Dated[tuple[FeeRule, ...]]:
        """Return the fees by date; the last rule of each date always applies."""
        fees = dated(self.node.need("fees"), self._fee_rules, "rules")
        check_covered(self.node.need("fees"), fees, *self.sections.in_force())
        return fees

    def _facts(self) -> list[tuple[str, Node]]:
        node = self.node.get("facts")
        return [] if node is None else list(node.items())

    def _fact(self, node: Node) -> DaysFact:
        node.only("days_from", "days_to")
        first, last = (
            FILED_ON if (each := node.need(key)).value == FILED_ON else self.sections.answer(each)
            for key in ("days_from", "days_to")
        )
        return DaysFact(first, last)

    def _fee_rules(self, node: Node) -> tuple[FeeRule, ...]:
        begins = node.need("from").day()
        rules = each_of(node.need("rules"), lambda each: self._fee_rule(each, begins))
        if not rules or rules[-1].when is not None:
            raise DefinitionError(
                node.need("rules").fault(
                    Text(vi="có hồ sơ không có mức thu", en="some dossiers have no fee"),
                    Text(vi="kết thúc bằng một quy tắc không có when:", en="end with a rule without when:"),
                )
            )
        return rules

    def _fee_rule(self, node: Node, begins: date) -> FeeRule:
        node.only("when", "amount_vnd", "per", "per_page", "law", "words")
        when, per_page, per = node.get("when"), node.get("per_page"), node.get("per")
        amount = node.need("amount_vnd") if per_page is None else None
        if when is not None:
            self._check_facts(when)
        if per is not None:
            self._known_fact(per.text(), per)
        if per_page is not None and node.has("amount_vnd"):
            raise DefinitionError(
                per_page.fault(
                    Text(vi="dòng này ghi hai mức tiền", en="the line names two amounts"),
                    Text(vi="chỉ giữ một trong hai", en="keep one of them"),
                )
            )
        return FeeRule(
            amount_vnd=None if amount is None or amount.value == UNKNOWN else _amount(amount),
            words=node.need("words").bilingual(),
            law=self.sections.law(node, begins),
            when=json_schema(when) if when else None,
            per_page=self._per_page(per_page) if per_page else None,
            per=per.text() if per else None,
        )

    def _check_facts(self, when: Node) -> None:
        """Refuse a condition on an unknown fact, or one that would hold where a fact is not known."""
        for keyword in ("allOf", "anyOf"):
            if when.has(keyword):
                for each in when.need(keyword).each():
                    self._check_facts(each)
                return
        required = when.get("required")
        needed = [each.text() for each in required.each()] if required else []
        for name, asked in when.need("properties").items():
            self._known_fact(name, asked)
            if name != CHANNEL and name not in needed:
                raise DefinitionError(
                    asked.fault(
                        Text(
                            vi=f'mức thu sẽ áp dụng cả khi chưa biết "{name}"',
                            en=f'the fee would also apply where "{name}" is not known',
                        ),
                        Text(vi="thêm vào required:", en="add it to required:"),
                    )
                )

    def _per_page(self, node: Node) -> PerPage:
        amounts = ("first_pages", "first_vnd", "further_vnd", "most_per_copy_vnd")
        node.only("pages", "copies", *amounts)
        for key in ("pages", "copies"):
            self._known_fact(node.need(key).text(), node.need(key))
        return PerPage(
            node.need("pages").text(),
            node.need("copies").text(),
            *(_amount(node.need(key)) for key in amounts),
        )

    def _known_fact(self, name: str, node: Node) -> None:
        if name not in {*BUILT_IN, *(key for key, _ in self._facts())}:
            raise DefinitionError(
                node.fault(
                    Text(
                        vi=f'mức thu phụ thuộc vào "{name}" chưa được khai',
                        en=f'the fee depends on an unknown fact "{name}"',
                    ),
                    Text(vi="khai dưới facts:", en="define it under facts:"),
                )
            )


def _amount(node: Node) -> int:
    amount = node.whole()
    if amount < 0:
        raise DefinitionError(
            node.fault(
                Text(vi="số tiền nhỏ hơn không", en="an amount below nought"),
                Text(vi='viết số đồng nguyên, hoặc "unknown"', en='write whole dong, or "unknown"'),
            )
        )
    return amount
