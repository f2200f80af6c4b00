"""Which office is competent, over the merger of 1 July 2025."""

from datetime import date

import pytest

from kinhbac.kernel.directory.errors import Divided, NoCompetentOffice, NoSuccessor, NotListed
from kinhbac.kernel.directory.types import UnitRef

pytestmark = pytest.mark.pure

BEFORE = date(2025, 6, 30)
SINCE = date(2025, 7, 1)
LATER = date(2026, 4, 29)
LONG_AGO = date(2016, 1, 4)


@pytest.mark.parametrize(
    ("competence", "unit", "day", "key"),
    [
        # a case received on 30 June; its next step begins on 1 July
        ("civil_status.birth", "2024/07207", BEFORE, "2024.07207.committee"),
        ("civil_status.birth", "2024/07207", SINCE, "2025.07210.committee"),
        ("civil_status.birth", "2024/07207", LATER, "2025.07210.committee"),
        # the same code, two places
        ("civil_status.birth", "2024/07537", SINCE, "2025.07537.committee"),
        ("civil_status.birth", "2024/09379", BEFORE, "2024.09379.committee"),
        ("civil_status.birth", "2024/09376", SINCE, "2025.09370.committee"),
        ("civil_status.birth", "2025/09370", SINCE, "2025.09370.committee"),
        # split between commune and district before, all at the commune since
        ("civil_status.change_under_14", "2024/07207", BEFORE, "2024.07207.committee"),
        ("civil_status.change_from_14", "2024/07207", BEFORE, "2024.213.committee"),
        ("civil_status.change_from_14", "2024/213", LONG_AGO, "2024.213.committee"),
        ("civil_status.change_from_14", "2024/07207", SINCE, "2025.07210.committee"),
        # the province, through two reorganisations
        ("business.enterprise", "2024/07207", date(2025, 2, 28), "2024.24.planning"),
        ("business.enterprise", "2024/07207", date(2025, 3, 1), "2024.24.finance"),
        ("business.enterprise", "2024/09163", date(2025, 3, 1), "2024.27.finance"),
        ("business.enterprise", "2024/09163", SINCE, "2025.24.finance"),
        # a divided commune and one without successor still lie in one province
        ("justice.notary_practice", "2024/07663", SINCE, "2025.24.justice"),
        ("justice.notary_practice", "2024/07693", SINCE, "2025.24.justice"),
        ("justice.notary_practice", "2024/213", SINCE, "2025.24.justice"),
        ("justice.notary_practice", "2024/27", SINCE, "2025.24.justice"),
        ("residence.permanent", "2024/07207", SINCE, "2025.07210.police"),
    ],
)
def test_the_competent_office_is_found_at_the_moment_of_the_step(directory, competence, unit, day, key):
    assert directory.competent_office(competence, UnitRef.parse(unit), day).key == key


@pytest.mark.parametrize(
    ("unit", "candidates"),
    [
        ("2024/07663", ["2025/07663"]),
        ("2024/224", ["2025/07525", "2025/07552", "2025/07603", "2025/07612"]),
    ],
)
def test_a_divided_unit_refuses_to_guess(directory, unit, candidates):
    with pytest.raises(Divided) as refusal:
        directory.competent_office("civil_status.birth", UnitRef.parse(unit), SINCE)
    assert [each.key for each in refusal.value.candidates] == candidates
    chosen = UnitRef.parse(refusal.value.candidates[0].key)
    assert directory.competent_office("civil_status.birth", chosen, SINCE).unit == chosen


@pytest.mark.parametrize(
    ("competence", "unit", "day", "said"),
    [
        ("civil_status.birth", "2024/07693", SINCE, "kết thúc ngày 30/06/2025"),
        ("civil_status.birth", "2025/07210", BEFORE, "chưa có phường Bắc Giang"),
        ("civil_status.birth", "2025/24", SINCE, "cấp cao hơn"),
        ("civil_status.birth", "2024/213", BEFORE, "cấp cao hơn"),
        ("land.registration", "2024/07207", LONG_AGO, "chưa có cơ quan nào được giao"),
    ],
)
def test_no_competent_office_says_what_and_what_to_do(directory, competence, unit, day, said):
    with pytest.raises(NoCompetentOffice) as refusal:
        directory.competent_office(competence, UnitRef.parse(unit), day)
    assert said in refusal.value.what.vi
    assert refusal.value.what.en
    assert refusal.value.remedy.vi
    assert refusal.value.remedy.en


@pytest.mark.parametrize(
    ("competence", "unit"), [("civil_status.birth", "2025/99999"), ("no.such", "2025/07210")]
)
def test_unknown_keys(directory, competence, unit):
    with pytest.raises(NotListed):
        directory.competent_office(competence, UnitRef.parse(unit), SINCE)


def test_every_commune_has_its_committee_its_one_stop_centre_and_nobody_elses(directory):
    seen = set()
    for unit in directory.communes(SINCE):
        committee = directory.competent_office("civil_status.birth", unit.ref, SINCE)
        desk = directory.one_stop_of(committee, SINCE)
        assert committee.unit == desk.unit == unit.ref
        assert (committee.kind, desk.kind) == ("commune_committee", "commune_centre")
        assert directory.one_stop_of(desk, SINCE) is desk
        assert unit.called().vi in committee.name.vi
        assert (committee.sample, committee.verified) == (True, False)
        seen |= {committee.e_identifier, desk.e_identifier}
    assert len(seen) == 2 * 99


@pytest.mark.parametrize(
    ("key", "day", "desk"),
    [
        ("2024.07207.committee", BEFORE, "2024.07207.one_stop"),
        ("2024.07207.committee", SINCE, "2025.07210.centre"),
        ("2024.213.committee", BEFORE, "2024.213.one_stop"),
        ("2025.24.justice", SINCE, "2025.24.centre"),
        ("2025.24.land_registration", SINCE, "2025.24.centre"),
        ("2025.07210.police", SINCE, "2025.07210.centre"),
    ],
)
def test_one_stop_desk(directory, key, day, desk):
    assert directory.one_stop_of(directory.office(key), day).key == desk


@pytest.mark.parametrize(
    ("key", "day", "now"),
    [
        ("2024.07207.one_stop", SINCE, "2025.07210.centre"),
        ("2024.24.natural_resources", date(2025, 3, 1), "2024.24.agriculture_environment"),
        ("2024.24.natural_resources", SINCE, "2025.24.agriculture_environment"),  # two links of a chain
        ("2025.24.justice", SINCE, "2025.24.justice"),
    ],
)
def test_offices_follow_their_successors(directory, key, day, now):
    assert directory.office_on(key, day).key == now


def test_a_district_office_refuses_to_guess(directory):
    with pytest.raises(Divided) as refusal:
        directory.office_on("2024.224.committee", SINCE)
    assert [each.key for each in refusal.value.candidates] == [
        f"2025.{code}.committee" for code in ("07525", "07552", "07603", "07612")
    ]
    assert "UBND phường Chũ" in refusal.value.remedy.vi


def test_work_divided_between_departments_refuses_to_guess(directory):
    with pytest.raises(Divided):
        directory.office_on("2024.24.labour", date(2025, 3, 1))


@pytest.mark.parametrize(
    ("key", "day"),
    [("2024.07693.committee", SINCE), ("2025.24.justice", BEFORE)],
)
def test_offices_without_answer(directory, key, day):
    with pytest.raises(NoSuccessor):
        directory.office_on(key, day)
    with pytest.raises(NotListed):
        directory.office(key + "x")


def test_offices_under_an_office(directory):
    under = directory.offices_under(directory.office("2025.07210.committee"))
    assert [each.key for each in under] == ["2025.07210.centre"]
    under_province = directory.offices_under(directory.office("2025.24.committee"))
    assert sum(each.kind == "commune_committee" for each in under_province) == 99
    assert directory.offices_under(directory.office("2025.07210.centre")) == ()


def test_overrides_reach_one_office_only(directory):
    assert directory.office("2025.07210.centre").phone == "0200 001 9001"
    assert directory.office("2025.07228.centre").phone == "0200 001 7228"


def test_roles_of_a_holding(directory):
    holding = directory.holding_on("civil_status.birth", LATER)
    assert holding.roles == ("one_stop", "specialist", "leader", "clerk")
    assert [each.key for each in directory.roles if each.in_one_stop] == ["one_stop"]
