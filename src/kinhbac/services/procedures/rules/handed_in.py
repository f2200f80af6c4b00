"""How each component of a dossier reached the counter: on paper, scanned, shown, or held by a database already. Pure.

What is held is not asked of the person again (NĐ 118/2025 Điều 5 khoản 1 điểm i, Điều 17 khoản 1 điểm b).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kinhbac.base.people import PersonNumberError, parse_identity
from kinhbac.base.text import Text
from kinhbac.tools.forms.paths import at
from kinhbac.tools.grammar.types import Component, ComponentKind

MOST_SHEETS = 999
REQUIRED = "required"


class How(StrEnum):
    """How a component reached the counter."""

    DATA = "data"
    PAPER = "paper"
    SCAN = "scan"
    SHOWN = "shown"
    HELD = "held"


SAID: Mapping[How, Text] = {
    How.DATA: Text(vi="dữ liệu của tờ khai", en="data of the form"),
    How.PAPER: Text(vi="nộp bản giấy", en="handed in on paper"),
    How.SCAN: Text(vi="đã quét, trả lại bản giấy", en="scanned, paper given back"),
    How.SHOWN: Text(vi="đã xem bản chính", en="original seen"),
    How.HELD: Text(vi="đã có trong cơ sở dữ liệu", en="held by a database"),
}


@dataclass(frozen=True, slots=True)
class Handed:
    """One component as the officer marked it; `source` is the database that holds it."""

    key: str
    how: str = ""
    originals: int = 0
    copies: int = 0
    source: str = ""

    def to_plain(self) -> dict[str, Any]:
        """Return it as it is kept with the dossier."""
        return {
            "key": self.key,
            "how": str(self.how),
            "originals": self.originals,
            "copies": self.copies,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who came in the applicant's place; the dossier stays the applicant's own (NĐ 118/2025 Điều 17 khoản 1 điểm a)."""

    name: str = ""
    identity_number: str = ""
    authority_seen: bool = False

    @property
    def fault(self) -> Text | None:
        """What is missing, None where nothing is."""
        if not self.name:
            return Text(vi="Điền họ tên người được ủy quyền", en="Enter the proxy's name")
        try:
            parse_identity(self.identity_number)
        except PersonNumberError as error:
            return Text(vi=error.say("vi"), en=error.say("en"))
        if not self.authority_seen:
            return Text(
                vi="Xem giấy ủy quyền rồi đánh dấu đã xem",
                en="Look at the written authority, then tick that you did",
            )
        return None


def ways_of(component: Component) -> tuple[How, ...]:
    """Return how a component may reach the counter."""
    if component.kind is ComponentKind.DATA:
        return (How.DATA,)
    held = (How.HELD,) if component.stand_in else ()
    if component.kind is ComponentKind.SHOWN:
        return (How.SHOWN, *held)
    return (How.PAPER, *((How.SCAN,) if component.answer else ()), *held)


def as_asked(components: Iterable[Component]) -> dict[str, Handed]:
    """Return components handed in as the procedure asks: so many sheets, the rest shown. For same-day work."""
    return {each.key: _as_asked(each) for each in components}


def _as_asked(component: Component) -> Handed:
    how = ways_of(component)[0]
    if how is not How.PAPER:
        return Handed(component.key, how)
    none = not component.originals and not component.copies
    return Handed(component.key, how, originals=component.originals or int(none), copies=component.copies)


def faults_of(
    components: Iterable[Component],
    handed: Mapping[str, Handed],
    answers: Mapping[str, Any],
    held: Collection[str],
) -> dict[str, Text]:
    """Return what is not accounted for, by component; a dossier is received when nothing is.

    Args:
        components: that the answers ask for.
        handed: as marked, by component.
        answers: of the form, with the scans.
        held: keys of the components that a database was found to hold.
    """
    found = {
        each.key: _fault(each, handed.get(each.key, Handed(each.key)), answers, held) for each in components
    }
    return {key: fault for key, fault in found.items() if fault is not None}


def _fault(
    component: Component, handed: Handed, answers: Mapping[str, Any], held: Collection[str]
) -> Text | None:
    ways = ways_of(component)
    if ways == (How.DATA,):
        return None
    if handed.how not in ways:
        return Text(
            vi="Chọn đã nhận thành phần này bằng cách nào", en="Choose how this component was handed in"
        )
    if handed.how == How.PAPER and not handed.originals and not handed.copies:
        return Text(vi="Ghi số bản giấy đã nhận", en="Enter how many sheets were handed in")
    if handed.how == How.SCAN and not at(answers, str(component.answer)):
        return Text(vi="Chưa có bản quét nào", en="There is no scan yet")
    if handed.how == How.HELD and component.key not in held:
        return Text(
            vi="Cơ sở dữ liệu không có: nhận bản giấy hoặc bản quét",
            en="No database holds it: take paper or a scan",
        )
    return None


def waived(components: Iterable[Component], handed: Mapping[str, Handed]) -> frozenset[str]:
    """Return the questions for files that paper or a database answers, so that the form may leave them open."""
    instead = (How.PAPER, How.HELD)
    return frozenset(
        str(each.answer)
        for each in components
        if each.answer and handed.get(each.key, Handed(each.key)).how in instead
    )


def all_papers(components: Iterable[Component]) -> frozenset[str]:
    """Return the questions for files of all components: those of a dossier that is not received may stay open."""
    return frozenset(str(each.answer) for each in components if each.answer)


def noted(components: Sequence[Component], handed: Mapping[str, Handed]) -> str:
    """Return how the journal says what was handed in; the journal is kept in Vietnamese."""
    return "; ".join(_noted(each, handed[each.key]) for each in components if each.key in handed)


def _noted(component: Component, handed: Handed) -> str:
    counts = [
        f"{count} {word}"
        for count, word in ((handed.originals, "bản chính"), (handed.copies, "bản sao"))
        if count and handed.how == How.PAPER
    ]
    said = SAID[How(handed.how)].vi if handed.how in set(How) else ""
    return f"{component.name.vi} ({', '.join(filter(None, [said, *counts, handed.source]))})"
