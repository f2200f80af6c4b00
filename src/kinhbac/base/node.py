"""A value of a definition that remembers its file and line. Entered through `definitions`."""

import difflib
from collections.abc import Iterator
from datetime import date
from typing import Any

from kinhbac.base.faults import DefinitionError, Fault, Faults
from kinhbac.base.text import Text

_type_names: dict[type, Text] = {
    dict: Text(vi="các khóa và giá trị", en="a list of keys and values"),
    list: Text(vi="danh sách", en="a list"),
    str: Text(vi="chữ", en="text"),
    int: Text(vi="số nguyên", en="a whole number"),
    float: Text(vi="số", en="a number"),
    bool: Text(vi="true hoặc false", en="true or false"),
    type(None): Text(vi="giá trị trống", en="nothing"),
    date: Text(vi="ngày", en="a day"),
}


class Node:
    """A value of a definition together with its place.

    Attributes:
        file: the name shown to people.
        line: counted from 1.
        value: plain Python: dict, list, str, int, float, bool, None or date.
    """

    __slots__ = ("_key_lines", "_keyed", "_listed", "file", "line", "value")

    def __init__(
        self,
        file: str,
        line: int,
        value: Any,
        *,
        keyed: dict[str, "Node"] | None = None,
        key_lines: dict[str, int] | None = None,
        listed: list["Node"] | None = None,
    ) -> None:
        self.file = file
        self.line = line
        self.value = value
        self._keyed = keyed or {}
        self._key_lines = key_lines or {}
        self._listed = listed or []

    def __repr__(self) -> str:
        return f"Node({self.file}:{self.line} {self.value!r})"

    def fault(self, what: Text, remedy: Text) -> Fault:
        """Return a fault at this value's place."""
        return Fault(self.file, self.line, what, remedy)

    def has(self, key: str) -> bool:
        """Say whether a mapping has the key; an empty value counts as there."""
        self._expect(dict)
        return key in self._keyed

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None if the mapping has no such key."""
        self._expect(dict)
        return self._keyed.get(key)

    def need(self, key: str) -> "Node":
        """Return the value of a key that must be there.

        Raises:
            DefinitionError: the key is missing; the fault names it.
        """
        found = self.get(key)
        if found is None:
            raise DefinitionError(
                self.fault(
                    Text(vi=f'thiếu khóa "{key}"', en=f'the key "{key}" is missing'),
                    Text(vi=f'thêm "{key}:" vào đây', en=f'add "{key}:" here'),
                )
            )
        return found

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Return the keys and values of a mapping, in the order of the file."""
        self._expect(dict)
        return iter(self._keyed.items())

    def each(self) -> Iterator["Node"]:
        """Return the entries of a list, in the order of the file."""
        self._expect(list)
        return iter(self._listed)

    def only(self, *keys: str) -> None:
        """Refuse every key of a mapping that is not one of these.

        Raises:
            DefinitionError: one fault per unknown key, at the key's own line.
        """
        self._expect(dict)
        unknown = [key for key in self._keyed if key not in keys]
        if unknown:
            raise DefinitionError(
                *(
                    Fault(
                        self.file,
                        self._key_lines[key],
                        Text(vi=f'không có khóa "{key}"', en=f'the key "{key}" is unknown'),
                        suggestion(key, keys),
                    )
                    for key in unknown
                )
            )

    def text(self) -> str:
        """Return text that is not empty.

        Raises:
            DefinitionError: another type, or nothing but spaces.
        """
        if not isinstance(self.value, (str, dict, list, type(None))):
            raise DefinitionError(
                self.fault(
                    _instead_of(str, self.value),
                    Text(
                        vi='đặt giá trị trong dấu ngoặc kép: "..."', en='put the value between quotes: "..."'
                    ),
                )
            )
        self._expect(str)
        words = str(self.value)
        if not words.strip():
            raise DefinitionError(
                self.fault(
                    Text(vi="chữ bị bỏ trống", en="the text is empty"),
                    Text(vi="viết nội dung", en="write the text"),
                )
            )
        return words

    def choice(self, *allowed: str) -> str:
        """Return text that is one of these.

        Raises:
            DefinitionError: another value; the fault suggests the nearest one.
        """
        chosen = self.text()
        if chosen not in allowed:
            raise DefinitionError(
                self.fault(
                    Text(vi=f'không dùng "{chosen}" ở đây được', en=f'"{chosen}" is not allowed here'),
                    suggestion(chosen, allowed),
                )
            )
        return chosen

    def whole(self) -> int:
        """Return a whole number."""
        self._expect(int)
        return int(self.value)

    def between(self, least: int, most: int) -> int:
        """Return a whole number that lies between two, both included."""
        number = self.whole()
        if not least <= number <= most:
            raise DefinitionError(
                self.fault(
                    Text(vi=f"{number} quá nhỏ hoặc quá lớn", en=f"{number} is too few or too many"),
                    Text(vi=f"viết từ {least} đến {most}", en=f"write {least} to {most}"),
                )
            )
        return number

    def flag(self) -> bool:
        """Return true or false."""
        self._expect(bool)
        return bool(self.value)

    def day(self) -> date:
        """Return a day, written YYYY-MM-DD."""
        self._expect(date)
        assert isinstance(self.value, date)
        return self.value

    def bilingual(self) -> Text:
        """Return a text in both languages: a mapping with `vi` and `en`, neither empty.

        Raises:
            DefinitionError: a language is missing or empty, or there is a third key.
        """
        if type(self.value) is dict and self.value.keys() == {"vi", "en"}:
            vi, en = self.value["vi"], self.value["en"]
            if type(vi) is str and type(en) is str and vi.strip() and en.strip():
                return Text(vi=vi, en=en)  # by far the most, and there are tens of thousands
        faults = Faults()
        with faults.gather():
            self.only("vi", "en")
        words = {}
        for language in ("vi", "en"):
            with faults.gather():
                words[language] = self.need(language).text()
        faults.check()
        return Text(vi=words["vi"], en=words["en"])

    def _expect(self, wanted: type) -> None:
        if type(self.value) is not wanted:
            raise DefinitionError(
                self.fault(_instead_of(wanted, self.value), _remedies.get(wanted, _write(wanted)))
            )


_remedies: dict[type, Text] = {
    dict: Text(vi='viết "khóa: giá trị", mỗi cặp một dòng', en='write "key: value", one to a line'),
    list: Text(vi='bắt đầu mỗi mục bằng "- "', en='begin each entry with "- "'),
    date: Text(
        vi="viết ngày theo dạng YYYY-MM-DD, không có dấu ngoặc kép",
        en="write the day as YYYY-MM-DD, without quotes",
    ),
    bool: Text(vi="viết true hoặc false, không có dấu ngoặc kép", en="write true or false, without quotes"),
    int: Text(
        vi="chỉ viết chữ số, không có dấu ngoặc kép, chữ số đầu khác 0",
        en="write digits only, without quotes, first digit not 0",
    ),
}


def _instead_of(wanted: type, value: Any) -> Text:
    expected, found = _type_names[wanted], _type_names[type(value)]
    return Text(
        vi=f"ở đây cần {expected.vi}, nhưng lại có {found.vi}",
        en=f"{expected.en} is expected, found {found.en}",
    )


def _write(wanted: type) -> Text:
    return Text(vi=f"viết {_type_names[wanted].vi} vào đây", en=f"write {_type_names[wanted].en} here")


def suggestion(word: str, known: tuple[str, ...]) -> Text:
    """Return the remedy for a word that is not known: the nearest known one, or all of them."""
    near = difflib.get_close_matches(word, known, n=1)
    if near:
        return Text(vi=f'ý bạn là "{near[0]}"?', en=f'did you mean "{near[0]}"?')
    listed = ", ".join(known)
    return Text(vi=f"viết một trong: {listed}", en=f"write one of: {listed}")
