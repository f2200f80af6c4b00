"""Checks the files of one procedure as `kinhbac check` does, without the catalogue they will be part of.

The grammar reads folders, so the texts are laid into one that lasts as long as the check; whatever is beside them is
what the province has published.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from kinhbac.base.clock import HCM
from kinhbac.base.definitions import DefinitionError, Fault, Faults
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.kernel import actions, definitions
from kinhbac.services.catalogue.reads.versions import version_of
from kinhbac.services.catalogue.rules.stored import PROCEDURE, SHARED, files_in
from kinhbac.services.catalogue.rules.texts import key_in
from kinhbac.services.catalogue.types import Judged, Line, Ran, Texts
from kinhbac.tools.grammar.catalogue import (
    check_bundle,
    check_elsewhere,
    judge_folder,
    load_examples,
    read_common,
)
from kinhbac.tools.grammar.examples import Example, run_example
from kinhbac.tools.grammar.types import Procedure

NAMELESS = "new-procedure"


@dataclass(frozen=True, slots=True)
class Beside:
    """What a procedure rests on in its province; `procedures` are those that it may name, by key."""

    shared: Mapping[str, str]
    calendar: Calendar
    competences: frozenset[str]
    procedures: Mapping[str, Procedure] = field(default_factory=dict)


def beside_now() -> Beside:
    """Return what the province has published that a procedure may rest on.

    Raises:
        NotPublished: nothing was published yet.
    """
    stored = definitions.plain_of(definitions.current_hash(SHARED, "province"))
    directory = definitions.current_directory()
    today = actions.clock.now().astimezone(HCM).date()
    return Beside(
        shared=files_in(stored),
        calendar=definitions.current_calendar(),
        competences=frozenset(each.key for each in directory.competences),
        procedures={key: version_of(name) for key, name in definitions.hashes_on(PROCEDURE, today).items()},
    )


def judge(texts: Texts, beside: Beside) -> Judged:
    """Return what the files of a procedure make, every fault in them, and how their examples run.

    Args:
        texts: the files by name; faults bear these names.
        beside: what they rest on.
    """
    key = key_in(texts) or NAMELESS
    with _laid(key, texts, beside.shared) as folder:
        procedure, faults = _read(folder, key, beside)
        examples: tuple[Ran, ...] = ()
        if procedure is not None:
            try:
                found = load_examples(folder / key)
            except DefinitionError as error:
                faults += error.faults
            else:
                known = {**beside.procedures, procedure.key: procedure}
                examples = tuple(_ran(procedure, each, beside.calendar, known) for each in found)
        return Judged(
            procedure=procedure,
            faults=tuple(sorted({_named(fault, folder, key) for fault in faults})),
            examples=examples,
        )


def _read(folder: Path, key: str, beside: Beside) -> tuple[Procedure | None, list[Fault]]:
    if not (folder / key / "procedure.yaml").is_file():
        return None, [
            Fault(
                "procedure.yaml",
                1,
                Text(vi="thiếu tệp", en="the file is missing"),
                Text(vi="thêm procedure.yaml vào bản nháp", en="add procedure.yaml to the draft"),
            )
        ]
    try:
        common = read_common(folder.parent)
    except DefinitionError as error:
        return None, list(error.faults)
    verdict = judge_folder(common, None, beside.competences, folder / key)
    faults = Faults()
    faults.found.extend(verdict.faults)
    known = {**beside.procedures, **({key: verdict.procedure} if verdict.procedure is not None else {})}
    with faults.gather():
        check_elsewhere(verdict.elsewhere, known, {*known, key})
    with faults.gather():
        check_bundle(verdict, known)
    return verdict.procedure, faults.found


@contextmanager
def _laid(key: str, texts: Texts, shared: Mapping[str, str]) -> Iterator[Path]:
    """Yield a folder `procedures` that holds these files and nothing else, beside it what is shared."""
    with TemporaryDirectory(prefix="kinhbac-draft-") as name:
        root = Path(name)
        placed = {f"procedures/{key}/{file}": text for file, text in texts.items()} | dict(shared)
        for place, text in placed.items():
            path = root / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield root / "procedures"


def _named(fault: Fault, folder: Path, key: str) -> Fault:
    """Return a fault with the name that its file has for whoever writes it."""
    path = Path(fault.file)
    for base in (folder / key, folder.parent):
        if path.is_relative_to(base):
            return Fault(path.relative_to(base).as_posix(), fault.line, fault.what, fault.remedy)
    return fault


def _ran(procedure: Procedure, example: Example, calendar: Calendar, known: Mapping[str, Procedure]) -> Ran:
    differing = run_example(procedure, example, calendar, known)
    expected = {"faults": {}, **example.expect}
    differs = {each.name: each.found for each in differing}
    shown = [name for name in expected if name in example.expect or name in differs]
    return Ran(
        key=example.key,
        name=example.name,
        file="examples.yaml",
        line=example.node.line,
        filed_at=example.filed_at,
        channel=example.channel,
        lines=tuple(Line(name, _shown(expected[name]), differs.get(name)) for name in shown),
        answers=example.answers,
        said=tuple(each.said for each in differing),
        trouble=next((each.said for each in differing if not each.name), None),
    )


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {each}" for key, each in value.items()) or "–"
    return "–" if value is None else str(value)
