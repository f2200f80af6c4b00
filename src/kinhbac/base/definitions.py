"""Reads a definition (one YAML file) into values that remember their file and line.

Entered by every room that reads the catalogue. Less than YAML is understood, on purpose: true and false
are the only flags, 01 and 13:30 stay text, days are YYYY-MM-DD, keys are text, and nothing is ever executed.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kinhbac.base.canonical import canonical, digest
from kinhbac.base.faults import DefinitionError, Fault, Faults
from kinhbac.base.node import Node
from kinhbac.base.text import Text
from kinhbac.base.yaml_words import broken

__all__ = ["DefinitionError", "Fault", "Faults", "Node", "canonical", "digest", "read"]

LARGEST_FILE_BYTES = 1_000_000
MOST_REPEATS = 1_000  # values that an alias brings in a second time, counted together with what they hold
DEEPEST_NESTING = 50

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where PyYAML was built with it


class _Loader(_Parser):  # type: ignore[misc]  # the parser is chosen at run time
    yaml_implicit_resolvers: dict[str, Any] = {}


_TAG = "tag:yaml.org,2002:"
for _name, _pattern, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", list("tf")),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+", list("-+0123456789")),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
):
    _Loader.add_implicit_resolver(_TAG + _name, re.compile(f"^(?:{_pattern})$"), _first)


def _finite(raw: str) -> float:
    number = float(raw)
    if not math.isfinite(number):
        raise ValueError(raw)
    return number


_scalars: dict[str, Callable[[str], Any]] = {
    "null": lambda _: None,
    "bool": lambda raw: {"true": True, "false": False}[raw],
    "int": int,
    "float": _finite,
    "timestamp": date.fromisoformat,
    "str": str,
}


def read(path: Path, shown_as: str | None = None) -> Node:
    """Read one definition.

    Args:
        path: a YAML file, UTF-8, at most 1 MB, one document; read in Unicode's composed form (NFC).
        shown_as: the name that faults show; the path itself if not given.

    Raises:
        DefinitionError: the file cannot be read, is not such a file, repeats a key, uses a tag or a merge,
            nests too deeply or repeats too much through aliases; the fault names the line.
    """
    file = shown_as or path.as_posix()
    words = _words(path, file)
    try:
        _measure_depth(words, file)  # first: the C composer goes down by recursion and would end the program
        root = yaml.compose(words, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _error(
            file,
            line,
            broken(error.problem),
            Text(vi="xem lại dòng này và dòng trên", en="look at this line and the one above"),
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _error(
            file,
            1,
            Text(vi="đây không phải YAML", en="this is not YAML"),
            Text(vi="tìm ký tự không nhìn thấy được", en="look for characters that cannot be seen"),
        ) from error
    if root is None:
        raise _error(
            file,
            1,
            Text(vi="tệp trống", en="the file is empty"),
            Text(vi="viết nội dung, hoặc bỏ tệp này", en="write the definition, or remove the file"),
        )
    try:
        return _Tree(file).grow(root, root.start_mark.line + 1)
    except _TooMuchError as error:
        raise _error(
            file,
            error.line,
            Text(
                vi="lồng nhau quá nhiều, hoặc lặp lại quá nhiều qua bí danh",
                en="too much is nested or repeated through aliases",
            ),
            Text(vi="viết ra đầy đủ", en="write it out"),
        ) from error


def _words(path: Path, file: str) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise _error(
            file,
            1,
            Text(
                vi=f"không đọc được tệp ({error.strerror})", en=f"the file cannot be read ({error.strerror})"
            ),
            Text(vi="xem lại tên tệp và quyền đọc", en="look at its name and rights"),
        ) from error
    if len(raw) > LARGEST_FILE_BYTES:
        raise _error(
            file,
            1,
            Text(vi="tệp lớn hơn 1 MB", en="the file is larger than 1 MB"),
            Text(vi="tách thành nhiều tệp", en="split it"),
        )
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _error(
            file,
            line,
            Text(vi="dòng này không phải UTF-8", en="this line is not UTF-8"),
            Text(vi="lưu tệp theo bảng mã UTF-8", en="save the file as UTF-8"),
        ) from error


def _measure_depth(words: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(words, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST_NESTING:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise _error(
                file,
                line,
                Text(vi="lồng nhau quá sâu", en="this is nested too deeply"),
                Text(vi="viết ít tầng hơn", en="write it flatter"),
            )


def _error(file: str, line: int, what: Text, remedy: Text) -> DefinitionError:
    return DefinitionError(Fault(file, line, what, remedy))


class _TooMuchError(Exception):
    """Ends the reading at once; not a DefinitionError, which would be gathered with every other fault."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Tree:
    """Turns YAML's nodes into ours, counting what aliases repeat."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen: set[int] = set()
        self.repeats = 0

    def grow(self, node: yaml.Node, line: int, depth: int = 0) -> Node:
        """Return the node and all it holds; `line` is where it is to be shown."""
        if id(node) in self.seen:
            self.repeats += 1
        self.seen.add(id(node))
        if self.repeats > MOST_REPEATS or depth > DEEPEST_NESTING:
            raise _TooMuchError(line)
        if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
            return self._mapping(node, line, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
            listed = [self.grow(each, each.start_mark.line + 1, depth + 1) for each in node.value]
            return Node(self.file, line, [each.value for each in listed], listed=listed)
        if isinstance(node, yaml.ScalarNode):
            return Node(self.file, line, self._scalar(node, line))
        raise self._tag_refused(node, line)

    def _mapping(self, node: yaml.MappingNode, line: int, depth: int) -> Node:
        keyed: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        faults = Faults()
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            with faults.gather():
                key = self._key(key_node, key_line)
                if key in keyed:
                    raise _error(
                        self.file,
                        key_line,
                        Text(vi=f'khóa "{key}" bị lặp lại', en=f'the key "{key}" stands here again'),
                        Text(
                            vi=f"giữ lại một; khóa đầu ở dòng {key_lines[key]}",
                            en=f"keep one; the first is on line {key_lines[key]}",
                        ),
                    )
                key_lines[key] = key_line
                empty = isinstance(value_node, yaml.ScalarNode) and not value_node.value
                value_line = key_line if empty else value_node.start_mark.line + 1
                keyed[key] = self.grow(value_node, value_line, depth + 1)
        faults.check()
        values = {key: each.value for key, each in keyed.items()}
        return Node(self.file, line, values, keyed=keyed, key_lines=key_lines)

    def _key(self, node: yaml.Node, line: int) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            raise _error(
                self.file,
                line,
                Text(vi="khóa phải là một từ", en="a key must be a word"),
                Text(vi="viết khóa: giá trị", en="write key: value"),
            )
        if node.value == "<<":
            raise _error(
                self.file,
                line,
                Text(vi="phép gộp (<<) không dùng ở đây", en="a merge (<<) is not used here"),
                Text(vi="viết đủ các khóa", en="write the keys out"),
            )
        return str(node.value)

    def _scalar(self, node: yaml.ScalarNode, line: int) -> Any:
        make = _scalars.get(node.tag.removeprefix(_TAG)) if node.tag.startswith(_TAG) else None
        if make is None:
            raise self._tag_refused(node, line)
        try:
            return make(node.value)
        except (ValueError, KeyError) as error:
            raise _error(
                self.file,
                line,
                Text(
                    vi=f'"{node.value[:40]}" không đúng kiểu giá trị',
                    en=f'"{node.value[:40]}" is not a value of its kind',
                ),
                Text(vi="sửa lại, hoặc đặt trong dấu ngoặc kép", en="correct it, or put it between quotes"),
            ) from error

    def _tag_refused(self, node: yaml.Node, line: int) -> DefinitionError:
        return _error(
            self.file,
            line,
            Text(vi=f'thẻ "{node.tag}" không dùng ở đây', en=f'the tag "{node.tag}" is not used here'),
            Text(vi="viết giá trị không kèm thẻ", en="write the value without it"),
        )
