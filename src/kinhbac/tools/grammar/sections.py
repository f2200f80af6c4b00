"""Reads procedure.yaml section by section: identity, law, ways, competence, components, terms, result."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.law import days
from kinhbac.base.text import Text
from kinhbac.tools.forms.types import Form
from kinhbac.tools.grammar.entries import check_covered, dated, each_of, json_schema, term, unique
from kinhbac.tools.grammar.term_rule import Beginning
from kinhbac.tools.grammar.types import (
    RECEPTION,
    RESOLUTION,
    Channel,
    Competence,
    Component,
    ComponentKind,
    Dated,
    Given,
    GivenKind,
    Law,
    NamedTerm,
    Print,
    ResultKind,
    StandIn,
    SubjectField,
    TermRule,
    UnitAnswer,
)

NO_END = "none"


class Sections:
    """The parts of one procedure file, read with its form and acts at hand."""

    def __init__(self, node: Node, form: Form | None) -> None:
        self.node = node
        self.form = form
        self.laws: dict[str, Law] = {}

    def read_law(self) -> tuple[Law, ...]:
        """Return the acts; each has its dates and says whether it was compared."""
        found = each_of(self.node.need("law"), read_act)
        self.laws = {law.key: law for law in found}
        if len(self.laws) < len(found):
            raise DefinitionError(
                self.node.need("law").fault(
                    Text(vi="một văn bản ghi hai lần", en="an act stands here twice"),
                    Text(vi="đặt cho mỗi mục một khóa riêng", en="give each its own key"),
                )
            )
        return found

    def law(self, node: Node, begins: date | None = None) -> str:
        """Return the key of the act that a value comes from; the act must be in force when the value begins."""
        named = node.need("law")
        if self.laws:
            law = self.laws[named.choice(*self.laws)]
            if begins is not None and begins < law.from_on:
                raise DefinitionError(
                    named.fault(
                        Text(
                            vi=f"giá trị bắt đầu ngày {begins.isoformat()}, trước khi văn bản có hiệu lực",
                            en=f"the value begins on {begins.isoformat()}, before its act",
                        ),
                        Text(vi="sửa ngày hoặc văn bản", en="correct the day or the act"),
                    )
                )
        return named.text()

    def in_force(self) -> tuple[date, date | None]:
        """Return the first and the last day of this version."""
        node = self.node.need("in_force")
        node.only("from", "to")
        return days(node)

    def subject(self) -> SubjectField:
        """Return the field of law."""
        node = self.node.need("field")
        node.only("key", "name")
        return SubjectField(node.need("key").text(), node.need("name").bilingual())

    def channels(self) -> tuple[Channel, ...]:
        """Return the ways to apply."""
        listed = list(self.node.need("channels").each())
        channels = each_of(self.node.need("channels"), self._channel)
        for place, (node, channel) in enumerate(zip(listed, channels, strict=True)):
            if any(_overlap(channel, other) for other in channels[:place] if other.key == channel.key):
                raise DefinitionError(
                    node.fault(
                        Text(
                            vi=f'cách nộp "{channel.key}" bị lặp lại trong cùng những ngày',
                            en=f'the channel "{channel.key}" stands here again on the same days',
                        ),
                        Text(
                            vi="đặt cho mỗi cách một khóa riêng, hoặc cho cách trước kết thúc trước khi cách sau bắt đầu",
                            en="give each its own key, or end one before the other begins",
                        ),
                    )
                )
        return channels

    def competence(self) -> Competence:
        """Return which kind of office resolves, and for which unit."""
        node = self.node.need("competence")
        node.only("key", "law", "unit")
        return Competence(node.need("key").text(), self.law(node), each_of(node.need("unit"), self._unit))

    def components(self) -> tuple[Component, ...]:
        """Return the parts of the dossier."""
        unique(self.node.need("components").each(), "component")
        return each_of(self.node.need("components"), self._component)

    def terms(self) -> dict[str, NamedTerm]:
        """Return the terms by key; those that every dossier runs by are there."""
        node = self.node.need("terms")
        unique(node.each(), "term")
        terms = dict(each_of(node, self._term))
        for key in (RECEPTION, RESOLUTION):
            if key not in terms:
                raise DefinitionError(
                    node.fault(
                        Text(vi=f'thiếu thời hạn "{key}"', en=f'the term "{key}" is missing'),
                        Text(vi="thêm vào, theo ngày", en="add it, by date"),
                    )
                )
        return terms

    def term_by_date(self, node: Node) -> Dated[TermRule]:
        """Return a term by date; one is in force on every day of this version."""
        by_date = dated(node, self._term_rule, "term", "after_15", "counted_from", "law")
        check_covered(node, by_date, *self.in_force())
        return by_date

    def result(self) -> ResultKind:
        """Return what the person gets."""
        node = self.node.need("result")
        node.only("key", "name", "law", "book", "validity", "posted", "gives")
        validity = node.need("validity").text()
        if validity != NO_END:
            term(node.need("validity"))
        book, gives = node.get("book"), node.get("gives")
        return ResultKind(
            key=node.need("key").text(),
            name=node.need("name").bilingual(),
            law=self.law(node),
            book=book.bilingual() if book else None,
            validity=None if validity == NO_END else validity,
            posted=self.condition(node, "posted"),
            gives=each_of(gives, _given) if gives is not None else (),
        )

    def prints(self) -> tuple[Print, ...]:
        """Return what the house prints."""
        return each_of(self.node.need("papers"), _print)

    def condition(self, node: Node, key: str = "when") -> Mapping[str, Any] | None:
        """Return the condition of an entry, by name or written out; None if it has none."""
        when = node.get(key)
        if when is None:
            return None
        if isinstance(when.value, dict):
            return json_schema(when)
        name = when.text()
        if self.form is not None and name not in self.form.schema.get("$defs", {}):
            raise DefinitionError(
                when.fault(
                    Text(vi=f'không có điều kiện "{name}"', en=f'the condition "{name}" is unknown'),
                    Text(vi="định nghĩa trong form.yaml, $defs", en="define it in form.yaml, $defs"),
                )
            )
        return {"$ref": f"#/$defs/{name}"}

    def answer(self, node: Node) -> str:
        """Return the path of a field of the form."""
        path = node.text()
        if self.form is not None and path not in self.form.fields:
            raise DefinitionError(
                node.fault(
                    Text(vi=f'tờ khai không có trường "{path}"', en=f'the form has no field "{path}"'),
                    Text(vi="viết đường dẫn của một trường", en="write the path of a field"),
                )
            )
        return path

    def _channel(self, node: Node) -> Channel:
        node.only("key", "name", "national_code", "law", "from", "to")
        from_on, to_on = days(node)
        return Channel(
            key=node.need("key").text(),
            name=node.need("name").bilingual(),
            national_code=node.need("national_code").whole(),
            law=self.law(node, from_on),
            from_on=from_on,
            to_on=to_on,
        )

    def _unit(self, node: Node) -> UnitAnswer:
        node.only("when", "answer")
        return UnitAnswer(self.answer(node.need("answer")), self.condition(node))

    def _component(self, node: Node) -> Component:
        node.only(
            "key", "name", "kind", "originals", "copies", "answer", "when", "stand_in", "result_of", "law"
        )
        answer, stand_in, results = node.get("answer"), node.get("stand_in"), node.get("result_of")
        originals, copies = node.get("originals"), node.get("copies")
        return Component(
            key=node.need("key").text(),
            name=node.need("name").bilingual(),
            kind=ComponentKind(node.need("kind").choice(*ComponentKind)),
            law=self.law(node),
            originals=originals.whole() if originals else 0,
            copies=copies.whole() if copies else 0,
            answer=self.answer(answer) if answer else None,
            when=self.condition(node),
            stand_in=each_of(stand_in, _stand_in) if stand_in else (),
            result_of=each_of(results, Node.text) if results else (),
        )

    def _term(self, node: Node) -> tuple[str, NamedTerm]:
        node.only("key", "name", "by_date")
        key, by_date = node.need("key").text(), node.need("by_date")
        for each in by_date.each() if key != RESOLUTION else ():
            if each.has("counted_from"):
                raise DefinitionError(
                    each.need("counted_from").fault(
                        Text(
                            vi="chỉ thời hạn giải quyết mới nói tính từ lúc nào",
                            en="only the term of resolution says from where it counts",
                        ),
                        Text(vi="bỏ đi", en="leave it out"),
                    )
                )
        return key, NamedTerm(node.need("name").bilingual(), self.term_by_date(by_date))

    def _term_rule(self, node: Node) -> TermRule:
        after_15, counted_from = node.get("after_15"), node.get("counted_from")
        return TermRule(
            term=term(node.need("term")),
            after_15=after_15.flag() if after_15 else False,
            law=self.law(node, node.need("from").day()),
            counted_from=Beginning(counted_from.choice(*Beginning)) if counted_from else Beginning.RECEPTION,
        )


def read_act(node: Node) -> Law:
    """Return an act: its dates, its article, and whether it was compared."""
    node.only("key", "act", "article", "note", "from", "verified")
    article, note = node.get("article"), node.get("note")
    return Law(
        key=node.need("key").text(),
        act=node.need("act").bilingual(),
        from_on=node.need("from").day(),
        verified=node.need("verified").flag(),
        article=article.bilingual() if article else None,
        note=note.bilingual() if note else None,
    )


def read_acts(node: Node, key: str, *sections: str) -> dict[str, Law]:
    """Check how a file of rules begins (key, version, law) and that it holds these sections alone; return its acts by key."""
    node.only("key", "version", "law", *sections)
    node.need("key").choice(key)
    node.need("version").whole()
    unique(node.need("law").each(), "act")
    return {law.key: law for law in each_of(node.need("law"), read_act)}


def _stand_in(node: Node) -> StandIn:
    node.only("source", "name")
    return StandIn(node.need("source").text(), node.need("name").bilingual())


def _given(node: Node) -> Given:
    node.only("key", "name", "kind")
    kind = node.get("kind")
    said = GivenKind(kind.choice(*GivenKind)) if kind is not None else GivenKind.TEXT
    return Given(node.need("key").text(), node.need("name").bilingual(), said)


def _print(node: Node) -> Print:
    node.only("key", "name", "form")
    form = node.get("form")
    return Print(node.need("key").text(), node.need("name").bilingual(), form.text() if form else None)


def _overlap(one: Channel, other: Channel) -> bool:
    return (one.to_on or date.max) >= other.from_on and (other.to_on or date.max) >= one.from_on
