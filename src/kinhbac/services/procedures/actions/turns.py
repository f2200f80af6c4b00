"""The applicant's own turns: supplementing, stopping, withdrawing, adjusting, rating; or a one-stop officer's for her."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import case_seen, contents_of, entries_of
from kinhbac.kernel.types import Actor, CaseState, Command, Recorded, Refusal, Refused, Viewer
from kinhbac.services.procedures.actions.changes import GONE, applicants_changes, told_case
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.answers import standing
from kinhbac.services.procedures.rules.dossier import stand
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.mandates import mandate_in
from kinhbac.services.procedures.rules.offices import settled
from kinhbac.services.procedures.rules.state import citizen_wait, home_of
from kinhbac.services.procedures.rules.turns.table import TURNS
from kinhbac.services.procedures.rules.who import is_applicant
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.files.actions import hand_on, keep_upload
from kinhbac.tools.files.configured import limits, store
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.types import FieldFault

UNANSWERED = Text(
    vi="Trả lời hoặc gửi giấy tờ cho mục này", en="Answer this, or send the paper that it asks for"
)
NOT_AMONG = Text(vi="Mục này không được yêu cầu", en="This was not asked for")


def supplement(
    case: UUID | str,
    *,
    answers: Sequence[Mapping[str, Any]],
    asked: Asked,
    changes: Mapping[str, Any] | None = None,
) -> Recorded:
    """Send the one complete supplement that was asked for.

    Args:
        case: the dossier's key, or its code.
        answers: `item` (as it was asked), `text`, `files` (each `file` and `name`, kept by `attach`).
        asked: by whom: the applicant, or a one-stop officer of its desks for her.
        changes: answers of the form by path, in place of what stands there.

    Raises:
        NotFound: no such dossier for this viewer.
        Incomplete: an item has no answer (`items.<place>`), a paper is not the applicant's, the form would not hold.
        Refused, Conflict: nothing is asked for, or as the kernel's `act`.
    """
    state = case_seen(case, asked.viewer, kind=names.KIND)
    actor = _hand("supplement", state, asked.viewer)
    if citizen_wait(state) is None:  # a key that was sent before is answered, all else refused
        return _act(state, "supplement", {"answers": list(answers)}, actor, asked)
    owner = _owner(state, actor)
    faults = _faults(requested_items(state), answers, owner, alone=not changes)
    if faults:
        raise Incomplete(faults)
    changed = applicants_changes(state, changes, owner) if changes else {}
    files = [UUID(str(file["file"])) for each in answers for file in each.get("files", ())]
    _hand_on(state, files, changes or {}, actor)
    return _act(
        state,
        "supplement",
        {"answers": list(answers), "changes": changed, names.TOLD: told_case(state, changes or {})},
        actor,
        _as_seen(asked, state),
    )


def attach(case: UUID | str, *, upload: IO[bytes], asked: Asked) -> KeptFile:
    """Keep a paper for the supplement that is asked for, or for an adjustment; it belongs to the applicant.

    Raises:
        NotFound, Refused: as `supplement`.
        UploadRefused: with what to do.
    """
    state = case_seen(case, asked.viewer, kind=names.KIND)
    waits = citizen_wait(state) is not None
    actor = _hand("supplement" if waits else "adjust", state, asked.viewer)
    return keep_upload(
        upload=upload,
        owner_key=_owner(state, actor),
        purpose=f"{state.facts['procedure']} {'supplement' if waits else 'adjustment'}"[:120],
        now=_moment(asked),
        store=store(),
        limits=limits(),
    )


def stop(case: UUID | str, *, asked: Asked, reason: str = "") -> Recorded:
    """Stop the dossier, from reception until just before the decision; raises as `supplement`."""
    return _simple(case, "stop", {"reason": reason}, asked)


def withdraw(case: UUID | str, *, asked: Asked, reason: str = "") -> Recorded:
    """Take the dossier back, at any time before the result; raises as `supplement`."""
    return _simple(case, "withdraw", {"reason": reason}, asked)


def adjust(case: UUID | str, *, changes: Mapping[str, Any], asked: Asked, reason: str = "") -> Recorded:
    """Change answers by path before the decision; the changed form must still hold. Raises as `supplement`."""
    state = case_seen(case, asked.viewer, kind=names.KIND)
    actor = _hand("adjust", state, asked.viewer)
    changed = applicants_changes(state, changes, _owner(state, actor))
    _hand_on(state, [], changes, actor)
    values = {"changes": changed, "reason": reason, names.TOLD: told_case(state, changes)}
    return _act(state, "adjust", values, actor, _as_seen(asked, state))


def rate(
    case: UUID | str,
    *,
    stars: int,
    asked: Asked,
    words: str = "",
    criteria: Mapping[str, str] | None = None,
) -> Recorded:
    """Rate the ended service, once, by the applicant alone, with a word on each criterion; raises as `supplement`."""
    return _simple(case, "rate", {"stars": stars, "words": words, "criteria": criteria or {}}, asked)


def requested_items(state: CaseState) -> tuple[str, ...]:
    """Return what the request that stands has asked for, in order; for those who may see the dossier."""
    entries = [
        each for each in standing(entries_of(state.case)) if each.name == "dossier.supplement_requested"
    ]
    content = contents_of(state.case).get(entries[-1].seq, {}) if entries else {}
    return tuple(str(item) for item in content.get("items", ()))


def _simple(case: UUID | str, name: str, values: Mapping[str, Any], asked: Asked) -> Recorded:
    state = case_seen(case, asked.viewer, kind=names.KIND)
    return _act(state, name, values, _hand(name, state, asked.viewer, refuse=False), asked)


def _act(state: CaseState, name: str, values: Mapping[str, Any], actor: Actor, asked: Asked) -> Recorded:
    return cases.act(
        case=state.case,
        command=Command(name, values),
        actor=actor,
        seen=asked.seen,
        key=asked.key,
        now=asked.at,
    )


def _hand(name: str, state: CaseState, viewer: Viewer, *, refuse: bool = True) -> Actor:
    """Return the viewer as the applicant, or at a desk of the dossier on her behalf; refuse whoever is neither."""
    today = cases.clock.now().astimezone(HCM).date()
    now = settled(state, definitions.current_directory(), today)
    actor = _actor(now, viewer)
    stood = stand(TURNS[name], now, procedure_of(state.definition), actor)
    if refuse and isinstance(stood, Refusal):
        raise Refused(stood)
    return actor


def _actor(state: CaseState, viewer: Viewer) -> Actor:
    if is_applicant(state, viewer.person):
        return viewer.acting_in(None)
    mandate = mandate_in(state, viewer)
    if mandate is not None:
        return viewer.acting_under(mandate, _applicant(state))
    desks = (str(state.facts[names.RECEIVING]), home_of(state))
    posts = [viewer.post(names.ONE_STOP, desk) for desk in desks]
    post = next((each for each in posts if each is not None), None)
    return viewer.acting_in(post, _applicant(state)) if post else viewer.acting()


def _applicant(state: CaseState) -> UUID:
    return next(party.person for party in state.parties if party.role == names.APPLICANT)


def _owner(state: CaseState, actor: Actor) -> UUID:
    """Return whose the papers are that come with a turn before it is sent: whoever hands them in under a mandate, else the applicant."""
    return actor.person if actor.mandate is not None and actor.person is not None else _applicant(state)


def _hand_on(state: CaseState, files: Sequence[UUID], changes: Mapping[str, Any], actor: Actor) -> None:
    """Make the papers that come under a mandate the applicant's, as all papers of a dossier are."""
    if actor.mandate is None or actor.person is None:
        return
    changed = {key for _, key in files_in(procedure_of(state.definition).form, merged({}, changes))}
    hand_on(files={*files, *changed}, owner=actor.person, to=_applicant(state))


def _as_seen(asked: Asked, state: CaseState) -> Asked:
    """Return it bound to the state on which it was judged, so that it is recorded on no other."""
    return asked if asked.seen is not None else replace(asked, seen=state.seq)


def _moment(asked: Asked) -> datetime:
    return asked.at or cases.clock.now()


def _faults(
    items: Sequence[str], answers: Sequence[Mapping[str, Any]], applicant: UUID, *, alone: bool
) -> tuple[FieldFault, ...]:
    """Return what is wrong with the answers to what was asked; changed answers of the form may stand for items."""
    found: list[FieldFault] = []
    answered = set()
    for place, answer in enumerate(answers):
        item = str(answer.get("item", ""))
        if item not in items:
            found.append(FieldFault(f"answers.{place}", "unknown", NOT_AMONG))
        if str(answer.get("text", "")).strip() or answer.get("files"):
            answered.add(item)
        gone = [each for each in answer.get("files", ()) if not _is_theirs(each, applicant)]
        found += [FieldFault(f"answers.{place}", "file_missing", GONE) for _ in gone[:1]]
    if alone:
        found += [
            FieldFault(f"items.{place}", "required", UNANSWERED)
            for place, item in enumerate(items)
            if item not in answered
        ]
    return tuple(found)


def _is_theirs(file: Any, applicant: UUID) -> bool:
    try:
        key = UUID(str(file["file"]))
    except (KeyError, TypeError, ValueError):
        return False
    return stored_file(key, owner_key=applicant) is not None
