"""Which dossiers tell of a child and of its birth, for reminders: read from what is written of a case. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kinhbac.kernel.types import Entry
from kinhbac.services.procedures.rules.answers import CHANGING, SUBMITTED
from kinhbac.services.procedures.types import Births
from kinhbac.tools.forms.paths import at

REMOVED = "content.removed"


def born_in(
    births: Births, entries: Iterable[Entry], contents: Mapping[int, Mapping[str, Any]]
) -> date | str | None:
    """Return the day of birth that these entries give; None where they say nothing of it.

    Args:
        births: which answers of which dossiers.
        entries: of one case, in order; perhaps only the latest.
        contents: of these entries, by place.

    Returns:
        The day; "" where it is taken away, removed, or only a year is known.
    """
    found: date | str | None = None
    for entry in entries:
        content = contents.get(entry.seq, {})
        if entry.name == REMOVED:
            found = ""
        elif entry.name == SUBMITTED:
            found = _day(at(content.get("answers", {}), births.born_on))
        elif entry.name in CHANGING and births.born_on in content.get("changes", {}):
            found = _day(content["changes"][births.born_on].get("to"))
    return found


def _day(said: Any) -> date | str:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return ""
