"""On what ground a record opens at a counter: the person is there with her card, or has a case here; or with a reason."""

from datetime import datetime, timedelta
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel.reads import NotFound, is_party_before
from kinhbac.kernel.types import Position, Viewer
from kinhbac.services.procedures.models import Application
from kinhbac.tools.identity.reads import names_of, opened_since
from kinhbac.tools.looking.reads import looking_rules, standing_reason
from kinhbac.tools.looking.types import GOOD_FOR_MINUTES, REASONS, ReasonNeeded, Subject

GIVE_REASON = "counter_reason"
"""The address where a reason is given; it takes the key of a person."""


def reason_at_counter(person: UUID, viewer: Viewer, post: Position, now: datetime) -> str:
    """Return the reason with which an officer opens somebody's record at her counter, "" where she needs none.

    She needs none where the person has an open case before her office or a form that was begun at it, or where the
    record was opened here a short while ago: for a card that was scanned, or with a reason.

    Raises:
        ReasonNeeded: nothing says that the person has come for anything, and no reason was given that still holds.
    """
    given = standing_reason(viewer, Subject(person=person), now)
    if given is not None:
        return given[1]
    minutes = looking_rules().number(REASONS, GOOD_FOR_MINUTES, now.astimezone(HCM).date())
    if opened_since(person, viewer, now - timedelta(minutes=minutes)) or is_party_before(viewer, person):
        return ""
    if Application.objects.filter(person=person, case=None, desk=post.office).exists():
        return ""
    raise ReasonNeeded(GIVE_REASON, str(person))


def name_at_counter(person: UUID, viewer: Viewer) -> str:
    """Return what a supervisor reads of whose record it was; raises `NotFound` where there is nobody."""
    name = names_of(frozenset({person}), viewer).get(person)
    if name is None:
        raise NotFound(str(person))
    return name
