"""Looks: a dossier as it stood after each of its entries, what was taken back left out, and who did each step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kinhbac.kernel.fold import Folding
from kinhbac.kernel.types import Actor, CaseState, Entry, Step
from kinhbac.kernel.undo import UNDONE


@dataclass(frozen=True, slots=True)
class Look:
    """A dossier after an entry; `doers` says for each open step who holds it or will have done it, by its key."""

    entry: Entry
    state: CaseState
    doers: Mapping[str, UUID | None]

    def doer_at(self, offices: Sequence[str]) -> tuple[bool, UUID | None]:
        """Return whether one of the offices holds an open step, and who has the latest of them."""
        steps = [step for step in self.state.open_steps() if step.holder.office in offices]
        return (True, self.doers.get(steps[-1].key)) if steps else (False, None)


def looks_at(entries: Sequence[Entry]) -> tuple[Look, ...]:
    """Return how a dossier stood after each entry that stands, in their order.

    An act and the one that takes it back leave no trace here: nothing came and nothing went.

    Args:
        entries: all entries of one case, in order.

    Raises:
        FoldFault: the entries do not follow from one another.
    """
    gone = {entry.corrects for entry in entries if entry.name == UNDONE}
    folding, kept = Folding(), []
    for entry in entries:
        folding.add(entry)
        if entry.name != UNDONE and entry.seq not in gone:
            kept.append((entry, folding.state()))
    return tuple(Look(entry, state, doers) for (entry, state), doers in zip(kept, _doers(kept), strict=True))


def _doers(kept: Sequence[tuple[Entry, CaseState]]) -> list[dict[str, UUID | None]]:
    """Return for each look who has each open step: whoever took it or was given it, else whoever then did it."""
    found: list[dict[str, UUID | None]] = []
    later: dict[str, UUID | None] = {}
    for entry, state in reversed(kept):
        here: dict[str, UUID | None] = {}
        for step in state.steps.values():
            if step.is_open:
                here[step.key] = step.holder.person or later.get(step.key)
                if step.holder.person is not None:
                    later[step.key] = None  # before it was taken nobody had it
            else:
                later[step.key] = _hand(entry.actor, step)  # overwritten until the entry that ended it
        found.append(here)
    return found[::-1]


def _hand(actor: Actor, step: Step) -> UUID | None:
    return actor.person if actor.office == step.holder.office else None
