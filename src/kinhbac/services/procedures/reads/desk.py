"""Dossiers on the desk: where they stand, what they are called, what may be done to many; and a plain list of them."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kinhbac.base.text import Text
from kinhbac.kernel import reads as cases
from kinhbac.kernel.seats import Change
from kinhbac.kernel.types import CaseState, Command, ContentRemoved, Entry, Viewer
from kinhbac.kernel.undo import UNDONE
from kinhbac.services.procedures.reads.dossiers import APPROVE, APPROVE_REFUSAL, about_many, summary_of
from kinhbac.services.procedures.reads.phrases import about
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules import names, placing
from kinhbac.services.procedures.rules.answers import CHANGING, current_answers
from kinhbac.services.procedures.rules.bundles.names import BUNDLE
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.state import consulted_steps, is_refusal_proposed, open_opinions
from kinhbac.services.procedures.rules.turns.consultation import OPINIONS
from kinhbac.services.procedures.types import DossierSummary
from kinhbac.tools.desk.rules.words import code_words
from kinhbac.tools.desk.types import BulkAct, CommandOf, Label, Placed, Queue
from kinhbac.tools.forms.paths import at
from kinhbac.tools.grammar.turns import Silence
from kinhbac.tools.grammar.types import Procedure

COUNT_SILENCE = "count_silence"
FULL_NAME = ".full_name"
"""How the path of an answer ends that is somebody's name."""
LONG_NUMBER = re.compile(r"\d{9,}")
"""A number of identity or of a phone; nothing on a list shows or finds one."""


class DossierWork:
    """The seat of dossiers at the desk."""

    kind = KIND
    queues: tuple[Queue, ...] = placing.QUEUES
    states: Mapping[str, Text] = placing.STATES
    route = "desk_dossier"
    acts: tuple[BulkAct, ...] = (
        BulkAct(
            APPROVE,
            Text(vi="Phê duyệt", en="Approve"),
            frozenset({names.LEADER}),
            frozenset({placing.TO_SIGN}),
        ),
        BulkAct(
            "hand_papers",
            Text(vi="Đã chuyển hồ sơ giấy", en="Paper passed on"),
            frozenset({names.ONE_STOP}),
            frozenset({placing.TO_PROCESS}),
        ),
        BulkAct(
            "close_silent",
            Text(vi="Đóng hồ sơ quá hạn bổ sung", en="Close for want of a supplement"),
            frozenset({names.ONE_STOP}),
            frozenset({placing.WAITING_CITIZEN}),
        ),
        BulkAct(
            COUNT_SILENCE,
            Text(vi="Ghi nhận im lặng là đồng ý", en="Count silence as agreement"),
            frozenset({names.SPECIALIST}),
            frozenset({placing.WAITING_OFFICE}),
        ),
    )

    def place(self, state: CaseState) -> tuple[Placed, ...]:
        """Say where each step of a dossier stands; see `rules.placing`."""
        return placing.place(state, procedure_of(state.definition))

    def subject(self, state: CaseState) -> tuple[str, str]:
        """Return the keys of a dossier's procedure and of its field."""
        procedure = procedure_of(state.definition)
        return procedure.key, procedure.field.key

    def label(self, change: Change) -> Label | None:
        """Say what a dossier is called: what it is about, and the names in its form; never a number of a person.

        A part of a bundle is found by the bundle's code too.
        """
        procedure = procedure_of(change.after.definition)
        entries, contents = change.entries, change.contents
        if change.before is not None:
            if not any(_renames(each, contents, procedure) for each in entries):
                return None
            case = change.after.case
            entries, contents = cases.entries_of(case), cases.contents_of(case)
        answers = current_answers(entries, contents)
        found = [str(at(answers, path) or "") for path in _names(procedure)]
        return Label(
            title=_without_numbers(about(procedure, answers)),
            words=" ".join((_without_numbers(" ".join(filter(None, found))), *_whole(change.after))),
            subject=procedure.key,
            subject_name=procedure.name,
            field=procedure.field.key,
            field_name=procedure.field.name,
        )

    def meaning(self, act: str, state: CaseState) -> Text | None:
        """Say of an approval that it is that of a refusal."""
        return APPROVE_REFUSAL if act == APPROVE and is_refusal_proposed(state) else None

    def command(self, act: str, values: Mapping[str, Any]) -> CommandOf:
        """Return what a bulk act asks of a dossier."""
        if act != COUNT_SILENCE:
            return lambda _state: Command(act, values)
        return lambda state: Command(act, {**values, "step": _silent(state)})


def to_do(viewer: Viewer, now: datetime) -> tuple[DossierSummary, ...]:
    """Return the dossiers whose open step one of the viewer's posts holds, the most pressing first."""
    held = cases.held_by(viewer, KIND)
    said = about_many([each.case for each in held])
    return tuple(summary_of(each.case, now, said[each.case.case]) for each in held)


def _renames(entry: Entry, contents: Mapping[int, Mapping[str, Any]], procedure: Procedure) -> bool:
    """Say whether an entry may change what a dossier is called."""
    if entry.name == UNDONE or any(isinstance(effect, ContentRemoved) for effect in entry.effects):
        return True
    changed = contents.get(entry.seq, {}).get("changes", {}) if entry.name in CHANGING else {}
    return bool({procedure.about, *_names(procedure)} & set(changed))


def _names(procedure: Procedure) -> tuple[str, ...]:
    return tuple(path for path in procedure.form.fields if path.endswith(FULL_NAME))


def _whole(state: CaseState) -> tuple[str, ...]:
    """Return what finds the code of the bundle of which a dossier is a part; nothing for others."""
    whole = state.facts.get(BUNDLE)
    return code_words(str(whole["code"])) if whole else ()


def _without_numbers(words: str) -> str:
    return " ".join(LONG_NUMBER.sub("", words).split())


def _silent(state: CaseState) -> str:
    """Return the key of the request that has been out longest of those in which silence counts."""
    out = (*open_opinions(state), *consulted_steps(state, procedure_of(state.definition)))
    noted = state.facts.get(OPINIONS, {})
    counting = [each for each in out if noted.get(each.key, {}).get("silence") == Silence.AGREES] or out
    first = min(counting, key=lambda each: (each.due_at is None, each.due_at or each.begun_at), default=None)
    return first.key if first is not None else ""
