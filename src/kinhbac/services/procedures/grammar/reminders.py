"""Reads catalogue/reminders.yaml: what people are reminded of, by which act, how long before."""

from collections.abc import Collection

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.law import days
from kinhbac.base.text import Text
from kinhbac.services.procedures.types import Births, Reminder
from kinhbac.tools.grammar.entries import each_of, unique
from kinhbac.tools.grammar.sections import read_acts

FILE = "reminders.yaml"
BLANKS = ("child", "birthday", "procedure")
_OLDEST = 120
_LONGEST_BEFORE = 366
_KEYS = (
    "key",
    "from",
    "to",
    "age",
    "days_before",
    "law",
    "procedure",
    "births",
    "title",
    "body",
)


def read_reminders(node: Node) -> tuple[Reminder, ...]:
    """Return the reminders of the file.

    Raises:
        DefinitionError: every fault of the reminders, or the first of what stands around them.
    """
    laws = read_acts(node, "reminders", "reminders")
    unique(node.need("reminders").each(), "reminder")
    return each_of(node.need("reminders"), lambda each: _reminder(each, tuple(laws)))


def _reminder(node: Node, laws: Collection[str]) -> Reminder:
    node.only(*_KEYS)
    from_on, to_on = days(node)
    procedure, births = node.need("procedure"), node.get("births")
    procedure.only("key", "name")
    if not each_of(node.need("law"), lambda each: each.choice(*laws)):
        raise DefinitionError(
            node.need("law").fault(
                Text(vi="chưa nêu văn bản nào cho phép", en="no act allows it"),
                Text(vi="nêu văn bản", en="name the act"),
            )
        )
    return Reminder(
        key=node.need("key").text(),
        from_on=from_on,
        to_on=to_on,
        age=node.need("age").between(1, _OLDEST),
        days_before=node.need("days_before").between(1, _LONGEST_BEFORE),
        procedure=procedure.need("key").text(),
        procedure_name=procedure.need("name").bilingual(),
        births=each_of(births, _births) if births else (),
        title=_filled(node.need("title")),
        body=_filled(node.need("body")),
    )


def _births(node: Node) -> Births:
    node.only("procedure", "name", "born_on")
    return Births(*(node.need(key).text() for key in ("procedure", "name", "born_on")))


def _filled(node: Node) -> Text:
    """Return words whose blanks are all known."""
    words = node.bilingual()
    for each in (words.vi, words.en):
        try:
            each.format_map(dict.fromkeys(BLANKS, ""))
        except (KeyError, ValueError, IndexError) as error:
            raise DefinitionError(
                node.fault(
                    Text(vi=f"không có chỗ trống {error}", en=f"the blank {error} is unknown"),
                    Text(vi=f"viết {{{'}, {'.join(BLANKS)}}}", en=f"write {{{'}, {'.join(BLANKS)}}}"),
                )
            ) from error
    return words
