"""Reads the procedures of a catalogue: all at once, with the lists they share, and their examples run on request."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node, read
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.tools.forms.grammar import plain_value
from kinhbac.tools.forms.schema_grammar import check_choice
from kinhbac.tools.grammar.entries import each_of
from kinhbac.tools.grammar.examples import Example, check_examples, read_examples
from kinhbac.tools.grammar.grammar import missing_folder, read_procedure
from kinhbac.tools.grammar.turns_grammar import FILE, Province, read_province
from kinhbac.tools.grammar.types import Procedure

EXAMPLES = "examples.yaml"


def load_procedures(folder: Path) -> dict[str, Procedure]:
    """Return the procedures below a folder by key.

    Args:
        folder: `catalogue/procedures`; beside it stand the lists of choices in `lists`, and `turns.yaml`.

    Raises:
        DefinitionError: every fault of every file, or that there is no procedure.
    """
    if not procedure_folders(folder):
        raise missing_folder(folder)
    faults = Faults()
    found: dict[str, Procedure] = {}
    lists: dict[str, list[dict[str, Any]]] = {}
    with faults.gather():
        lists = load_lists(folder.parent / "lists")
    province = Province()
    with faults.gather():
        province = read_province(read(folder.parent / FILE))
    for each in procedure_folders(folder):
        with faults.gather():
            procedure = read_procedure(each, lists, province)
            if procedure.key in found:
                raise DefinitionError(
                    Fault(each.as_posix(), 1, f'"{procedure.key}" stands here again', "keep one folder")
                )
            found[procedure.key] = procedure
    faults.check()
    return found


def load_lists(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the lists of choices of a folder by key, as plain values.

    Raises:
        DefinitionError: every fault of every file.
    """
    faults = Faults()
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        with faults.gather():
            node = read(path)
            key = _check_list(node)
            if key in found:
                raise DefinitionError(node.fault(f'the list "{key}" stands here again', "keep one file"))
            found[key] = plain_value(node.need("choices").value)
    faults.check()
    return found


def load_examples(folder: Path) -> tuple[Example, ...]:
    """Return the examples in the folder of one procedure.

    Raises:
        DefinitionError: every fault of the file.
    """
    return read_examples(read(folder / EXAMPLES))


def check_folder(folder: Path, calendar: Calendar) -> list[Fault]:
    """Return everything that is wrong with the procedures below a folder; empty if they can be published.

    Examples run only once the files themselves are in order.

    Args:
        folder: `catalogue/procedures`.
        calendar: on which the examples' moments are counted.
    """
    try:
        procedures = load_procedures(folder)
    except DefinitionError as error:
        return sorted(error.faults)
    faults = Faults()
    for each in procedure_folders(folder):
        with faults.gather():
            for fault in check_examples(procedures[each.name], load_examples(each), calendar):
                faults.add(fault)
    return sorted(set(faults.found))


def check_competences(folder: Path, known: Collection[str]) -> list[Fault]:
    """Return a fault for every competence that a procedure names and the province does not know.

    Args:
        folder: `catalogue/procedures`, in order (`load_procedures`).
        known: keys of the province's competences.
    """
    return [
        named.fault(f'nobody holds "{named.value}"', "write the key of one of offices/competences.yaml")
        for each in procedure_folders(folder)
        for named in _competences(each)
        if named.value not in known
    ]


def _competences(folder: Path) -> Iterator[Node]:
    head = read(folder / "procedure.yaml")
    yield head.need("competence").need("key")
    consultations = head.get("consultations")
    for each in consultations.each() if consultations is not None else ():
        yield each.need("competence")
    for step in read(folder / "steps.yaml").need("steps").each():
        named = step.get("competence")
        if named is not None:
            yield named


def procedure_folders(folder: Path) -> list[Path]:
    """Return the folders below one that hold a procedure.yaml, in order."""
    return sorted(path.parent for path in folder.rglob("procedure.yaml"))


def _check_list(node: Node) -> str:
    node.only("key", "name", "law", "choices")
    node.need("name").bilingual()
    law = node.need("law")
    law.only("act", "verified")
    law.need("act").bilingual()
    law.need("verified").flag()
    values = each_of(node.need("choices"), check_choice)
    if len(set(values)) < len(values):
        raise DefinitionError(
            node.need("choices").fault("a value stands here twice", "give each its own value")
        )
    return node.need("key").text()
