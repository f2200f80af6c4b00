"""The catalogue holds for dossiers since 2024, through the joined departments, the merger and the acts of 2026."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.directory.reader import read_directory
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.tools.grammar.rules import step_term, term_on
from kinhbac.tools.grammar.turns import LimitKey
from tests.support import catalogue

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[2] / "catalogue"
PROCEDURES = catalogue.procedures()
DAYS = [
    date(2024, 1, 1),
    date(2025, 2, 28),  # the last day before departments were joined
    date(2025, 3, 1),
    date(2025, 6, 30),  # the last day of three tiers
    date(2025, 7, 1),
    date(2026, 6, 30),
    date(2026, 7, 1),
    date(2026, 8, 15),
    date(2027, 2, 28),
]
IN_FORCE = [
    pytest.param(key, day, id=f"{key}-{day}")
    for key, each in PROCEDURES.items()
    for day in DAYS
    if each.from_on <= day and (each.to_on is None or day <= each.to_on)
]
MERGED_ON = date(2025, 7, 1)
PLACES = {"2024": ("2024/09187", "2024/07207"), "2025": ("2025/09187", "2025/07210")}


@pytest.fixture(scope="module")
def directory():
    return read_directory(CATALOGUE)


@pytest.mark.parametrize(("key", "day"), IN_FORCE)
def test_terms_fees_ways_and_limits_are_in_force(key, day):
    procedure, moment = PROCEDURES[key], datetime.combine(day, time(9), HCM)
    for term in procedure.terms:
        assert term_on(procedure, term, moment).law
    for step in procedure.steps:
        assert step_term(procedure, step, moment).term
    assert procedure.bundle or procedure.fees.on(day)  # the parts of a bundle have their fees
    assert "counter" in {each.key for each in procedure.channels_on(day)}
    for limit in LimitKey:
        assert procedure.turns.limit(limit, moment).law
    assert procedure.turns.supplements(moment).effect == "restart"


@pytest.mark.parametrize(("key", "day"), IN_FORCE)
def test_every_office_that_a_procedure_names_is_found(directory, key, day):
    procedure = PROCEDURES[key]
    competences = {step.competence for step in procedure.steps if step.competence}
    competences |= {each.competence for each in procedure.consultations}
    # an old ward keeps its name in dossiers that go on after the merger
    editions = ("2024",) if day < MERGED_ON else ("2024", "2025")
    for place in (each for edition in editions for each in PLACES[edition]):
        for competence in sorted(competences):
            assert directory.competent_office(competence, UnitRef.parse(place), day)
        resolving = directory.competent_office(procedure.competence.key, UnitRef.parse(place), day)
        assert directory.one_stop_of(resolving, day)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2025, 2, 28), "department_of_justice"),
        (date(2025, 3, 1), "province_police"),
        (date(2025, 7, 1), "province_police"),
    ],
)
def test_criminal_records_passed_to_the_police(directory, day, kind):
    assert directory.competent_office("justice.criminal_record", UnitRef("2024", "09187"), day).kind == kind
