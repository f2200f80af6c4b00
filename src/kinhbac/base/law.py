"""Where a value of the catalogue comes from and when it holds. Every reader of the catalogue may enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text

_HEAD = ("key", "version", "title", "law", "note")


@dataclass(frozen=True, slots=True)
class LawReference:
    """An act with the article meant; `url` is None where no text was at hand."""

    act: str
    article: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which something holds, the last one included; without a last day it still holds."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether a day lies within."""
        return self.first <= day and (self.last is None or day <= self.last)


def read_law(node: Node) -> tuple[LawReference, ...]:
    """Read a list of acts: `- {act, article}`, with `url` if there is one; at least one.

    Raises:
        DefinitionError: every fault of the list.
    """
    faults = Faults()
    found: list[LawReference] = []
    for each in node.each():
        with faults.gather():
            each.only("act", "article", "url")
            url = each.get("url")
            found.append(
                LawReference(
                    each.need("act").text(), each.need("article").text(), url.text() if url else None
                )
            )
    faults.check()
    if not found:
        raise DefinitionError(
            node.fault(
                Text(vi="chưa nêu văn bản nào", en="no act is named"),
                Text(vi="thêm - act: và article:", en="add - act: and article:"),
            )
        )
    return tuple(found)


def read_in_force(node: Node) -> InForce:
    """Read `from` (a day) and `to` (a day, or left empty while it holds).

    Raises:
        DefinitionError: a key is missing or unknown, or the end lies before the beginning.
    """
    node.only("from", "to")
    node.need("to")
    return InForce(*days(node))


def days(node: Node) -> tuple[date, date | None]:
    """Return `from` and `to` of an entry; without `to`, or with an empty one, it holds until it is changed.

    Raises:
        DefinitionError: a day cannot be read, or the end lies before the beginning.
    """
    from_on, end = node.need("from").day(), node.get("to")
    to_on = end.day() if end is not None and end.value is not None else None
    if end is not None and to_on is not None and to_on < from_on:
        raise DefinitionError(
            end.fault(
                Text(vi="ngày kết thúc trước ngày bắt đầu", en="the end lies before the beginning"),
                Text(vi="ghi ngày muộn hơn vào to:", en="put the later day in to:"),
            )
        )
    return from_on, to_on


def refuse_overlap(node: Node, periods: Sequence[InForce]) -> None:
    """Refuse two periods that cover the same day.

    Raises:
        DefinitionError: at the node that holds them; names the day.
    """
    for earlier, later in pairwise(sorted(periods, key=lambda each: each.first)):
        if earlier.last is None or later.first <= earlier.last:
            raise DefinitionError(
                node.fault(
                    Text(
                        vi=f"hai mục cùng có hiệu lực ngày {later.first.isoformat()}",
                        en=f"two entries are in force on {later.first.isoformat()}",
                    ),
                    Text(
                        vi="cho mục trước kết thúc trước khi mục sau bắt đầu",
                        en="end the first before the second",
                    ),
                )
            )


def check_head(root: Node, faults: Faults, key: str, *body: str) -> None:
    """Check what every file of the catalogue begins with: key, version, law; title and note if given.

    Args:
        root: the whole file.
        faults: gathers what is wrong.
        key: the key that the file must carry.
        body: the further keys that the file may have.
    """
    with faults.gather():
        root.only(*_HEAD, *body)
    with faults.gather():
        root.need("key").choice(key)
    with faults.gather():
        root.need("version").whole()
    with faults.gather():
        read_law(root.need("law"))
    for name in ("title", "note"):
        with faults.gather():
            if words := root.get(name):
                words.bilingual()
