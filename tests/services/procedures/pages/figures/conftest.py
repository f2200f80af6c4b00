"""A province whose offices have a history of many dossiers, and browsers of its people."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from kinhbac.base.clock import FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.services.procedures.actions.figures import replace_stays
from kinhbac.services.procedures.rules.figures.stays import stays_of
from kinhbac.site.demo import cast
from tests.services.procedures.conftest import BIRTH, MORNING, viewer_of
from tests.services.procedures.rules.figures.histories import person, random_history
from tests.support.signing import signed_in

DOSSIERS = 100


@pytest.fixture
def morning(monkeypatch):
    monkeypatch.setattr(cases, "clock", FixedClock(MORNING))


@pytest.fixture
def busy(province, morning):
    """Dossiers of two communes: north is where Hoa and Bình work, south where Sơn and Hạnh do."""
    offices = {
        "centre": viewer_of(cast.MINH).positions[0].office,
        "north": viewer_of(cast.HOA).positions[0].office,
        "south": viewer_of(cast.SON).positions[0].office,
        "east": viewer_of(cast.SON).positions[0].office,
    }
    people = {person("north", "specialist"): cast.HOA.person, person("north", "leader"): cast.BINH.person}
    for seed in range(DOSSIERS):
        stays = stays_of(random_history(seed))
        if not stays:
            continue
        here = tuple(
            replace(
                each,
                office=offices[each.office],
                person=people.get(each.person, each.person),
                dossier=replace(each.dossier, procedure=BIRTH, code=f"H05-{seed:04}"),
            )
            for each in stays
        )
        replace_stays(UUID(int=seed + 1), here, "civil_status")
    return offices


def browser(member: cast.Member | None, language: str = "vi") -> Client:
    """Return a browser of a member of the cast, or of nobody."""
    client = Client()
    client.cookies["kinhbac_language"] = language
    if member is not None:
        signed_in(client, member.account)
    return client
