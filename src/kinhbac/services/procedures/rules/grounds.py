"""On what ground somebody opens a file: her own, her work on it, her office's duty; or none, and then a reason is asked.

Purposes are the words of the record of openings. Pure; what stands in the state is enough for whoever holds a step.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kinhbac.kernel.types import CaseState, Entry, Position, Viewer
from kinhbac.services.procedures.rules.firms import FIRM, is_firms
from kinhbac.services.procedures.rules.mandates import MANDATE, mandate_in
from kinhbac.services.procedures.rules.names import LEADER, ONE_STOP

OWN = "own"
OF_APPLICANT = frozenset({OWN, FIRM, MANDATE})
"""Of whoever opens it for the applicant's own side."""
WORK, WORKED, DESK, LEAD = "work", "worked", "desk", "lead"
REGISTER, REGISTER_FILE = "register", "register_file"
"""The register that an office keeps of its dossiers (sổ theo dõi hồ sơ) was shown to be printed, or taken as a file."""
QUICK_CARD, QUICK_TYPED = "quick_card", "quick"
"""A line of the counter's register of same-day work: the person is there, with her card, or the number was typed."""
OUTSIDE = "outside"
"""No work of hers: with a reason."""


class Ground(NamedTuple):
    """A purpose, and the post that it comes from; none where it comes from no post."""

    purpose: str
    post: Position | None = None


def ground_of(state: CaseState, viewer: Viewer) -> Ground | None:
    """Return the ground on which a viewer opens a file, by where it stands and stood; None where that gives none.

    A step that one person has taken, or had when it ended, is no ground for the others of her post. Leaders of an office
    that holds or held the case see all of its work; so does a one-stop desk that observes it.
    """
    if any(party.person == viewer.person and viewer.person is not None for party in state.parties):
        return Ground(OWN)
    if is_firms(state, viewer):
        return Ground(FIRM)
    if mandate_in(state, viewer) is not None:
        return Ground(MANDATE)
    held = [(post, step.is_open) for post in viewer.positions for step in state.steps.values()
            if (step.holder.office, step.holder.role) == (post.office, post.role)
            and step.holder.person in (None, viewer.person, post.instead_of)]  # fmt: skip
    if held:
        post, is_open = max(held, key=lambda each: each[1])
        return Ground(WORK if is_open else WORKED, post)
    return _of_office(state, viewer)


def worked_on(entries: Iterable[Entry], viewer: Viewer) -> Ground | None:
    """Return the ground of whoever has acted upon the case before, whoever holds it now; None where she never did."""
    offices = {each.actor.office for each in entries if each.actor.person == viewer.person}
    post = next((each for each in viewer.positions if each.office in offices), None)
    return Ground(WORKED, post) if post is not None and viewer.person is not None else None


def _of_office(state: CaseState, viewer: Viewer) -> Ground | None:
    holding = {step.holder.office for step in state.steps.values()}
    watching = {each.office for each in state.observers}
    for post in viewer.positions:
        if post.role == LEADER and post.office in holding | watching:
            return Ground(LEAD, post)
        if post.role == ONE_STOP and post.office in watching:
            return Ground(DESK, post)
    return None
