"""Changes to a dossier's answers, judged before they are asked for: the form must still hold, and papers be in order."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.reads import contents_of, entries_of
from kinhbac.kernel.types import CaseState, Refused
from kinhbac.services.procedures.reads.published import choices, procedure_of
from kinhbac.services.procedures.rules.answers import changes_between, current_answers
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.turns.refusals import CHANGE_MOVES_IT
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.types import FieldFault, Form
from kinhbac.tools.forms.whole import validate_whole
from kinhbac.tools.grammar.rules import case_for, resolving_unit

NOT_THEIRS = Text(
    vi="Đính chính không thêm giấy tờ; chỉ giữ hoặc bỏ giấy tờ người dân đã gửi",
    en="A correction adds no papers; it keeps or drops those that the applicant sent",
)
GONE = Text(
    vi="Không tìm thấy tệp đã gửi; hãy tải lên lại",
    en="The file that was sent is not found; upload it again",
)


def officers_changes(state: CaseState, changes: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what an officer's correction changes, by path: what stood there, what stands there then.

    Raises:
        Incomplete: the form would not hold any more, or papers would come in; each fault named.
    """
    form, before, after, today = _changed(state, changes)
    known = frozenset(files_in(form, before))
    # who may read a dossier may read its papers, so a correction brings none in
    strange = [path for path, file in files_in(form, after) if (path, file) not in known]
    faults = (
        *_new_faults(form, before, after, today),
        *(FieldFault(path, "file_strange", NOT_THEIRS) for path in strange),
    )
    if faults:
        raise Incomplete(faults)
    return changes_between(form, before, after)


def applicants_changes(
    state: CaseState, changes: Mapping[str, Any], applicant: UUID
) -> dict[str, dict[str, Any]]:
    """Return what the applicant changes herself, papers of her own among it; as `officers_changes`.

    Raises:
        Incomplete: the form would not hold any more, or a paper is not hers.
        Refused: another office would have to decide.
    """
    form, before, after, today = _changed(state, changes)
    known = frozenset(files_in(form, before))
    gone = [
        path
        for path, file in files_in(form, after)
        if (path, file) not in known and stored_file(file, owner_key=applicant) is None
    ]
    faults = (
        *_new_faults(form, before, after, today),
        *(FieldFault(path, "file_missing", GONE) for path in gone),
    )
    if faults:
        raise Incomplete(faults)
    procedure = procedure_of(state.definition)
    units = [resolving_unit(procedure, reachable_answers(form, answers)) for answers in (before, after)]
    if units[0] != units[1]:
        raise Refused(CHANGE_MOVES_IT)
    return changes_between(form, before, after)


def told_case(state: CaseState, changes: Mapping[str, Any]) -> str | None:
    """Return the key of the case to which the answers lead once these are changed, None where they lead to none."""
    _, _, after, _ = _changed(state, changes)
    procedure = procedure_of(state.definition)
    case = case_for(procedure, reachable_answers(procedure.form, after))
    return case.key if case is not None else None


def _changed(
    state: CaseState, changes: Mapping[str, Any]
) -> tuple[Form, dict[str, Any], dict[str, Any], date]:
    form = procedure_of(state.definition).form
    entries = entries_of(state.case)
    before = current_answers(entries, contents_of(state.case))
    return form, before, merged(before, changes), entries[0].at.astimezone(HCM).date()


def _new_faults(
    form: Form, before: Mapping[str, Any], after: Mapping[str, Any], today: date
) -> tuple[FieldFault, ...]:
    """Return the faults that were not there before: what a counter took on paper is not missing now."""
    known = choices(today)
    old = {(each.path, each.keyword) for each in validate_whole(form, before, today=today, choices=known)}
    found = validate_whole(form, after, today=today, choices=known)
    return tuple(each for each in found if (each.path, each.keyword) not in old)
