"""Faults planted in a copy of the catalogue are named by file and line."""

from datetime import date

import pytest

from kinhbac.base.definitions import DefinitionError
from kinhbac.kernel.directory.reader import read_directory

pytestmark = pytest.mark.pure

UNITS, HEAD = "units/units.csv", "units/units.yaml"
OFFICES, COMPETENCES = "offices/offices.yaml", "offices/competences.yaml"
NGO_QUYEN = "07207,2024,Phường Ngô Quyền,commune,213,,2025-06-30,07210"
DA_MAI = "07228,2025,Phường Đa Mai,commune,24,2025-07-01,,"
FINANCE_ENDS = "    parent: province_committee\n    in_force: {to: 2025-02-28}"


@pytest.mark.parametrize(
    ("file", "old", "new", "offset", "said"),
    [
        (
            UNITS,
            NGO_QUYEN,
            NGO_QUYEN.replace(",07210", ",99999"),
            0,
            "the successor 2025/99999 does not exist",
        ),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace(",07210", ",24"), 0, "is of another level"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace(",07210", ","), 0, "ended and nothing continues it"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace(",07210", ",x"), 0, 'the successor "x" is not a code'),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace("213", "999"), 0, "the parent 2024/999 does not exist"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace("213", "07207"), 0, "a circle could form"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace(",213", ","), 0, "has no parent"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace("06-30", "06-29"), 0, "begins on 2025-07-01, not the day after"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace("06-30", "07-02"), 0, "does not end with its edition"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace("2025-06-30", "30/6/2025"), 0, "is not a day"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace("Phường", "Khu"), 0, "does not begin with the word of its type"),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace("commune", "ward"), 0, 'no level "ward"'),
        (UNITS, NGO_QUYEN, NGO_QUYEN.replace(",2024,", ",2023,"), 0, 'no edition "2023"'),
        (UNITS, NGO_QUYEN, NGO_QUYEN + "\n" + NGO_QUYEN, 1, "the unit 2024/07207 stands here again"),
        (UNITS, NGO_QUYEN, NGO_QUYEN + ",,", 0, "10 cells, not 8"),
        (UNITS, DA_MAI, DA_MAI.replace("07-01", "06-01"), 0, "begins before its edition"),
        (UNITS, "code,edition,", "edition,code,", 0, "the columns are not those of units"),
        (
            HEAD,
            "    in_force: {from: 2025-07-01}",
            "    in_force: {from: 2025-07-02}",
            -2,
            "the day after edition",
        ),
        (HEAD, "2025/09370", "2025/09371", 0, "there is no unit 2025/09371"),
        (HEAD, "[2024/07693,", "[2024/07207, 2024/07693,", 0, "2024/07207 has successors"),
        (HEAD, "without_successor:", "without_successors:", 0, 'the key "without_successors" is unknown'),
        (OFFICES, '"{edition}.{code}.committee"', '"{edition}.committee"', -2, "stands here again"),
        (OFFICES, "{province}.{group}.{number}", "{province}.{grp}", 0, "the word {grp} has no meaning here"),
        (
            OFFICES,
            "    parent: commune_committee",
            "    parent: commune_one_stop",
            0,
            "has no commune_one_stop",
        ),
        (OFFICES, "    parent: province_committee", "    parent: commune_centre", -6, "a circle of parents"),
        (
            OFFICES,
            "  - office: 2025.07210",
            "  - office: 2025.07211",
            0,
            "there is no office 2025.07211.centre",
        ),
        (OFFICES, "{province}.{group}.{number}.01", "{province}.{group}.{number}", -5, "on the same days"),
        (OFFICES, FINANCE_ENDS, FINANCE_ENDS.replace("02-28", "02-27"), 2, "the successor does not exist"),
        (
            OFFICES,
            "    successors: {kind: commune_centre, at: successor_units}\n",
            "",
            -7,
            "nothing is said about",
        ),
        (
            OFFICES,
            "    kind: commune_police\n",
            "    kind: province_police\n",
            0,
            "is not of the level commune",
        ),
        (
            COMPETENCES,
            "in_force: {from: 2025-07-01}\n        roles",
            "in_force: {from: 2025-07-02}\n        roles",
            -3,
            "the day after the one before it ends",
        ),
        (
            COMPETENCES,
            "in_force: {from: 2025-03-01}\n        roles",
            "in_force: {from: 2025-02-28}\n        roles",
            -3,
            "no gap, no overlap",
        ),
        (COMPETENCES, "kind: commune_police", "kind: commune_one_stop", 0, "has no commune_one_stop from"),
        (COMPETENCES, "kind: commune_police", "kind: commune_polise", 0, 'did you mean "commune_police"?'),
        (
            COMPETENCES,
            "roles: [one_stop, leader, clerk]",
            "roles: [one_stop, mayor]",
            0,
            '"mayor" is not allowed',
        ),
        (COMPETENCES, "key: civil_status.marriage\n", "key: civil_status.birth\n", 0, "stands here again"),
    ],
)
def test_a_planted_fault_is_named_by_file_and_line(planted, file, old, new, offset, said):
    folder, path, line = planted(file, old, new)
    with pytest.raises(DefinitionError) as refusal:
        read_directory(folder)
    found = [each for each in refusal.value.faults if said in str(each)]
    assert [(each.file, each.line) for each in found[:1]] == [(path, line + offset)], refusal.value


def test_several_faults_are_told_at_once(planted):
    planted(UNITS, NGO_QUYEN, NGO_QUYEN.replace(",07210", ",99999"))
    folder, _, _ = planted(UNITS, DA_MAI, DA_MAI.replace(",24,", ",99,"))
    with pytest.raises(DefinitionError) as refusal:
        read_directory(folder)
    assert len(refusal.value.faults) == 2


def test_a_row_that_stands_for_many_offices_is_wrong_once(planted):
    parent = "    parent: commune_committee"
    folder, _, _ = planted(OFFICES, parent, "    parent: commune_one_stop")
    with pytest.raises(DefinitionError) as refusal:
        read_directory(folder)
    assert len(refusal.value.faults) == 1


def test_a_file_that_is_missing_is_a_fault(planted):
    folder, _, _ = planted(UNITS, NGO_QUYEN, NGO_QUYEN)
    (folder / UNITS).unlink()
    with pytest.raises(DefinitionError, match=r"units\.csv:1"):
        read_directory(folder)


def test_a_change_of_the_province_type_is_one_row_and_every_name_follows(planted):
    row = "  - {unit: 2025/24, type: tỉnh, from: 2025-07-01}"
    folder, _, _ = planted(HEAD, row, row + "\n  - {unit: 2025/24, type: thành phố, from: 2026-09-01}")
    office = read_directory(folder).office("2025.24.justice")
    assert office.name_on(date(2026, 8, 31)).name.vi == "Sở Tư pháp tỉnh Bắc Ninh"
    assert office.name_on(date(2026, 9, 1)).name.vi == "Sở Tư pháp thành phố Bắc Ninh"
    assert office.name.en == "Department of Justice of Bắc Ninh City"
