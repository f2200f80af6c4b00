"""What a bundle decides: parts move once, in order, and only by the hand whose it is."""

from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

import pytest

from kinhbac.kernel.types import Actor, CaseState, Command, FactsSet, Party, PartyJoined, Refusal
from kinhbac.services.procedures.rules.bundles.kind import BundleKind, behind, parts_in, ready
from kinhbac.services.procedures.rules.bundles.names import KIND, PARTS, SYSTEM
from kinhbac.services.procedures.rules.firms import FIRM
from kinhbac.services.procedures.rules.mandates import MANDATE
from tests.services.procedures.conftest import MORNING

pytestmark = pytest.mark.pure

MACHINE, SOMEBODY = Actor(system=SYSTEM), Actor(person=UUID(int=7))


def bundle(**places: tuple[str, tuple[str, ...]]) -> CaseState:
    parts = {
        key: {"place": number, "at": at, "awaits": list(awaits)}
        for number, (key, (at, awaits)) in enumerate(places.items())
    }
    hers = (Party("applicant", SOMEBODY.person),)
    return CaseState(UUID(int=1), KIND, "x", 1, "", MORNING, facts={PARTS: parts}, parties=hers)


def decided(state, command, actor=MACHINE):
    return BundleKind().decide(state, command, SimpleNamespace(actor=actor))


def after(state, command, actor=MACHINE):
    decision = decided(state, command, actor)
    assert not isinstance(decision, Refusal), decision.reason.en
    facts = next(each for each in decision.acts[0].effects if isinstance(each, FactsSet))
    return {key: each["at"] for key, each in facts.facts[PARTS].items()}


def result(part, opens=(), unfit=None):
    made = {key: {"definition": "x", "values": {}} for key in opens}
    return Command("result", {"part": part, "gives": {}, "opens": made, "unfit": unfit or {}})


CHAIN = {"a": ("opened", ()), "b": ("waiting", ("a",)), "c": ("waiting", ("b",))}


def test_a_result_opens_what_is_ready_and_is_noted_once():
    state = bundle(**CHAIN)
    decision = decided(state, result("a", ["b"]))
    assert [each.link for each in decision.opens] == ["parent"]
    assert after(state, result("a", ["b"])) == {"a": "result", "b": "opened", "c": "waiting"}
    done = bundle(a=("result", ()), b=("opened", ("a",)))
    assert decided(done, result("a")).code == "bundle.result_came_before"


def test_what_cannot_be_opened_takes_those_that_wait_for_it_along():
    assert after(bundle(**CHAIN), result("a", unfit={"b": "unfit"})) == {
        "a": "result",
        "b": "dropped",
        "c": "dropped",
    }


def test_an_end_without_a_result_drops_what_waits_in_turn_and_nothing_else():
    state = bundle(**CHAIN, d=("opened", ()))
    ended = after(state, Command("end", {"part": "a"}))
    assert ended == {"a": "ended", "b": "dropped", "c": "dropped", "d": "opened"}


def test_filed_for_a_firm_or_under_a_mandate_these_are_parties_and_facts_of_the_whole():
    firm = {"key": str(UUID(int=21)), "name": "Công ty mẫu", "code": "0100000000"}
    mandate = {"key": str(UUID(int=22)), "agent": str(UUID(int=9))}
    values = {
        **dict.fromkeys(("code", "area", "procedure", "channel", "receiving"), "x"),
        "applicant": SOMEBODY.person,
        "parts": {},
        "content": {},
        "opens": {},
    }
    for more, role in (({}, None), ({FIRM: firm}, FIRM), ({MANDATE: mandate}, MANDATE)):
        (act,) = decided(None, Command("file", {**values, **more})).acts
        joined = {each.role: each.person for each in act.effects if isinstance(each, PartyJoined)}
        facts = next(each.facts for each in act.effects if isinstance(each, FactsSet))
        assert joined == {"applicant": SOMEBODY.person} | ({role: UUID(more[role]["key"])} if role else {})
        assert behind(facts) == more


@pytest.mark.parametrize(("held", "may"), [(UUID(int=22), True), (UUID(int=23), False), (None, False)])
def test_whoever_holds_its_own_mandate_withdraws_it_and_nobody_with_another(held, may):
    state = bundle(**CHAIN)
    state = replace(state, parties=(*state.parties, Party(MANDATE, UUID(int=22))))
    agent = Actor(person=UUID(int=9), on_behalf_of=SOMEBODY.person, mandate=held)
    assert isinstance(decided(state, Command("withdraw", {}), agent), Refusal) is not may


def test_withdrawing_drops_what_waits():
    assert after(bundle(**CHAIN), Command("withdraw", {}), SOMEBODY) == {
        "a": "opened",
        "b": "dropped",
        "c": "dropped",
    }


@pytest.mark.parametrize("command", [result("a"), Command("end", {"part": "a"}), Command("receive")])
def test_only_the_machine_moves_parts(command):
    assert isinstance(decided(bundle(**CHAIN), command, SOMEBODY), Refusal)


def test_what_waits_for_two_is_ready_when_both_are_there():
    parts = parts_in(
        bundle(a=("result", ()), b=("opened", ()), c=("waiting", ("a", "b")), d=("waiting", ("a",)))
    )
    assert ready(parts) == ("d",)


def test_only_its_applicant_withdraws_it():
    refusal = decided(bundle(**CHAIN), Command("withdraw", {}), Actor(person=UUID(int=8)))
    assert refusal.code == "dossier.only_the_applicant"


@pytest.mark.parametrize("name", ["result", "submit", "withdraw"])
def test_a_bundle_begins_by_being_filed(name):
    assert isinstance(decided(None, Command(name)), Refusal)
