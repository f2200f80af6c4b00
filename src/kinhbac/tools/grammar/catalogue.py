"""Reads the procedures of a catalogue: all at once, with the lists they share, and their examples run on request."""

from pathlib import Path
from typing import Any

from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node, read
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.tools.forms.grammar import plain_value
from kinhbac.tools.grammar.entries import each_of
from kinhbac.tools.grammar.examples import Example, check_examples, read_examples
from kinhbac.tools.grammar.grammar import missing_folder, read_procedure
from kinhbac.tools.grammar.types import Procedure

EXAMPLES = "examples.yaml"


def load_procedures(folder: Path) -> dict[str, Procedure]:
    """Return the procedures below a folder by key.

    Args:
        folder: `catalogue/procedures`; the lists of choices stand beside it in `lists`.

    Raises:
        DefinitionError: every fault of every file, or that there is no procedure.
    """
    faults = Faults()
    found: dict[str, Procedure] = {}
    lists: dict[str, list[dict[str, Any]]] = {}
    with faults.gather():
        lists = load_lists(folder.parent / "lists")
    for each in procedure_folders(folder):
        with faults.gather():
            procedure = read_procedure(each, lists)
            if procedure.key in found:
                raise DefinitionError(
                    Fault(each.as_posix(), 1, f'"{procedure.key}" stands here again', "keep one folder")
                )
            found[procedure.key] = procedure
    faults.check()
    if not found:
        raise missing_folder(folder)
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
            found[_check_list(node)] = plain_value(node.need("choices").value)
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
    values = each_of(node.need("choices"), _check_choice)
    if len(set(values)) < len(values):
        raise DefinitionError(
            node.need("choices").fault("a value stands here twice", "give each its own value")
        )
    return node.need("key").text()


def _check_choice(node: Node) -> str:
    node.only("value", "name", "group")
    node.need("name").bilingual()
    group = node.get("group")
    if group is not None:
        group.bilingual()
    return node.need("value").text()
