"""What a person may do and why, and who may open a dossier and why; for an administrator, whose looking is recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import CaseState, Holder, Step, Viewer
from kinhbac.services.procedures.reads.phrases import holder_name
from kinhbac.services.procedures.reads.published import procedure_of, procedures_on
from kinhbac.services.procedures.rules.asking.fits import posts_for
from kinhbac.services.procedures.rules.asking.table import ACTS
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.firms import FIRM
from kinhbac.services.procedures.rules.mandates import MANDATE
from kinhbac.services.procedures.rules.offices import settled
from kinhbac.services.procedures.rules.policy import OWN_NAMES, Right, rights
from kinhbac.tools.identity.reads import names_of
from kinhbac.tools.identity.reads.rights import (
    AgentOf,
    PostOf,
    account_of,
    agencies_of,
    agents_of,
    mandates_among,
    mandates_of,
    officers_at,
    posts_of,
    sessions_of,
)
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.types import ADMINISTRATOR, MandateCard, MandateState, SessionSeen

PARTY = "Nghị định 118/2025/NĐ-CP, Điều 20 khoản 1"
APPLIES = Text(vi="Người nộp hồ sơ", en="The applicant")


@dataclass(frozen=True, slots=True)
class PostRights:
    """A post of somebody with the turns that may be taken in it, by kind and place as the policy says."""

    post: PostOf
    office: Text
    holds: bool
    turns: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class PersonRights:
    """What somebody may do today, and on what it rests."""

    posts: tuple[PostRights, ...]
    firms: tuple[AgentOf, ...]
    mandates: tuple[tuple[MandateCard, MandateState], ...]
    own: tuple[Right, ...]
    has_account: bool
    sessions: tuple[SessionSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Opener:
    """Somebody who may open a dossier today: by which rule, until when, and which turns are open to her now."""

    person: UUID
    name: str
    as_what: Text
    why: Text
    until: date | None = None
    law: str = ""
    acts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Openers:
    """Who may open a dossier; of the dossier itself no more than its number and its procedure."""

    case: UUID
    code: str
    procedure: Text
    people: tuple[Opener, ...]


def person_rights(person: UUID, viewer: Viewer, now: datetime) -> PersonRights:
    """Return what somebody may do today; whoever calls has recorded the look.

    Raises:
        NotFound: the viewer is no administrator.
    """
    _must_be_administrator(viewer)
    day = now.astimezone(HCM).date()
    policy = rights(procedures_on(day))
    posts = tuple(
        PostRights(
            post=each,
            office=holder_name(Holder(each.office, each.role)),
            holds=each.holds_on(day),
            turns=tuple(right for right in policy if each.role in right.roles),
        )
        for each in posts_of(person, viewer)
    )
    return PersonRights(
        posts=posts,
        firms=agencies_of(person, viewer, day),
        mandates=tuple((each, each.state_on(day)) for each in mandates_of(person, viewer)),
        own=tuple(right for right in policy if right.of_applicant),
        has_account=account_of(person, viewer) is not None,
        sessions=sessions_of(person, viewer, now),
    )


def openers_of(code: str, viewer: Viewer, now: datetime) -> Openers:
    """Return who may open a dossier today; whoever calls records the look.

    Raises:
        NotFound: there is no dossier of that code, or the viewer is no administrator.
    """
    _must_be_administrator(viewer)
    state = cases.case_for_bearer(code)
    if state is None or state.kind != KIND:
        raise NotFound(code)
    day = now.astimezone(HCM).date()
    people = (*_parties(state, viewer, day), *_officers(state, viewer, now))
    return Openers(state.case, str(state.code), procedure_of(state.definition).name, people)


def _must_be_administrator(viewer: Viewer) -> None:
    if viewer.post(ADMINISTRATOR) is None:
        raise NotFound("rights are shown to administrators")


def _parties(state: CaseState, viewer: Viewer, day: date) -> Iterator[Opener]:
    keys = {role: [each.person for each in state.parties if each.role == role] for role in (FIRM, MANDATE)}
    applicants = frozenset(each.person for each in state.parties if each.role not in (FIRM, MANDATE))
    for person, name in sorted(names_of(applicants, viewer).items(), key=lambda pair: pair[1]):
        yield Opener(person, name, APPLIES, Text(vi="Hồ sơ của mình", en="Her own dossier"), law=PARTY)
    for agent in agents_of(keys[FIRM], viewer, day):
        why = Text(vi=f"Được {agent.firm_name} giao việc", en=f"Acts for {agent.firm_name}")
        yield Opener(
            agent.person, agent.name, Text(vi="Người của doanh nghiệp", en="Of the firm"), why, agent.last
        )
    for card in mandates_among(keys[MANDATE], viewer):
        if card.state_on(day) is MandateState.HOLDS:
            why = Text(
                vi=f"Hồ sơ nộp theo ủy quyền của {card.principal_name}",
                en=f"Filed under a mandate from {card.principal_name}",
            )
            holder = Text(vi="Người được ủy quyền", en="Holds a mandate")
            law = "Bộ luật Dân sự 2015, Điều 138"
            yield Opener(card.agent, card.agent_name, holder, why, card.valid_to, law)


def _officers(state: CaseState, viewer: Viewer, now: datetime) -> Iterator[Opener]:
    day = now.astimezone(HCM).date()
    brought = {step.holder.office: step for step in state.steps.values()}
    watching = {each.office for each in state.observers}
    now_settled = settled(state, definitions.current_directory(), day)
    procedure = procedure_of(state.definition)
    for post in officers_at({*brought, *watching}, viewer, day):
        account = account_of(post.person, viewer)
        looker = signed_in(account, day).viewer if account is not None else Viewer()
        acts = [
            act
            for act, held in posts_for(looker, now_settled, procedure, now).items()
            if held.office == post.office
        ]
        yield Opener(
            person=post.person,
            name=post.name,
            as_what=_held(post),
            why=_brought(brought.get(post.office)),
            until=post.last,
            law=PARTY if post.office not in brought else "",
            acts=tuple(_named(act) for act in acts),
        )


def _held(post: PostOf) -> Text:
    held = holder_name(Holder(post.office, post.role))
    if not post.instead_of:
        return held
    return Text(
        vi=f"{held.vi} (làm thay {post.instead_of})", en=f"{held.en} (in the stead of {post.instead_of})"
    )


def _brought(step: Step | None) -> Text:
    if step is None:
        return Text(vi="Cơ quan này theo dõi hồ sơ", en="The office watches the dossier")
    if step.is_open:
        return Text(vi="Một bước đang ở cơ quan này", en="A step is at this office")
    return Text(vi="Một bước đã ở cơ quan này", en="A step was at this office")


def _named(act: str) -> Text:
    return ACTS[act].name if act in ACTS else OWN_NAMES.get(act, Text(vi=act, en=act))


def whole_policy(now: datetime) -> tuple[Right, ...]:
    """Return every turn of dossiers as the policy says it today."""
    return rights(procedures_on(now.astimezone(HCM).date()))


def roles_named(keys: Iterable[str]) -> tuple[Text, ...]:
    """Return what roles are called, sorted by their keys."""
    known = {each.key: each.name for each in definitions.current_directory().roles}
    return tuple(known.get(key, Text(vi=key, en=key)) for key in sorted(keys))
