"""A bundle as its applicant sees it: one status for the whole, and of each part who holds it, until when and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import CaseState, Viewer
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.dossiers import summary_of
from kinhbac.services.procedures.reads.mandates import case_or_reason, for_whom
from kinhbac.services.procedures.reads.opening import opened
from kinhbac.services.procedures.reads.own_side import OwnSide, own_side
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.bundles import whole
from kinhbac.services.procedures.rules.bundles.answers import filed_answers
from kinhbac.services.procedures.rules.bundles.kind import parts_in
from kinhbac.services.procedures.rules.bundles.names import BUNDLE, KIND, PARENT, At, Why
from kinhbac.services.procedures.rules.bundles.whole import Standing
from kinhbac.services.procedures.rules.fees import FeeSum, fee_of, sum_of
from kinhbac.services.procedures.rules.firms import firm_name, is_firms
from kinhbac.services.procedures.rules.mandates import mandate_in
from kinhbac.services.procedures.rules.names import KIND as DOSSIER
from kinhbac.services.procedures.rules.names import RECEIVING
from kinhbac.services.procedures.rules.own_turns import OwnTurn, own_turns
from kinhbac.services.procedures.rules.statuses import NAMES, due_of, national_status, tag_of
from kinhbac.services.procedures.rules.who import is_applicant
from kinhbac.services.procedures.types import DossierSummary, Fee, Glance, Phase

WHY: Mapping[str, Text] = {
    Why.NO_RESULT: Text(
        vi="Không làm tiếp: việc phải xong trước đã kết thúc mà không có kết quả",
        en="It does not go on: what had to come first ended without a result",
    ),
    Why.WITHDRAWN: Text(vi="Đã rút khi chưa bắt đầu", en="Withdrawn before it began"),
    Why.UNFIT: Text(
        vi="Không mở được: câu trả lời không hợp với việc này; hãy nộp riêng hoặc hỏi Bộ phận Một cửa",
        en="It could not be opened: the answers do not fit it; file it by itself, or ask the one-stop desk",
    ),
    Why.NO_OFFICE: Text(
        vi="Không mở được: chưa rõ cơ quan nào giải quyết; hãy hỏi Bộ phận Một cửa",
        en="It could not be opened: no office is known to decide it; ask the one-stop desk",
    ),
}


@dataclass(frozen=True, slots=True)
class PartSeen:
    """A part: its name, where it stands, and of its dossier the summary, the side and the terms, once there is one.

    Attributes:
        waits_for: the names of the parts whose results it waits for.
        why: why it is not opened any more, None where it is or will be.
    """

    key: str
    name: Text
    at: At
    fee: Fee
    waits_for: tuple[Text, ...] = ()
    why: Text | None = None
    summary: DossierSummary | None = None
    side: OwnSide | None = None
    phases: tuple[Phase, ...] = ()


@dataclass(frozen=True, slots=True)
class WholeSeen:
    """A bundle with its parts; `turns` are those that the viewer may take with the whole of it."""

    summary: DossierSummary
    seq: int
    parts: tuple[PartSeen, ...]
    fee: FeeSum
    receiving: Text
    phone: str
    turns: tuple[OwnTurn, ...] = ()


def is_bundle(code: str, viewer: Viewer) -> bool:
    """Say whether a code is that of a bundle which the viewer may see."""
    try:
        return cases.case_coded(code, viewer).kind == KIND
    except NotFound:
        return False


def own_bundle(code: str, viewer: Viewer, now: datetime) -> WholeSeen:
    """Return the viewer's own bundle, her firm's, or one under a mandate that she holds, and record that she opened it.

    Raises:
        NotFound: there is none, or it is neither hers nor of somebody for whom she acts.
        Refused: she filed it under a mandate that holds no more.
    """
    state = case_or_reason(code, viewer, now, KIND)
    if not _is_own(state, viewer):
        raise NotFound(code)
    return _whole(state, viewer, now)


def bundle_at_work(code: str, viewer: Viewer, now: datetime) -> WholeSeen:
    """Return a bundle to an officer of the desk where it was filed, without its answers, and record that it was opened.

    Raises:
        NotFound: there is none, or it is not this viewer's to see.
    """
    return _whole(cases.case_coded(code, viewer, KIND), viewer, now)


def own_bundles(viewer: Viewer, now: datetime) -> tuple[DossierSummary, ...]:
    """Return the viewer's own bundles and those of firms and people for whom she acts, newest first."""
    return summaries(viewer, cases.own_cases(viewer, DOSSIER), now)


def summaries(viewer: Viewer, parts: Sequence[CaseState], now: datetime) -> tuple[DossierSummary, ...]:
    """Return the viewer's own bundles as lines of a list, newest first.

    Args:
        viewer: whose; also those of firms and people for whom she acts.
        parts: all her own dossiers, those of bundles among them.
        now: aware.
    """
    states = cases.own_cases(viewer, KIND)
    told = cases.histories({each.case for each in states})
    of_whole, whose = _by_whole(parts), for_whom(states, viewer)
    lines = (
        _summary(each, of_whole.get(each.case, {}), now, _about(each, filed_answers(*told[each.case])))
        for each in states
    )
    return tuple(replace(line, firm=whose.get(line.case, line.firm)) for line in lines)


def bundle_files(viewer: Viewer) -> frozenset[UUID]:
    """Return the keys of the papers in the viewer's own bundles, those of parts to come among them."""
    states = cases.own_cases(viewer, KIND)
    told = cases.histories({each.case for each in states})
    return frozenset(
        key
        for each in states
        for key in phrases.file_keys(procedure_of(each.definition).form, filed_answers(*told[each.case]))
    )


def glance_of_bundle(state: CaseState, now: datetime) -> Glance:
    """Return what a bearer of a bundle's code may see; whoever calls has had the proof."""
    seen = _summary(state, _by_key(cases.tied_to(state.case, PARENT)), now, "")
    receiving = definitions.current_directory().office(str(state.facts[RECEIVING]))
    return Glance(
        code=seen.code,
        name=seen.name,
        status_name=seen.status_name,
        sentence=seen.sentence,
        path=(),
        phases=(),
        tag=seen.tag,
        phone=receiving.phone or "",
    )


def is_part(state: CaseState) -> bool:
    """Say whether a dossier is a part of a bundle."""
    return BUNDLE in state.facts


def _whole(state: CaseState, viewer: Viewer, now: datetime) -> WholeSeen:
    story = opened(state, viewer, now)
    children = _by_key(cases.tied_to(state.case, PARENT))
    about = _about(state, filed_answers(story.entries, story.contents))
    own, whose = _is_own(state, viewer), for_whom((state,), viewer)
    acts = is_applicant(state, viewer.person) or mandate_in(state, viewer) is not None
    summary = _summary(state, children, now, about)
    receiving = definitions.current_directory().office(str(state.facts[RECEIVING]))
    parts = _parts(state, children, viewer, now, own=own)
    return WholeSeen(
        summary=replace(summary, firm=whose.get(state.case, summary.firm)),
        seq=state.seq,
        parts=parts,
        fee=sum_of(each.fee for each in parts),
        receiving=receiving.name,
        phone=receiving.phone or "",
        turns=_turns(state, children.values(), now) if acts else (),
    )


def _is_own(state: CaseState, viewer: Viewer) -> bool:
    """Say whether a bundle is the viewer's own, her firm's, or one under a mandate that she holds."""
    return (
        is_applicant(state, viewer.person) or is_firms(state, viewer) or mandate_in(state, viewer) is not None
    )


def _parts(
    state: CaseState, children: Mapping[str, CaseState], viewer: Viewer, now: datetime, *, own: bool
) -> tuple[PartSeen, ...]:
    parts = parts_in(state)
    names = {key: procedure_of(each["definition"]).name for key, each in parts.items()}
    return tuple(
        PartSeen(
            key=key,
            name=names[key],
            at=At(each["at"]),
            fee=fee_of(each),
            waits_for=tuple(names[one] for one in each["awaits"]) if each["at"] == At.WAITING else (),
            why=WHY.get(str(each.get("why"))),
            summary=summary_of(children[key], now) if key in children else None,
            side=own_side(str(children[key].code), viewer, now) if own and key in children else None,
            phases=phrases.phases(children[key]) if key in children else (),
        )
        for key, each in parts.items()
    )


def _summary(
    state: CaseState, children: Mapping[str, CaseState], now: datetime, about: str
) -> DossierSummary:
    procedure = procedure_of(state.definition)
    standings = _standings(state, children, now)
    status = whole.status_of(standings)
    return DossierSummary(
        case=state.case,
        code=str(state.code),
        procedure=procedure.key,
        name=procedure.name,
        about=about,
        status=status,
        status_name=NAMES[status],
        sentence=whole.sentence_of(standings),
        due_at=whole.due_of(standings),
        opened_at=state.opened_at,
        tag=whole.tag_of(standings),
        is_open=whole.is_open(standings),
        firm=firm_name(state.facts),
    )


def _standings(state: CaseState, children: Mapping[str, CaseState], now: datetime) -> tuple[Standing, ...]:
    return tuple(_standing(At(each["at"]), children.get(key), now) for key, each in parts_in(state).items())


def _standing(at: At, child: CaseState | None, now: datetime) -> Standing:
    if child is None:
        return Standing(at)
    return Standing(
        at=at,
        status=national_status(child, procedure_of(child.definition)),
        is_open=child.is_open,
        due_at=due_of(child),
        tag=tag_of(child, now),
    )


def _turns(state: CaseState, children: Iterable[CaseState], now: datetime) -> tuple[OwnTurn, ...]:
    """Return what may be done with the whole: stopped where every open part may be, withdrawn where any may be."""
    opened = [own_turns(each, procedure_of(each.definition), now) for each in children if each.is_open]
    waits = any(each["at"] == At.WAITING for each in parts_in(state).values())
    stops = bool(opened) and all(OwnTurn.STOP in each for each in opened)
    withdraws = waits or any(OwnTurn.WITHDRAW in each for each in opened)
    return tuple(turn for turn, may in ((OwnTurn.STOP, stops), (OwnTurn.WITHDRAW, withdraws)) if may)


def _about(state: CaseState, answers: Mapping[str, object]) -> str:
    return phrases.about(procedure_of(state.definition), answers)


def _by_whole(states: Iterable[CaseState]) -> dict[UUID, dict[str, CaseState]]:
    found: dict[UUID, dict[str, CaseState]] = {}
    for each in states:
        parent = next((link.case for link in each.links if link.kind == PARENT), None)
        if parent is not None and is_part(each):
            found.setdefault(parent, {})[str(each.facts[BUNDLE]["part"])] = each
    return found


def _by_key(states: Iterable[CaseState]) -> dict[str, CaseState]:
    return {str(each.facts[BUNDLE]["part"]): each for each in states}
