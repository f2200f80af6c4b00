"""A table of stays to count: the same random histories as the rules are tried on, written as the follower writes them."""

from dataclasses import replace
from uuid import UUID

import pytest

from kinhbac.services.procedures.actions.figures import replace_stays
from kinhbac.services.procedures.rules.figures.stay import Stay
from kinhbac.services.procedures.rules.figures.stays import stays_of
from tests.services.procedures.rules.figures.histories import FIELDS, ends, random_history

DOSSIERS = 250


@pytest.fixture
def stays(db) -> tuple[Stay, ...]:
    """Stays of many dossiers, in the table and as values."""
    found: list[Stay] = []
    for seed in range(DOSSIERS):
        of_one = stays_of(random_history(seed), ends)
        if not of_one:
            continue
        if seed % 3:  # two of three online dossiers are of procedures that are online to the end
            of_one = tuple(replace(each, dossier=replace(each.dossier, online="full")) for each in of_one)
        replace_stays(UUID(int=seed + 1), of_one, FIELDS[of_one[0].dossier.procedure])
        found += of_one
    return tuple(found)
