"""The folder of a procedure, written out in full: what the short notation leaves unsaid is put in, section by section."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kinhbac.base.definitions import DefinitionError, Faults, Node, read
from kinhbac.base.text import Text
from kinhbac.tools.forms.plain import questions
from kinhbac.tools.grammar.bundles_grammar import is_bundle, without_own
from kinhbac.tools.grammar.short import cases, fees, path, sections, told
from kinhbac.tools.grammar.short.drafting import GROUND, Draft
from kinhbac.tools.grammar.short.form import Written, is_short, written_form
from kinhbac.tools.grammar.short.law import written_law
from kinhbac.tools.grammar.short.nodes import changed
from kinhbac.tools.grammar.short.questions import answers_to
from kinhbac.tools.grammar.short.shared import Shared

FULL = (
    *("key", "kind", "version", "name", "field", "level", "in_force", "law", "who", "what_you_get", "about"),
    *(
        "known_by",
        "channels",
        "online",
        "competence",
        "components",
        "terms",
        "cases",
        "facts",
        "fees",
        "result",
    ),
    *("papers", "turns", "consultations", "bundle", "eligibility", "term_words", "fee_words", "unverified"),
)
_SHORT_ONLY = (GROUND, "form", "path", "steps", "letters", "sheets", "waivers")
_FILES = ("form", "steps", "letters", "sheets")


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a procedure in the full notation; what could not be written out is None, or named in `failed`."""

    procedure: Node
    form: Node | None = None
    steps: Node | None = None
    letters: Node | None = None
    sheets: Node | None = None
    failed: frozenset[str] = frozenset()


def written_out(folder: Path, shared: Shared, faults: Faults) -> Folder:
    """Return the files of a procedure in the full notation; those that are in it already stay as they are.

    Args:
        folder: holds procedure.yaml, alone or with form.yaml, steps.yaml, letters.yaml and sheets.yaml.
        shared: what stands once for all procedures.
        faults: every fault found while writing out is added; the rest is judged in the full notation.

    Raises:
        DefinitionError: a file cannot be read at all.
    """
    files = _files(folder)
    head = files["procedure"]
    with faults.gather():
        head.only(*FULL, *_SHORT_ONLY)
    form: Written | None = None
    with faults.gather():
        form = _form(head, files.get("form"), shared)
    if is_bundle(head):
        with faults.gather():
            without_own(head)
    draft = Draft(head, shared) if form is None else Draft(head, shared, form.known, form.named, form.lines)
    made, failed = _sections(draft, faults, asked=form is not None)
    parts: dict[str, Node | None] = {}
    for name, write in (("steps", _steps), ("letters", told.letters), ("sheets", told.sheets)):
        with faults.gather():
            parts[name] = write(draft, files.get(name))
    unknown = dict.fromkeys(key for key, _ in head.items() if key not in FULL)
    full = changed(head, **{**made, **unknown})
    with faults.gather():
        named = [each for each in (full, parts.get("steps")) if each is not None]
        full = changed(full, law=written_law(head, named, shared.acts))
    return Folder(full, form.form if form is not None else None, **parts, failed=failed)


def _steps(draft: Draft, written: Node | None) -> Node | None:
    """Return the steps in full; a bundle has none, for its parts have theirs."""
    return None if is_bundle(draft.head) else path.steps(draft, written)


def _files(folder: Path) -> dict[str, Node]:
    faults = Faults()
    found: dict[str, Node] = {}
    for name in ("procedure", *_FILES):
        if name == "procedure" or (folder / f"{name}.yaml").exists():
            with faults.gather():
                found[name] = read(folder / f"{name}.yaml")
    faults.check()
    return found


def _form(head: Node, file: Node | None, shared: Shared) -> Written:
    own = head.get("form")
    if own is not None and file is not None:
        raise DefinitionError(
            own.fault(
                Text(vi="đã có tệp form.yaml", en="there is a form.yaml besides"),
                Text(vi="chỉ giữ một trong hai", en="keep one of the two"),
            )
        )
    node = file or own
    if node is None:
        raise DefinitionError(
            head.fault(
                Text(vi="thủ tục chưa có tờ khai", en="the procedure has no form"),
                Text(vi="thêm form: có title: và ask:", en="add form: with title: and ask:"),
            )
        )
    if is_short(node):
        return written_form(node, shared.blocks)
    known = {asked: answers_to(schema) for asked, schema in questions(node.value)}
    defs = node.value.get("$defs", {}) if isinstance(node.value, dict) else {}
    return Written(node, known, frozenset(defs) if isinstance(defs, Mapping) else frozenset())


def _sections(draft: Draft, faults: Faults, *, asked: bool) -> tuple[dict[str, Node | None], frozenset[str]]:
    """Return the sections of procedure.yaml in full, and the keys of those with a fault.

    Without a form that was understood (`asked`), what depends on its questions is not judged.
    """
    made: dict[str, Node | None] = {}
    for name, write in _WRITERS.items():
        if asked or name not in _UPON_THE_FORM:
            with faults.gather():
                made[name] = write(draft)
    if is_bundle(draft.head):
        made |= {"fees": None, "facts": None}
    elif asked and made.get("channels") is not None:
        with faults.gather():
            paid = fees.fees(draft, made["channels"] or draft.head)
            made |= {"fees": paid, "facts": fees.facts(draft, paid)}
    return made, frozenset({*_WRITERS, "fees", "facts"} - set(made))


_WRITERS: Mapping[str, Callable[[Draft], Node | None]] = {
    "field": sections.subject,
    "channels": sections.channels,
    "about": sections.about,
    "known_by": sections.known_by,
    "competence": sections.competence,
    "terms": sections.terms,
    "components": sections.components,
    "result": sections.result,
    "papers": sections.prints,
    "cases": cases.cases,
    "bundle": cases.bundle,
}
_UPON_THE_FORM = frozenset({"known_by", "competence", "components", "cases", "bundle"})
