"""Conditions as plain answers (`status.kind: divorced`) become JSON Schemas; one that can never hold is a fault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.node import suggestion
from kinhbac.base.text import Text
from kinhbac.tools.grammar.short.nodes import plant

ANY, ALL = "any", "all"
_SCHEMA = frozenset({"properties", "required", "allOf", "anyOf", "oneOf", "$ref", "if"})
_TESTS = ("not", "at_least", "at_most", "answered", "has_all")
Values = Sequence[Any] | None
QUESTION = Text(vi="một câu hỏi", en="question")
FACT = Text(vi="một điều", en="fact")
_DEFINE = Text(vi="định nghĩa dưới conditions:", en="define it under conditions:")


def _same(path: str) -> str:
    return path


@dataclass(frozen=True)
class Conditions:
    """Where conditions are read: what may be asked about, and the conditions that have a name.

    Attributes:
        known: by path (or by the name of a fact) the values that can be answered; None where any can.
        named: names defined under conditions:.
        flat: the names are facts and no paths into objects.
        what: how a path is called in faults.
    """

    known: Mapping[str, Values]
    named: frozenset[str] = frozenset()
    flat: bool = False
    what: Text = QUESTION
    admits: Callable[[str], bool] = field(default=lambda _name: False)

    def of(self, when: Node, above: Callable[[str], str] = _same) -> Node:
        """Return a condition as JSON Schema; a named one refers to $defs, and JSON Schema stays as it is.

        Args:
            when: a name, plain answers, or {any: […]}, {all: […]} of such.
            above: turns a path as it is written here into one of the whole form.

        Raises:
            DefinitionError: an unknown name or question, or a value that cannot be answered.
        """
        if isinstance(when.value, str):
            return plant(when, {"$ref": f"#/$defs/{self._name(when)}"})
        if isinstance(when.value, dict) and _SCHEMA & set(when.value):
            return when
        faults = Faults()
        parts: list[Node] = []
        for key, each in when.items():
            with faults.gather():
                parts.append(self._part(key, each, above))
        faults.check()
        if not parts:
            raise DefinitionError(
                when.fault(
                    Text(vi="điều kiện trống", en="the condition is empty"),
                    Text(vi="viết câu hỏi: câu trả lời", en="write question: answer"),
                )
            )
        if self.flat and all(set(each.value) == {"properties", "required"} for each in parts):
            return _joined(when, parts)
        return parts[0] if len(parts) == 1 else plant(when, {"allOf": parts})

    def defined(self, listed: Node | None) -> dict[str, Node]:
        """Return the conditions that have a name as JSON Schemas, by name.

        Raises:
            DefinitionError: a fault in any, or conditions that wait for each other in a circle.
        """
        faults = Faults()
        found: dict[str, Node] = {}
        for name, each in listed.items() if listed is not None else ():
            with faults.gather():
                if name in _follows(each, listed):
                    raise DefinitionError(
                        each.fault(
                            Text(
                                vi=f'điều kiện "{name}" phụ thuộc vào chính nó',
                                en=f'the condition "{name}" depends on itself',
                            ),
                            Text(vi="viết rõ nghĩa của nó", en="write out what it means"),
                        )
                    )
                found[name] = self.of(each)
        faults.check()
        return found

    def _part(self, key: str, each: Node, above: Callable[[str], str]) -> Node:
        if key in (ANY, ALL):
            inside = [self.of(one, above) for one in each.each()]
            return plant(each, {"anyOf" if key == ANY else "allOf": inside})
        path = above(key)
        if path not in self.known and not self.admits(path):
            raise DefinitionError(
                each.fault(
                    Text(
                        vi=f'điều kiện xét {self.what.vi} không có, "{path}"',
                        en=f'the condition looks at an unknown {self.what.en}, "{path}"',
                    ),
                    suggestion(path, tuple(self.known)),
                )
            )
        return self._asked(path, each)

    def _asked(self, path: str, each: Node) -> Node:
        if isinstance(each.value, dict):
            return self._tested(path, each)
        values = list(each.each()) if isinstance(each.value, list) else [each]
        for value in values:
            self._check_value(path, value)
        test = (
            {"enum": [one.value for one in values]} if isinstance(each.value, list) else {"const": each.value}
        )
        return plant(each, self._nested(path, test))

    def _tested(self, path: str, each: Node) -> Node:
        each.only(*_TESTS)
        answered = each.get("answered")
        if answered is not None:
            there = self._nested(path, {})
            return plant(each, there if answered.flag() else {"not": there})
        test = {**_between(each), **self._other_than(path, each.get("not"))}
        all_of = each.get("has_all")
        if all_of is not None:
            test["allOf"] = [{"contains": {"const": one.text()}} for one in all_of.each()]
        if not test:
            raise DefinitionError(
                each.fault(
                    Text(vi="điều kiện trống", en="the condition is empty"),
                    Text(vi="viết một trong: " + ", ".join(_TESTS), en="write one of: " + ", ".join(_TESTS)),
                )
            )
        return plant(each, self._nested(path, test))

    def _other_than(self, path: str, other: Node | None) -> dict[str, Any]:
        if other is None:
            return {}
        refused = list(other.each()) if isinstance(other.value, list) else [other]
        for value in refused:
            self._check_value(path, value)
        return {"not": {"enum": [value.value for value in refused]}}

    def _nested(self, path: str, test: Mapping[str, Any]) -> dict[str, Any]:
        first, *rest = [path] if self.flat else path.split(".", 1)
        inside = self._nested(rest[0], test) if rest else dict(test)
        return {"properties": {first: inside}, "required": [first]}

    def _check_value(self, path: str, value: Node) -> None:
        allowed = self.known.get(path)
        if allowed is not None and value.value not in allowed:
            raise DefinitionError(
                value.fault(
                    Text(
                        vi=f'điều kiện không bao giờ đúng, "{value.value}" không phải câu trả lời của "{path}"',
                        en=f'the condition can never hold, "{value.value}" is no answer to "{path}"',
                    ),
                    suggestion(str(value.value), tuple(map(str, allowed))),
                )
            )

    def _name(self, when: Node) -> str:
        name = when.text()
        if name not in self.named:
            known = tuple(sorted(self.named))
            remedy = suggestion(name, known) if known else _DEFINE
            raise DefinitionError(
                when.fault(
                    Text(vi=f'không có điều kiện "{name}"', en=f'the condition "{name}" is unknown'), remedy
                )
            )
        return name


def both(one: Node | None, other: Node | None) -> Node | None:
    """Return a condition that holds where both do; None holds always."""
    if one is None or other is None:
        return one or other
    return plant(other, {"allOf": [one, other]})


def _follows(condition: Node, defined: Node | None) -> set[str]:
    """Return the names on which a condition depends, through however many others."""
    found: set[str] = set()
    left = [condition]
    while left:
        each = left.pop()
        if isinstance(each.value, str):
            named = defined.get(each.value) if defined is not None and each.value not in found else None
            found.add(each.value)
            left += [named] if named is not None else []
        elif isinstance(each.value, dict):
            left += [one for key, inside in each.items() if key in (ANY, ALL) for one in _listed(inside)]
    return found


def _listed(node: Node) -> list[Node]:
    return list(node.each()) if isinstance(node.value, list) else []


def _between(each: Node) -> dict[str, Any]:
    """Return the bounds of a number."""
    least, most = each.get("at_least"), each.get("at_most")
    if least is not None and most is not None and least.whole() > most.whole():
        raise DefinitionError(
            most.fault(
                Text(
                    vi="điều kiện không bao giờ đúng, at_most: nhỏ hơn at_least:",
                    en="the condition can never hold, at_most: lies below at_least:",
                ),
                Text(vi="sửa một trong hai", en="correct one"),
            )
        )
    found = {"minimum": least, "maximum": most}
    return {keyword: limit.whole() for keyword, limit in found.items() if limit is not None}


def _joined(place: Node, parts: list[Node]) -> Node:
    """Return the facts of several lines in one object."""
    properties = {name: each for part in parts for name, each in part.need("properties").items()}
    return plant(place, {"properties": properties, "required": list(properties)})
