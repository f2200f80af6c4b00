"""Reads the folder of one procedure: procedure, form, steps, letters, and sheets where it has any. All faults at once."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node, read
from kinhbac.tools.forms.grammar import read_form
from kinhbac.tools.forms.types import Form
from kinhbac.tools.grammar.entries import each_of
from kinhbac.tools.grammar.letters import read_letters
from kinhbac.tools.grammar.path import read_steps
from kinhbac.tools.grammar.sections import Sections
from kinhbac.tools.grammar.sheets import read_sheets
from kinhbac.tools.grammar.turns_grammar import Province, laid_over, read_consultations
from kinhbac.tools.grammar.types import Letter, Procedure, Sheet, StepRule

HANDED_IN = ("units",)  # lists that whoever asks the form brings along
LEVELS = ("province", "commune")
_KEYS = (
    "key",
    "version",
    "name",
    "field",
    "level",
    "in_force",
    "law",
    "who",
    "what_you_get",
    "about",
    "known_by",
    "channels",
    "competence",
    "components",
    "terms",
    "facts",
    "fees",
    "result",
    "papers",
    "turns",
    "consultations",
)
Lists = Mapping[str, Sequence[Mapping[str, Any]]]


def read_procedure(folder: Path, lists: Lists, province: Province) -> Procedure:
    """Return the procedure of a folder; the folder bears its key.

    Args:
        folder: holds the four files, and perhaps sheets.yaml.
        lists: choices kept beside the procedures, by name, as plain values.
        province: what it says for all procedures; limits and letters of a procedure's own are laid over it.

    Raises:
        DefinitionError: every fault of every file, each with file, line and remedy.
    """
    faults = Faults()
    nodes: dict[str, Node] = {}
    for name in ("procedure", "form", "steps", "letters"):
        with faults.gather():
            nodes[name] = read(folder / f"{name}.yaml")
    faults.check()
    form: Form | None = None
    with faults.gather():
        form = read_form(nodes["form"], lists, HANDED_IN)
    letters: dict[str, Letter] = {}
    with faults.gather():
        letters = read_letters(nodes["letters"])
    head = nodes["procedure"]
    with faults.gather():
        head.only(*_KEYS)
    with faults.gather():
        _check_key(head, folder)
    parts = _parts(Sections(head, form), faults)
    path = _steps(nodes["steps"], parts, faults)
    with faults.gather():
        parts["turns"] = laid_over(province.turns, head.get("turns"), parts.get("law", ()))
    sheets: tuple[Sheet, ...] = ()
    if (folder / "sheets.yaml").exists():
        with faults.gather():
            sheets = read_sheets(read(folder / "sheets.yaml"), Sections(head, form), parts.get("prints", ()))
    faults.check()
    assert form is not None
    said = {**province.letters, **letters}
    start, returning, steps = path
    return Procedure(
        **parts, start=start, returning=returning, steps=steps, letters=said, form=form, sheets=sheets
    )


def _parts(sections: Sections, faults: Faults) -> dict[str, Any]:
    """Return the values of procedure.yaml; those with a fault are missing."""
    node = sections.node
    readers: dict[str, Callable[[], Any]] = {
        "law": sections.read_law,
        "key": lambda: node.need("key").text(),
        "version": lambda: node.need("version").text(),
        "name": lambda: node.need("name").bilingual(),
        "field": sections.subject,
        "level": lambda: node.need("level").choice(*LEVELS),
        "who": lambda: node.need("who").bilingual(),
        "what_you_get": lambda: node.need("what_you_get").bilingual(),
        "about": lambda: sections.answer(node.need("about")),
        "known_by": lambda: each_of(node.need("known_by"), sections.answer),
        "channels": sections.channels,
        "competence": sections.competence,
        "components": sections.components,
        "terms": sections.terms,
        "facts": sections.facts,
        "answer_facts": sections.answer_facts,
        "fees": sections.fees,
        "result": sections.result,
        "prints": sections.prints,
        "consultations": lambda: read_consultations(node.get("consultations"), tuple(sections.laws.values())),
    }
    parts: dict[str, Any] = {}
    for name, reader in readers.items():
        with faults.gather():
            parts[name] = reader()
    with faults.gather():
        parts["from_on"], parts["to_on"] = sections.in_force()
    return parts


def _steps(node: Node, parts: Mapping[str, Any], faults: Faults) -> tuple[str, str, tuple[StepRule, ...]]:
    with faults.gather():
        competence = parts.get("competence")
        return read_steps(
            node,
            laws=[law.key for law in parts.get("law", ())],
            terms=parts.get("terms", ()),
            competence=competence.key if competence else None,
        )
    return "", "", ()


def _check_key(head: Node, folder: Path) -> None:
    key = head.need("key")
    if key.text() != folder.name:
        raise DefinitionError(
            key.fault(f'the folder is "{folder.name}"', "give file and folder the same key")
        )


def missing_folder(folder: Path) -> DefinitionError:
    """Return the error of a folder in which no procedure was found."""
    return DefinitionError(
        Fault(folder.as_posix(), 1, "there is no procedure here", "add a folder with procedure.yaml")
    )
