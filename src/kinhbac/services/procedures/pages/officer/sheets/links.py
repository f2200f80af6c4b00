"""Which sheets of a dossier are there: for the citizen's page and the officer's, each with its name and its address."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from kinhbac.base.text import Text
from kinhbac.kernel.types import Entry
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.pages.officer.printed import CONTROL, SLIP, print_of
from kinhbac.services.procedures.pages.officer.sheets.letters import LETTERS
from kinhbac.services.procedures.pages.officer.sheets.result import ISSUED
from kinhbac.services.procedures.pages.officer.sheets.slip import RECEIVED
from kinhbac.services.procedures.rules.answers import standing
from kinhbac.services.procedures.rules.names import REFUSAL


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A sheet that can be opened and printed: what it is called, where it is, since when."""

    name: Text
    url: str
    at: datetime


def sheets_of(material: Material, *, for_officer: bool = False) -> tuple[SheetLink, ...]:
    """Return the sheets of a dossier in the order in which they came to be.

    Args:
        material: the dossier, as whoever may see it was given it.
        for_officer: with the process control, which passes between officers only.
    """
    return tuple(
        SheetLink(name, url, entry.at)
        for entry in _telling(material)
        for name, url in _of(material, entry, for_officer=for_officer)
    )


def _telling(material: Material) -> list[Entry]:
    """Return the entries that stand; of those whose sheet is one for the whole dossier, the latest."""
    latest = {name: found.seq for name in (RECEIVED, ISSUED) if (found := material.last(name)) is not None}
    return [each for each in standing(material.entries) if latest.get(each.name, each.seq) == each.seq]


def _of(material: Material, entry: Entry, *, for_officer: bool) -> list[tuple[Text, str]]:
    procedure, code = material.procedure, str(material.state.code)
    if entry.name in LETTERS:
        key, _ = LETTERS[entry.name]
        return [(print_of(procedure, key).name, reverse("letter", args=[code, entry.seq]))]
    if entry.name == RECEIVED:
        return [(print_of(procedure, SLIP).name, reverse("slip", args=[code]))]
    if entry.name == ISSUED and material.state.facts.get("result") != REFUSAL:
        return [(procedure.result.name, reverse("result", args=[code]))]
    if entry.seq == 1 and for_officer:
        return [(print_of(procedure, CONTROL).name, reverse("process_control", args=[code]))]
    return []
