"""Entries without a database: a chain of acts, as pure tests need it."""

from datetime import datetime, timedelta
from uuid import UUID

from kinhbac.kernel import chain
from kinhbac.kernel.fold import fold
from kinhbac.kernel.types import Act, Actor, CaseState, Decision, Entry, Opened, Refusal
from tests.cast import CITIZEN, NOW

CASE = UUID(int=0xCA5E)


def written(
    *acts: Act, actor: Actor = CITIZEN, at: datetime = NOW, after: list[Entry] | None = None
) -> list[Entry]:
    """Return the entries of a case with these acts written behind them, a minute apart."""
    entries = list(after or [])
    for act in acts:
        last = entries[-1] if entries else None
        entries.append(
            chain.write(
                case=CASE,
                seq=last.seq + 1 if last else 1,
                previous=last.hash if last else "",
                at=at + timedelta(minutes=len(entries)),
                act=act,
                actor=actor,
                definition="d" * 64,
                key=None,
                digest=None,
            )
        )
    return entries


def case_with(*effects) -> tuple[CaseState, list[Entry]]:
    """Return a case of which the first entry has these effects behind its opening."""
    entries = written(Act("opened", (Opened("test"), *effects)))
    return fold(None, entries[0]), entries


def decided(state: CaseState | None, answer: Decision | Refusal, actor: Actor, at: datetime) -> CaseState:
    """Return the state after a decision, as recording would leave it."""
    assert isinstance(answer, Decision), answer
    for act in answer.acts:
        entry = chain.write(
            case=CASE,
            seq=state.seq + 1 if state else 1,
            previous=state.head if state else "",
            at=at,
            act=act,
            actor=actor,
            definition="d" * 64,
            key=None,
            digest=None,
        )
        state = fold(state, entry)
    assert state is not None
    return state
