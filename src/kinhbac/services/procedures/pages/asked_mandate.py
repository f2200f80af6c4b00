"""The boxes by which a mandate is asked for, on a citizen's page and at a counter: as they were written, and as meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from kinhbac.base.text import Text
from kinhbac.services.procedures.reads.published import mandating, procedures_on
from kinhbac.services.procedures.rules.mandates import is_personal
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.actions.mandates import Wanted

ALL, CHOSEN = "all", "chosen"
UNSET = date.min


@dataclass(frozen=True, slots=True)
class AskedMandate:
    """What was written: `scope` is ALL or CHOSEN, `procedures` are those ticked."""

    number: str = ""
    name: str = ""
    scope: str = ""
    procedures: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    said: str = ""

    @property
    def wanted(self) -> Wanted:
        """The mandate that is meant; what is no day is one that is over."""
        digits = "".join(each for each in self.number if each.isdecimal())[:12]
        ticked = self.procedures or ("",)  # none ticked is none meant, and never all
        procedures = () if self.scope == ALL else ticked
        return Wanted(digits, self.name, procedures, _day(self.first), _day(self.last))


def asked_mandate(request: HttpRequest, today: date) -> AskedMandate:
    """Read the boxes; at first today, for a year, and the procedure of the address where one is named."""
    posted = request.POST
    if request.method != "POST":
        named = request.GET.get("procedure", "")
        year = today.replace(year=today.year + 1, day=min(today.day, 28))
        return AskedMandate(
            scope=CHOSEN if named else "",
            procedures=(named,) if named else (),
            first=today.isoformat(),
            last=year.isoformat(),
        )
    return AskedMandate(
        number=_line(posted.get("number", ""), 20),
        name=_line(posted.get("name", "")),
        scope=posted.get("scope", ""),
        procedures=tuple(dict.fromkeys(posted.getlist("procedure")))[:500],
        first=_line(posted.get("first", ""), 10),
        last=_line(posted.get("last", ""), 10),
        said=_line(posted.get("said", ""), 200),
    )


def may_be_meant(today: date) -> Mapping[Text, Sequence[Procedure]]:
    """Return the procedures that a mandate may name, bundles among them, under the names of their fields."""
    rule = mandating().on(today)
    fields: dict[Text, list[Procedure]] = {}
    for each in procedures_on(today):
        if not is_personal(each, rule):
            fields.setdefault(each.field.name, []).append(each)
    return fields


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return UNSET


def _line(words: str, longest: int = 120) -> str:
    return " ".join(words.replace("\x00", "").split())[:longest]
