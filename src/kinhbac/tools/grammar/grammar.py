"""Reads the folder of one procedure: what it is made of is written out in full, then judged. All faults at once."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.forms.grammar import read_form
from kinhbac.tools.forms.types import Form
from kinhbac.tools.grammar.bundles_grammar import PartNamed, is_bundle, parts_named, read_bundle, read_kind
from kinhbac.tools.grammar.cases_grammar import (
    read_cases,
    read_online,
    read_unverified,
    read_words,
)
from kinhbac.tools.grammar.eligibility_grammar import read_eligibility
from kinhbac.tools.grammar.entries import each_of
from kinhbac.tools.grammar.fees_grammar import Fees
from kinhbac.tools.grammar.letters import read_letters
from kinhbac.tools.grammar.path import read_steps
from kinhbac.tools.grammar.sections import Sections
from kinhbac.tools.grammar.sheets import read_sheets
from kinhbac.tools.grammar.short.folder import written_out
from kinhbac.tools.grammar.short.shared import Shared
from kinhbac.tools.grammar.turns_grammar import Province, laid_over, read_consultations
from kinhbac.tools.grammar.types import Dated, Letter, Procedure, Sheet, StepRule

HANDED_IN = ("units",)  # lists that whoever asks the form brings along
LEVELS = ("province", "commune")
_SECTION = {"answer_facts": "facts", "prints": "papers"}  # where a value does not bear its section's key
Lists = Mapping[str, Sequence[Mapping[str, Any]]]


class Elsewhere(NamedTuple):
    """Where a procedure names another, and paths of that one's form by where they stand."""

    code: Node
    paths: tuple[tuple[str, Node], ...] = ()


class Read(NamedTuple):
    """A procedure, and the places where it names what only the whole catalogue can judge."""

    procedure: Procedure
    competences: tuple[Node, ...]
    in_force: Node
    elsewhere: tuple[Elsewhere, ...]
    parts: tuple[PartNamed, ...] = ()


def read_procedure(folder: Path, lists: Lists, province: Province, shared: Shared) -> Read:
    """Return the procedure of a folder; the folder bears its key.

    Args:
        folder: holds procedure.yaml in the short notation, or it and the other files in full.
        lists: choices kept beside the procedures, by name, as plain values.
        province: what it says for all procedures; limits and letters of a procedure's own are laid over it.
        shared: what the short notation takes from catalogue/shared.

    Raises:
        DefinitionError: every fault of every file, each with file, line and remedy.
    """
    faults = Faults()
    files = written_out(folder, shared, faults)
    form: Form | None = None
    if files.form is not None:
        with faults.gather():
            form = read_form(files.form, lists, HANDED_IN)
    letters: dict[str, Letter] = {}
    if files.letters is not None:
        with faults.gather():
            letters = read_letters(files.letters)
    head = files.procedure
    with faults.gather():
        _check_key(head, folder)
    parts = _parts(Sections(head, form), faults, files.failed)
    path = _steps(files.steps, parts, faults)
    with faults.gather():
        parts["turns"] = laid_over(province.turns, head.get("turns"), parts.get("law", ()))
    sheets: tuple[Sheet, ...] = ()
    if files.sheets is not None:
        with faults.gather():
            sheets = read_sheets(files.sheets, Sections(head, form), parts.get("prints", ()))
    faults.check()
    assert form is not None
    said = {**province.letters, **letters}
    start, returning, steps = path
    procedure = Procedure(
        **parts, start=start, returning=returning, steps=steps, letters=said, form=form, sheets=sheets
    )
    return Read(
        procedure,
        tuple(_competences(head, files.steps)),
        head.need("in_force"),
        tuple(_elsewhere(head)),
        tuple(parts_named(head)),
    )


def _elsewhere(head: Node) -> Iterator[Elsewhere]:
    """Return where a procedure in order names others: whose results stand in, and which a bundle is made of."""
    for component in head.need("components").each():
        results = component.get("result_of")
        for each in results.each() if results is not None else ():
            yield Elsewhere(each)
    for part in parts_named(head):
        yield Elsewhere(part.code, tuple(part.answers.items()))


def _competences(head: Node, steps: Node | None) -> Iterator[Node]:
    """Return where a procedure in order names a competence; steps of the resolving office repeat its own."""
    yield head.need("competence").need("key")
    consultations = head.get("consultations")
    for each in consultations.each() if consultations is not None else ():
        yield each.need("competence")
    for step in steps.need("steps").each() if steps is not None else ():
        if step.need("office").value == "consulted":
            yield step.need("competence")


def _parts(sections: Sections, faults: Faults, failed: Collection[str]) -> dict[str, Any]:
    """Return the values of procedure.yaml; those with a fault, found now or before (`failed`), are missing."""
    node, fees = sections.node, Fees(sections)
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
        "facts": fees.facts,
        "answer_facts": fees.answer_facts,
        "fees": lambda: Dated(()) if is_bundle(node) else fees.fees(),
        "result": sections.result,
        "prints": sections.prints,
        "kind": lambda: read_kind(node),
        "online": lambda: read_online(sections),
        "cases": lambda: read_cases(sections),
        "bundle": lambda: read_bundle(sections),
        "term_words": lambda: read_words(sections, "term_words"),
        "fee_words": lambda: read_words(sections, "fee_words"),
        "unverified": lambda: read_unverified(sections),
        "consultations": lambda: read_consultations(node.get("consultations"), tuple(sections.laws.values())),
        "eligibility": lambda: read_eligibility(node.get("eligibility"), tuple(sections.laws)),
    }
    parts: dict[str, Any] = {}
    for name, reader in readers.items():
        if _SECTION.get(name, name) not in failed:
            with faults.gather():
                parts[name] = reader()
    with faults.gather():
        parts["from_on"], parts["to_on"] = sections.in_force()
    return parts


def _steps(
    node: Node | None, parts: Mapping[str, Any], faults: Faults
) -> tuple[str, str, tuple[StepRule, ...]]:
    if node is None:
        return "", "", ()
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
            key.fault(
                Text(vi=f'tên thư mục là "{folder.name}"', en=f'the folder is "{folder.name}"'),
                Text(vi="đặt khóa và tên thư mục giống nhau", en="give file and folder the same key"),
            )
        )


def missing_folder(folder: Path) -> DefinitionError:
    """Return the error of a folder in which no procedure was found."""
    return DefinitionError(
        Fault(
            folder.as_posix(),
            1,
            Text(vi="ở đây chưa có thủ tục nào", en="there is no procedure here"),
            Text(vi="thêm một thư mục có procedure.yaml", en="add a folder with procedure.yaml"),
        )
    )
