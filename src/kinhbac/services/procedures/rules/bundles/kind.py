"""The bundle as a kind of work: filed once, it opens the dossiers of its parts, at once or when what they wait for comes.

Nobody holds it and no term runs on it: its parts are held, and due. It knows which of them there are, what each waits
for, and keeps the answers of the one form.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kinhbac.kernel.types import (
    Act,
    CaseState,
    Command,
    Context,
    Decision,
    Effect,
    FactsSet,
    ObserverJoined,
    Opened,
    Opening,
    PartyJoined,
    Refusal,
)
from kinhbac.services.procedures.rules import names as dossiers
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.bundles.names import (
    FILED,
    KIND,
    PARENT,
    PART_ENDED,
    PARTS,
    RESULT_CAME,
    SYSTEM,
    WITHDRAWN,
    At,
    Why,
)
from kinhbac.services.procedures.rules.firms import FIRM, firm_party
from kinhbac.services.procedures.rules.mandates import MANDATE, acts_under_mandate, mandate_party
from kinhbac.services.procedures.rules.who import is_applicant
from kinhbac.tools.grammar.plain import from_plain
from kinhbac.tools.grammar.types import Procedure

Parts = Mapping[str, Mapping[str, Any]]

FILE, RESULT, END, WITHDRAW = "file", "result", "end", "withdraw"


class BundleKind:
    """The seat of bundles in the kernel. Nothing of it is undone: dossiers were opened by it."""

    name = KIND
    undoable: frozenset[str] = frozenset()
    assigners: frozenset[str] = frozenset()

    def read_definition(self, plain: Mapping[str, Any]) -> Procedure:
        """Return the procedure that a stored definition holds."""
        return from_plain(plain)

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        """Say what a command does to a bundle; without one, `file` opens it."""
        if state is None:
            return _filed(command.values) if command.name == FILE else refusals.UNKNOWN
        if command.name == WITHDRAW:
            if not (is_applicant(state, context.actor.person) or acts_under_mandate(state, context.actor)):
                return refusals.ONLY_THE_APPLICANT
            return _withdrawn(state, command.values)
        if context.actor.system != SYSTEM:
            return refusals.NOT_YOURS
        meaning = {RESULT: _result_came, END: _part_ended}.get(command.name)
        return meaning(state, command.values) if meaning is not None else refusals.UNKNOWN


def parts_in(state: CaseState) -> dict[str, dict[str, Any]]:
    """Return the parts of a bundle by key, in its order."""
    parts: Parts = state.facts[PARTS]
    return {key: dict(each) for key, each in sorted(parts.items(), key=lambda pair: int(pair[1]["place"]))}


def behind(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a bundle's facts for whom and under what it was filed, as its parts have it too."""
    return {name: facts[name] for name in (FIRM, MANDATE) if name in facts}


def standing_at(parts: Parts, *places: At) -> tuple[str, ...]:
    """Return the keys of the parts that stand there."""
    return tuple(key for key, each in parts.items() if each["at"] in places)


def ready(parts: Parts) -> tuple[str, ...]:
    """Return the keys of the parts that wait for nothing any more."""
    there = set(standing_at(parts, At.RESULT))
    return tuple(key for key in standing_at(parts, At.WAITING) if there.issuperset(parts[key]["awaits"]))


def _filed(values: Mapping[str, Any]) -> Decision:
    """Open the bundle, and the dossiers of the parts that wait for nothing, all in one decision."""
    receiving = str(values[dossiers.RECEIVING])
    effects: tuple[Effect, ...] = (
        Opened(kind=KIND, code=values["code"], area=values["area"]),
        PartyJoined(role=dossiers.APPLICANT, person=values["applicant"]),
        *firm_party(values),
        *mandate_party(values),
        ObserverJoined(role=dossiers.RECEIVING, office=receiving),
        FactsSet(
            {
                "procedure": values["procedure"],
                "channel": values["channel"],
                dossiers.RECEIVING: receiving,
                PARTS: values[PARTS],
                **behind(values),
            }
        ),
    )
    act = Act(name=FILED, effects=effects, content=values["content"])
    return Decision(acts=(act,), opens=_openings(values))


def _result_came(state: CaseState, values: Mapping[str, Any]) -> Decision | Refusal:
    """Note a part's result, once, and open what has waited for it.

    A part that cannot be opened (`unfit`: its reason by key) is dropped, and whoever waits for it too.
    """
    parts = parts_in(state)
    if parts[values["part"]]["at"] != At.OPENED:
        return refusals.RESULT_CAME_BEFORE
    _move(parts, values["part"], At.RESULT)
    for key in values["opens"]:
        _move(parts, key, At.OPENED)
    for key, why in values["unfit"].items():
        _move(parts, key, At.DROPPED, why)
    _drop_what_waits(parts)
    content = {"part": values["part"], "gives": values["gives"]}
    act = Act(name=RESULT_CAME, effects=(FactsSet({PARTS: parts}),), content=content)
    return Decision(acts=(act,), opens=_openings(values))


def _part_ended(state: CaseState, values: Mapping[str, Any]) -> Decision | Refusal:
    """Note that a part ended without a result: what has waited for it will not be opened."""
    parts = parts_in(state)
    if parts[values["part"]]["at"] != At.OPENED:
        return refusals.RESULT_CAME_BEFORE
    _move(parts, values["part"], At.ENDED)
    _drop_what_waits(parts)
    return Decision(acts=(Act(name=PART_ENDED, effects=(FactsSet({PARTS: parts}),)),))


def _withdrawn(state: CaseState, values: Mapping[str, Any]) -> Decision:
    """Drop what has not been opened; the dossiers there are, their own turn withdraws. Whoever calls has judged."""
    parts = parts_in(state)
    for key in standing_at(parts, At.WAITING):
        _move(parts, key, At.DROPPED, Why.WITHDRAWN)
    reason = str(values.get("reason", "")).strip()
    effects = (FactsSet({PARTS: parts}),)
    return Decision(acts=(Act(WITHDRAWN, effects, {"reason": reason} if reason else None),))


def _drop_what_waits(parts: dict[str, dict[str, Any]]) -> None:
    """Drop the parts whose awaited result will not come, and those that wait for them in turn."""
    lost = set(standing_at(parts, At.ENDED, At.DROPPED))
    while hopeless := [key for key in standing_at(parts, At.WAITING) if lost & set(parts[key]["awaits"])]:
        for key in hopeless:
            _move(parts, key, At.DROPPED, Why.NO_RESULT)
        lost.update(hopeless)


def _openings(values: Mapping[str, Any]) -> tuple[Opening, ...]:
    opens: Iterable[Mapping[str, Any]] = values["opens"].values()
    return tuple(
        Opening(
            kind=dossiers.KIND,
            definition=each["definition"],
            command=Command("submit", each["values"]),
            link=PARENT,
        )
        for each in opens
    )


def _move(parts: dict[str, dict[str, Any]], key: str, at: At, why: str = "") -> None:
    parts[key] |= {"at": at.value, **({"why": str(why)} if why else {})}
