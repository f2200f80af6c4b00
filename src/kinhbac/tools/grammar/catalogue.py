"""Reads the procedures of a catalogue: all at once, with the lists they share, and their examples run on request."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node, read
from kinhbac.base.node import suggestion
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.tools.forms.grammar import plain_value
from kinhbac.tools.forms.schema_grammar import check_choice
from kinhbac.tools.grammar.bundles_grammar import PartNamed, check_parts
from kinhbac.tools.grammar.entries import each_of
from kinhbac.tools.grammar.examples import Example, check_examples, read_examples
from kinhbac.tools.grammar.grammar import Elsewhere, Read, missing_folder, read_procedure
from kinhbac.tools.grammar.many import judge_all
from kinhbac.tools.grammar.short.shared import Shared, read_shared
from kinhbac.tools.grammar.turns_grammar import FILE, Province, read_province
from kinhbac.tools.grammar.types import Procedure

EXAMPLES = "examples.yaml"
SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Common:
    """What the procedures of a catalogue have in common, read once for all of them."""

    lists: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    province: Province = field(default_factory=Province)
    shared: Shared = field(default_factory=Shared)


@dataclass(frozen=True, slots=True)
class Judged:
    """The procedures of a catalogue that are in order, by key, and everything that is wrong with any."""

    procedures: Mapping[str, Procedure]
    faults: tuple[Fault, ...]


def load_procedures(folder: Path) -> dict[str, Procedure]:
    """Return the procedures below a folder by key; their examples are not run.

    Args:
        folder: `catalogue/procedures`; beside it stand the lists of choices in `lists`, `shared`, and `turns.yaml`.

    Raises:
        DefinitionError: every fault of every file, or that there is no procedure.
    """
    judged = judge_procedures(folder, None, None)
    if judged.faults:
        raise DefinitionError(*judged.faults)
    return dict(judged.procedures)


def judge_procedures(folder: Path, calendar: Calendar | None, competences: Collection[str] | None) -> Judged:
    """Read and judge all procedures below a folder, each file once.

    Args:
        folder: `catalogue/procedures`.
        calendar: on which the examples' moments are counted; None: examples are not run.
        competences: keys that the province knows; None: they are not looked at.
    """
    folders = procedure_folders(folder)
    if not folders:
        return Judged({}, missing_folder(folder).faults)
    faults = Faults()
    common = Common()
    with faults.gather():
        common = read_common(folder.parent)
    found: dict[str, Procedure] = {}
    elsewhere: list[Elsewhere] = []
    bundles: dict[Path, Verdict] = {}
    judge = partial(judge_folder, common, calendar, competences)
    for each, verdict in zip(folders, judge_all(folders, judge), strict=True):
        faults.found.extend(verdict.faults)
        elsewhere.extend(verdict.elsewhere)
        procedure = verdict.procedure
        if procedure is not None and procedure.key in found:
            faults.add(
                Fault(
                    each.as_posix(),
                    1,
                    Text(vi=f'"{procedure.key}" bị lặp lại', en=f'"{procedure.key}" stands here again'),
                    Text(vi="chỉ giữ một thư mục", en="keep one folder"),
                )
            )
        elif procedure is not None:
            found[procedure.key] = procedure
            if procedure.bundle:
                bundles[each] = verdict
    with faults.gather():
        check_elsewhere(elsewhere, found, {each.name for each in folders})
    for each, verdict in bundles.items():
        with faults.gather():
            check_bundle(verdict, found)
            if calendar is not None:
                _run_examples(found[each.name], each, calendar, found, faults)
    return Judged(found, tuple(sorted(set(faults.found))))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one folder: its procedure, None where its files have faults, and what it names elsewhere."""

    procedure: Procedure | None
    faults: list[Fault]
    elsewhere: tuple[Elsewhere, ...] = ()
    parts: tuple[PartNamed, ...] = ()


def judge_folder(
    common: Common, calendar: Calendar | None, competences: Collection[str] | None, folder: Path
) -> Verdict:
    """Return the procedure of one folder and what is wrong with it; examples run only once its files are in order.

    Those of a bundle run once the procedures of its parts are there too.
    """
    try:
        found = read_procedure(folder, common.lists, common.province, common.shared)
    except DefinitionError as error:
        return Verdict(None, list(error.faults))
    faults = Faults()
    with faults.gather():
        if competences is not None:
            _check_competences(found.competences, competences)
    if calendar is not None:
        with faults.gather():
            _check_calendar(found, calendar)
            if not found.procedure.bundle:
                _run_examples(found.procedure, folder, calendar, {}, faults)
    return Verdict(found.procedure, faults.found, found.elsewhere, found.parts)


def check_bundle(verdict: Verdict, known: Mapping[str, Procedure]) -> None:
    """Refuse parts of a bundle in order that do not fit the procedures that they name.

    Raises:
        DefinitionError: every fault.
    """
    if verdict.procedure is not None:
        check_parts(verdict.procedure, verdict.parts, known)


def _run_examples(
    procedure: Procedure,
    folder: Path,
    calendar: Calendar,
    known: Mapping[str, Procedure],
    faults: Faults,
) -> None:
    for fault in check_examples(procedure, load_examples(folder), calendar, known):
        faults.add(fault)


def _check_calendar(found: Read, calendar: Calendar) -> None:
    """Refuse a version whose terms cannot be counted, because no calendar knows its days."""
    begins = found.procedure.from_on
    if not calendar.first <= begins <= calendar.last:
        raise DefinitionError(
            found.in_force.fault(
                Text(
                    vi=f"không lịch nào có ngày {begins.isoformat()}, nên không tính được thời hạn",
                    en=f"no calendar knows {begins.isoformat()}, so no term can be counted",
                ),
                Text(
                    vi="thêm năm đó vào calendars, hoặc sửa ngày",
                    en="add that year under calendars, or correct the day",
                ),
            )
        )


_ADD_IT = Text(vi="thêm thư mục của thủ tục đó", en="add its folder")


def check_elsewhere(
    named: Iterable[Elsewhere], known: Mapping[str, Procedure], folders: Collection[str]
) -> None:
    """Refuse codes of procedures that a catalogue does not have, and paths that their forms do not ask.

    Args:
        named: what procedures name of others.
        known: procedures in order, by key.
        folders: keys of all procedures, those with faults too.

    Raises:
        DefinitionError: every fault.
    """
    faults = Faults()
    for each in named:
        with faults.gather():
            code = each.code.text()
            if code not in folders:
                near = suggestion(code, tuple(sorted(folders))) if len(folders) > 1 else _ADD_IT
                raise DefinitionError(
                    each.code.fault(
                        Text(
                            vi=f'danh mục không có thủ tục "{code}"',
                            en=f'the catalogue has no procedure "{code}"',
                        ),
                        near,
                    )
                )
            form = known[code].form if code in known else None
            for path, place in each.paths if form is not None else ():
                if form is not None and path not in form.fields:
                    faults.add(
                        place.fault(
                            Text(
                                vi=f'tờ khai của {code} không có trường "{path}"',
                                en=f'the form of {code} has no field "{path}"',
                            ),
                            suggestion(path, tuple(form.fields)),
                        )
                    )
    faults.check()


def read_common(folder: Path) -> Common:
    """Return what the procedures of a catalogue have in common.

    Raises:
        DefinitionError: every fault of every file.
    """
    faults = Faults()
    common = Common()
    with faults.gather():
        common = replace(common, lists=load_lists(folder / "lists"))
    with faults.gather():
        common = replace(common, province=read_province(read(folder / FILE)))
    with faults.gather():
        common = replace(common, shared=read_shared(folder / SHARED))
    faults.check()
    return common


def _check_competences(named: Iterable[Node], known: Collection[str]) -> None:
    unknown = [
        each.fault(
            Text(vi=f'không ai giữ thẩm quyền "{each.value}"', en=f'nobody holds "{each.value}"'),
            Text(
                vi="viết khóa của một thẩm quyền trong offices/competences.yaml",
                en="write the key of one of offices/competences.yaml",
            ),
        )
        for each in named
        if each.value not in known
    ]
    if unknown:
        raise DefinitionError(*unknown)


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
                raise DefinitionError(
                    node.fault(
                        Text(vi=f'danh sách "{key}" bị lặp lại', en=f'the list "{key}" stands here again'),
                        Text(vi="chỉ giữ một tệp", en="keep one file"),
                    )
                )
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
    """Return everything that is wrong with the procedures below a folder; empty if they can be published."""
    return list(judge_procedures(folder, calendar, None).faults)


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
            node.need("choices").fault(
                Text(vi="một giá trị ghi hai lần", en="a value stands here twice"),
                Text(vi="đặt cho mỗi mục một giá trị riêng", en="give each its own value"),
            )
        )
    return node.need("key").text()
