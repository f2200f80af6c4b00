"""A dossier for somebody who may see it: its applicant, or an officer of an office that holds or held it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.actions.opening import open_for_system
from kinhbac.kernel.types import CaseState, Position, Refusal, Viewer
from kinhbac.kernel.undo import undo
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.looked import seen_by
from kinhbac.services.procedures.reads.mandates import for_whom
from kinhbac.services.procedures.reads.opening import note_paper, opened
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.reads.telling import happenings
from kinhbac.services.procedures.rules.answers import corrected_paths, current_answers
from kinhbac.services.procedures.rules.asking.fits import posts_for
from kinhbac.services.procedures.rules.asking.table import ACTS, ADJUST, CORRECT, ON_BEHALF
from kinhbac.services.procedures.rules.dossier import APPLICANT, KIND, DossierKind, is_applicant
from kinhbac.services.procedures.rules.fees import eid_of, fee_of
from kinhbac.services.procedures.rules.files import supplement_files
from kinhbac.services.procedures.rules.firms import firm_name, is_firms
from kinhbac.services.procedures.rules.mandates import mandate_in
from kinhbac.services.procedures.rules.offices import settled
from kinhbac.services.procedures.rules.own_turns import OwnTurn, own_turns
from kinhbac.services.procedures.rules.state import case_in, is_refusal_proposed, path_steps
from kinhbac.services.procedures.rules.statuses import NAMES, due_of, national_status, tag_of
from kinhbac.services.procedures.types import ActOffer, Dossier, DossierSummary, Glance
from kinhbac.tools.files.reads import file_for_case
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.reads import names_of
from kinhbac.tools.notices.reads import box_of

APPROVE = "approve"
APPROVE_REFUSAL = Text(vi="Phê duyệt việc từ chối", en="Approve the refusal")
"""What a leader approves is said on the button."""


def own_dossiers(viewer: Viewer, now: datetime) -> tuple[DossierSummary, ...]:
    """Return the viewer's own dossiers and those of firms and people for whom she acts, newest first."""
    states = cases.own_cases(viewer, KIND)
    whose = for_whom(states, viewer)
    lines = (summary_of(state, now) for state in states)
    return tuple(replace(line, firm=whose.get(line.case, line.firm)) for line in lines)


def dossier_coded(code: str, viewer: Viewer, now: datetime) -> Dossier:
    """Return the dossier of that code, whole, and record that the viewer opened it.

    Args:
        code: as printed on the slip.
        viewer: who reads.
        now: aware; for what is late and what comes soon.

    Raises:
        NotFound: there is none, or it is not this viewer's to see.
        ReasonNeeded: it is no work of hers; see `opening`.
    """
    state = cases.case_coded(code, viewer, KIND)
    story = opened(state, viewer, now)
    return _whole(story, viewer, now)


def summary_of(state: CaseState, now: datetime, about: str = "") -> DossierSummary:
    """Return a dossier's line in a list: no personal content unless the caller hands it in."""
    procedure = procedure_of(state.definition)
    status = national_status(state, procedure)
    return DossierSummary(
        case=state.case,
        code=str(state.code),
        procedure=procedure.key,
        name=procedure.name,
        about=about,
        status=status,
        status_name=NAMES[status],
        sentence=phrases.sentence(state, procedure),
        due_at=due_of(state),
        opened_at=state.opened_at,
        tag=tag_of(state, now),
        is_open=state.is_open,
        may_rate=OwnTurn.RATE in own_turns(state, procedure, now),
        firm=firm_name(state.facts),
    )


def glance_of(state: CaseState, now: datetime) -> Glance:
    """Return what a bearer of the code may see; whoever calls has had the proof."""
    procedure = procedure_of(state.definition)
    receiving, _ = phrases.offices(state, procedure, now)
    return Glance(
        code=str(state.code),
        name=procedure.name,
        status_name=NAMES[national_status(state, procedure)],
        sentence=phrases.sentence(state, procedure),
        path=phrases.path_of(state, procedure),
        phases=phrases.phases(state),
        tag=tag_of(state, now),
        phone=receiving.phone or "",
    )


def glance_for_system(code: str, *, system: str, purpose: str, now: datetime) -> Glance:
    """Return where a dossier stands to another system that may ask, and record that it did; raises `NotFound`."""
    return glance_of(open_for_system(code, kind=KIND, system=system, purpose=purpose, now=now), now)


def files_of(code: str, viewer: Viewer) -> frozenset[UUID]:
    """Return the keys of all files of a dossier that the viewer may see."""
    state = cases.case_coded(code, viewer, KIND)
    entries, contents = cases.entries_of(state.case), cases.contents_of(state.case)
    form = procedure_of(state.definition).form
    return phrases.file_keys(form, current_answers(entries, contents)) | supplement_files(entries, contents)


def paper_of(code: str, file: UUID, viewer: Viewer, now: datetime) -> KeptFile | None:
    """Return a paper of a dossier and record that it was opened; None where it is none of its papers.

    Raises:
        NotFound: there is no such dossier, or it is not this viewer's to see.
        ReasonNeeded: it is no work of hers; see `opening`.
    """
    kept = file_for_case(file, files_of(code, viewer))
    if kept is not None:
        note_paper(cases.case_coded(code, viewer, KIND), file, viewer, now)
    return kept


def _whole(story: cases.Story, viewer: Viewer, now: datetime) -> Dossier:
    state = story.state
    procedure = procedure_of(state.definition)
    answers = current_answers(story.entries, story.contents)
    corrected = corrected_paths(story.entries, story.contents)
    about = phrases.about(procedure, answers)
    receiving, resolving = phrases.offices(state, procedure, now)
    applicant = is_applicant(state, viewer.person)
    acts = {} if applicant else acts_of(state, procedure, viewer, now)
    return Dossier(
        summary=summary_of(state, now, about),
        seq=state.seq,
        path=phrases.path_of(state, procedure),
        phases=phrases.phases(state),
        groups=phrases.groups(procedure, answers, corrected, now.astimezone(HCM).date()),
        history=happenings(
            story,
            viewer,
            to_applicant=applicant or is_firms(state, viewer) or mandate_in(state, viewer) is not None,
        ),
        openings=seen_by(state, viewer, now),
        notices=box_of(viewer, case=state.case),
        offers=offers_of(acts, state, procedure, viewer),
        may_undo=_may_undo(story, viewer, now),
        fee=fee_of(state.facts),
        receiving=receiving.name,
        resolving=resolving.name,
        phone=receiving.phone or "",
        applicant=_applicant(state, viewer),
        facts=state.facts,
        may_correct=CORRECT in acts,
        may_adjust=ADJUST in acts,
        case=case.name if (case := case_in(state, procedure)) is not None else None,
        eid=eid_of(story.content_of("dossier.submitted")),
    )


def acts_of(state: CaseState, procedure: Procedure, viewer: Viewer, now: datetime) -> dict[str, Position]:
    """Return the acts that the viewer may do now as an officer, for the applicant too, each with the post in which."""
    day = now.astimezone(HCM).date()
    return posts_for(viewer, settled(state, definitions.current_directory(), day), procedure, now)


def offers_of(
    acts: Mapping[str, Position], state: CaseState, procedure: Procedure, viewer: Viewer
) -> tuple[ActOffer, ...]:
    """Return acts as they are offered: by the name that the viewer's own open step gives them, any other, or their own.

    Offices that are asked at once take the same act, each under its own name.
    """
    open_steps = sorted(
        path_steps(state), key=lambda step: viewer.post(step.holder.role, step.holder.office) is not None
    )
    named = {act.key: act.name for step in open_steps for act in procedure.step(step.name).acts}
    if is_refusal_proposed(state):
        named[APPROVE] = APPROVE_REFUSAL
    absent = names_of(frozenset(post.instead_of for post in acts.values() if post.instead_of), viewer)
    return tuple(
        ActOffer(
            act,
            named.get(act, ACTS[act].name),
            frozenset(each.name for each in ACTS[act].fields),
            absent.get(post.instead_of, "") if post.instead_of and act not in ON_BEHALF else "",
        )
        for act, post in acts.items()
        if act in ACTS
    )


def _may_undo(story: cases.Story, viewer: Viewer, now: datetime) -> bool:
    answer = undo(story.entries, viewer.acting(), DossierKind.undoable, now)
    return viewer.is_officer and not isinstance(answer, Refusal)


def _applicant(state: CaseState, viewer: Viewer) -> str:
    people = frozenset(party.person for party in state.parties if party.role == APPLICANT)
    names = ", ".join(names_of(people, viewer).values())
    firm = firm_name(state.facts)
    return f"{firm} ({names})" if firm and names else firm or names


def about_many(states: Sequence[CaseState]) -> dict[UUID, str]:
    """Return what each of many dossiers is about, for lists of officers who hold them."""
    return {
        case: phrases.about(
            procedure_of(story.state.definition), current_answers(story.entries, story.contents)
        )
        for case, story in cases.histories_of(states).items()
    }
