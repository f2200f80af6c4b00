"""Scope: which cases a viewer may see. The one place that says so; everything that reads goes through it.

A party sees her own case, and so does whoever acts for the body, such as a firm, that is one, or holds the mandate under
which it was filed. An officer sees the cases that a step has brought to an office where he holds a post, and those that
such an office observes. Nobody else sees anything.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinhbac.kernel.models import Case, Observer, Party, Step
from kinhbac.kernel.types import CaseState, Viewer


def visible_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases that `viewer` may see; none for one who is nobody."""
    allowed = Q(pk__in=[])
    if viewer.person is not None:
        allowed |= Q(_has_party(viewer))
    if viewer.positions:
        allowed |= _before_office(viewer)
    return Case.objects.filter(allowed)


def sees(viewer: Viewer, state: CaseState) -> bool:
    """Say of a case that was read already what `visible_cases` says of all: may `viewer` see it?"""
    own = viewer.parties()
    if any(party.person in own for party in state.parties):
        return True
    offices = viewer.offices()
    return any(step.holder.office in offices for step in state.steps.values()) or any(
        observer.office in offices for observer in state.observers
    )


def own_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases to which the viewer, or a body for which she acts, is a party, whatever posts she holds."""
    if viewer.person is None:
        return Case.objects.none()
    return Case.objects.filter(_has_party(viewer))


def office_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases that a step has brought to an office where the viewer holds a post, or that it observes."""
    if not viewer.positions:
        return Case.objects.none()
    return Case.objects.filter(_before_office(viewer))


def held_steps(viewer: Viewer) -> QuerySet[Step]:
    """Return the open steps that wait for one of the viewer's posts: same office, same role, not another's own.

    Her own are also those of the people in whose stead she holds a post; as `holding.may_hold`.
    """
    allowed = Q(pk__in=[])
    for position in viewer.positions:
        own = [person for person in (viewer.person, position.instead_of) if person is not None]
        free = Q(person=None) | Q(person__in=own)
        allowed |= Q(free, office=position.office, role=position.role)
    return Step.objects.filter(allowed, ended_at=None)


def _has_party(viewer: Viewer) -> Exists:
    return Exists(Party.objects.filter(case=OuterRef("pk"), person__in=viewer.parties()))


def _before_office(viewer: Viewer) -> Q:
    offices = viewer.offices()
    held = Exists(Step.objects.filter(case=OuterRef("pk"), office__in=offices))
    observed = Exists(Observer.objects.filter(case=OuterRef("pk"), office__in=offices))
    return Q(held) | Q(observed)
