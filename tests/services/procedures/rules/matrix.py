"""The matrix of rights: every role, every turn, every place of a dossier, as the rules answer. Written to matrix.txt.

    python scripts/matrix.py

writes it anew; whoever changes a rule sees in the diff what it opens or closes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel import scope
from kinhbac.kernel.actions.handing import handed
from kinhbac.kernel.types import Actor, Command, Context, Position, Refusal, Refused, Viewer
from kinhbac.services.catalogue.rules.publication import NOT_YOURS, PublicationKind
from kinhbac.services.procedures.rules.bundles.kind import END, RESULT, WITHDRAW, BundleKind
from kinhbac.services.procedures.rules.dossier import stand
from kinhbac.services.procedures.rules.firms import FIRM
from kinhbac.services.procedures.rules.guidance import NO_COUNTER, GuidanceKind
from kinhbac.services.procedures.rules.mandates import MANDATE
from kinhbac.services.procedures.rules.turns.table import TURNS
from tests.cast import (
    BINH,
    CENTRE,
    COMMITTEE,
    HOA,
    LAN,
    LEADER,
    MINH,
    NAM,
    NAM_ELSEWHERE,
    OTHER_COMMITTEE,
    RECEIVER,
    SPECIALIST,
    WARD,
)
from tests.services.procedures.rules.walking import (
    CASE,
    CODE,
    Dossier,
    birth,
    calendar,
    directory,
    with_term,
)

FILE = Path(__file__).with_name("matrix.txt")
AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)
HELD, OTHERS = UUID(int=0x3A4D), UUID(int=0x3A4E)
AGENT, SALES = UUID(int=0x7A1), UUID(int=0x7A2)
FIRM_KEY = UUID(int=0xF14)
POLICE = "2025.07210.police"


def _post(role: str, office: str, person: int = 0x8A1) -> Actor:
    return Actor(person=UUID(int=person), position=UUID(int=person + 1), role=role, office=office)


ROLES: Mapping[str, tuple[str, Actor]] = {
    "applicant": ("the applicant", LAN.acting()),
    "mandate": ("holds the mandate under which it was filed", NAM.acting_under(HELD, LAN.person)),
    "other-mandate": ("holds another mandate of the applicant", NAM.acting_under(OTHERS, LAN.person)),
    "firm": ("acts for the firm whose it is", replace(NAM.acting(), stands_for=frozenset({FIRM_KEY}))),
    "desk": ("one-stop officer where it was received", RECEIVER),
    "desk-for": ("the same, on the applicant's behalf", replace(RECEIVER, on_behalf_of=LAN.person)),
    "specialist": ("specialist of the resolving office", SPECIALIST),
    "substitute": (
        "stands in there for a specialist on leave",
        replace(_post("specialist", COMMITTEE), on_behalf_of=HOA.person),
    ),
    "leader": ("leader of the resolving office", LEADER),
    "consulted": ("specialist of an office that is asked for its opinion", _post("specialist", POLICE)),
    "desk-away": ("one-stop officer of another commune", _post("one_stop", "2025.07228.centre")),
    "spec-away": ("specialist of another commune", NAM_ELSEWHERE.acting()),
    "leader-away": ("leader of another commune", _post("leader", OTHER_COMMITTEE)),
    "admin": ("administrator of the catalogue", _post("administrator", "2025.24.committee_office")),
    "own-spec": ("the applicant, who is specialist there herself", replace(SPECIALIST, person=LAN.person)),
    "agent-spec": (
        "who filed it under a mandate, and is specialist there",
        replace(SPECIALIST, person=AGENT),
    ),
    "firm-spec": (
        "acts for the firm whose it is, and is specialist there",
        replace(SPECIALIST, person=SALES, stands_for=frozenset({FIRM_KEY})),
    ),
    "stranger": ("signed in, nothing to do with it", NAM.acting()),
    "nobody": ("not signed in", Actor()),
}


def _filed() -> Dossier:
    return Dossier(with_term("10 working days")).done(
        NAM.acting_under(HELD, LAN.person),
        "submit",
        AT,
        case=CASE,
        code=CODE,
        area=WARD,
        channel="online",
        receiving=CENTRE,
        applicant=LAN.person,
        fee={"amount_vnd": 0},
        content={"answers": {}},
        **{MANDATE: {"key": str(HELD), "agent": str(AGENT)}},
        **{FIRM: {"key": str(FIRM_KEY), "name": "Công ty mẫu", "code": "0100000000"}},
    )


def _received() -> Dossier:
    return _filed().done(RECEIVER, "receive")


def _proposed() -> Dossier:
    return _received().done(SPECIALIST, "propose", note="Đủ")


def _approved() -> Dossier:
    return _proposed().done(LEADER, "approve")


def _issued() -> Dossier:
    return _approved().done(SPECIALIST, "issue_result", number="7/2026")


PLACES: Mapping[str, Callable[[], Dossier]] = {
    "filed, waits at the desk": _filed,
    "received, with the specialist": _received,
    "a supplement is awaited": lambda: _received().done(
        SPECIALIST, "request_supplement", items=["Ảnh"], reason="Mờ"
    ),
    "another office is asked": lambda: _received().done(SPECIALIST, "consult", consultation="residence"),
    "proposed, with the leader": _proposed,
    "refusal proposed": lambda: _received().done(
        SPECIALIST, "propose_refusal", reason="Không đủ điều kiện", law="Điều 7"
    ),
    "approved": _approved,
    "result issued": _issued,
    "ended with its result": lambda: _issued().done(RECEIVER, "hand_over", to="applicant"),
    "withdrawn": lambda: _received().done(LAN.acting(), "withdraw", reason="Nhầm"),
}


def viewer(role: str) -> Viewer:
    """Return somebody of a role as she looks: what scope is asked of."""
    actor = ROLES[role][1]
    whole = {each.person: each for each in (LAN, MINH, HOA, BINH)}.get(actor.person)
    posts = whole.positions if whole is not None and not actor.mandate else ()
    if actor.office and not posts:
        posts = (Position(actor.position or UUID(int=5), actor.role, actor.office, AT.date()),)
    holds = frozenset({actor.mandate} - {None}) | actor.stands_for
    return Viewer(person=actor.person, positions=posts, stands_for=holds)


def lines() -> list[str]:
    """Return the whole matrix, line by line."""
    return [*_head(), *(line for place in PLACES for line in _of_place(place)), *_other_kinds()]


def _head() -> list[str]:
    return [
        *str(__doc__).splitlines()[:1],
        "",
        "x: may, by her post and the dossier's place (what the turn itself asks, such as a reason, is not looked at).",
        ".: may not. see: opens the file. take, release, assign: whose own an open step becomes.",
        "",
        *(f"{number:>2}  {key:<14}{words}" for number, (key, (words, _)) in enumerate(ROLES.items(), 1)),
    ]


def _of_place(place: str) -> list[str]:
    dossier = PLACES[place]()
    state = dossier.state
    assert state is not None
    found = ["", f"## {place}", _row("", [f"{number:>2}" for number in range(1, len(ROLES) + 1)])]
    found.append(_row("see", [_mark(scope.sees(viewer(role), state)) for role in ROLES]))
    found += [
        _row(name, [_mark(_handed(name, dossier, role)) for role in ROLES])
        for name in ("take", "release", "assign")
    ]
    for name, turn in TURNS.items():
        judged = [stand(turn, state, dossier.procedure, actor) for _, actor in ROLES.values()]
        found.append(_row(name, [_mark(not isinstance(each, Refusal)) for each in judged]))
    return found


def _handed(name: str, dossier: Dossier, role: str) -> bool:
    """Say whether somebody may take an open step, release one that is her own, or assign one to a colleague."""
    who, state = viewer(role), dossier.state
    for step in state.open_steps():
        held = replace(step, holder=replace(step.holder, person=who.person or UUID(int=1)))
        before = replace(state, steps={**state.steps, step.key: held}) if name == "release" else state
        to = {"take": who.person or UUID(int=1), "release": None, "assign": UUID(int=9)}[name]
        try:
            handed(before, step.key, to, who)
        except Refused:
            continue
        return True
    return False


def _other_kinds() -> list[str]:
    found = [
        "",
        "## guidance at a counter",
        _row("give", [_mark(_guides(each)) for _, each in ROLES.values()]),
    ]
    found += ["", "## a bundle above its dossiers"]
    for name in (WITHDRAW, RESULT, END):
        found.append(_row(name, [_mark(_moves_bundle(name, each)) for _, each in ROLES.values()]))
    found += ["", "## a procedure is published"]
    for name in ("publish", "take_back"):
        found.append(_row(name, [_mark(_publishes(name, each)) for _, each in ROLES.values()]))
    return found


def _guides(actor: Actor) -> bool:
    return GuidanceKind().decide(None, Command("give", {}), _context(actor)) is not NO_COUNTER


def _moves_bundle(name: str, actor: Actor) -> bool:
    parts = {"a": {"place": 1, "at": "waiting", "awaits": []}}
    state = replace(_filed().state, kind="bundle", facts={"parts": parts})
    answer = BundleKind().decide(state, Command(name, {"part": "a", "reason": "x"}), _context(actor))
    return not isinstance(answer, Refusal)


def _publishes(name: str, actor: Actor) -> bool:
    empty = {"from_on": None, "signed_on": None}
    return PublicationKind().decide(None, Command(name, empty), _context(actor)) is not NOT_YOURS


def _context(actor: Actor) -> Context:
    return Context(
        actor=actor,
        now=AT,
        calendar=calendar(),
        directory=directory(),
        definition=birth(),
        definition_hash="d" * 64,
    )


def _mark(may: bool) -> str:
    return " x" if may else " ."


def _row(name: str, marks: list[str]) -> str:
    return f"{name:<26}{' '.join(marks)}".rstrip()


def written() -> str:
    """Return the matrix as its file holds it."""
    return "\n".join(lines()) + "\n"
