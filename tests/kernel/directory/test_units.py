"""Which unit is meant, and what it has become."""

import dataclasses
from collections import Counter
from datetime import date

import pytest

from kinhbac.kernel.directory.errors import Divided, NoSuccessor, NotListed
from kinhbac.kernel.directory.types import Level, UnitRef
from kinhbac.kernel.directory.units import Units

pytestmark = pytest.mark.pure

BEFORE = date(2025, 6, 30)
SINCE = date(2025, 7, 1)
LATER = date(2026, 4, 29)


def ref(words):
    return UnitRef.parse(words)


def test_both_editions_are_there_with_their_levels(directory):
    counts = Counter((each.ref.edition, each.level) for each in directory.units)
    assert counts == {
        ("2024", Level.PROVINCE): 2,
        ("2024", Level.DISTRICT): 18,
        ("2024", Level.COMMUNE): 316,
        ("2025", Level.PROVINCE): 1,
        ("2025", Level.COMMUNE): 99,
    }
    assert not any(each.verified for each in directory.units)


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("24", BEFORE, "tỉnh Bắc Giang"),
        ("24", SINCE, "tỉnh Bắc Ninh"),
        ("27", BEFORE, "tỉnh Bắc Ninh"),
        ("07210", BEFORE, "phường Hoàng Văn Thụ"),
        ("07210", SINCE, "phường Bắc Giang"),
        ("09379", BEFORE, "phường Phù Khê"),
        ("07537", BEFORE, "xã Phong Vân"),
        ("07537", LATER, "xã Biên Sơn"),
    ],
)
def test_one_code_names_the_unit_of_the_edition_in_force(directory, code, day, name):
    assert directory.unit_on(code, day).called(day).vi == name


def test_the_province_is_that_of_the_day(directory):
    assert directory.province_on(LATER).ref == ref("2025/24")
    assert directory.province_on(BEFORE).ref == ref("2024/24")


def test_a_code_of_another_edition_is_refused_and_said_where_it_stands(directory):
    with pytest.raises(NotListed) as refusal:
        directory.unit_on("27", SINCE)
    assert "2024/27" in refusal.value.remedy.vi
    assert "2024/27" in refusal.value.remedy.en


@pytest.mark.parametrize(
    ("start", "day", "names"),
    [
        ("2024/07207", BEFORE, ["Ngô Quyền"]),
        ("2024/07207", SINCE, ["Bắc Giang"]),
        ("2024/07366", LATER, ["Đa Mai"]),  # from another district
        ("2024/24", SINCE, ["Bắc Ninh"]),
        ("2024/27", SINCE, ["Bắc Ninh"]),
        ("2025/07210", BEFORE, []),  # begins later
        ("2024/07693", SINCE, []),  # nothing continues it
        ("2024/07663", SINCE, ["Tuấn Đạo"]),  # in parts: one is known
    ],
)
def test_successors(directory, start, day, names):
    assert [each.name for each in directory.successors_of(ref(start), day)] == names


def test_a_district_is_continued_by_the_communes_that_took_its_communes(directory):
    found = {each.name for each in directory.successors_of(ref("2024/224"), SINCE)}
    assert found == {"Chũ", "Kiên Lao", "Phượng Sơn", "Nam Dương"}


def test_a_unit_divided_in_parts_refuses_to_guess_though_one_part_is_known(directory):
    with pytest.raises(Divided) as refusal:
        directory.successor_on(ref("2024/07663"), SINCE)
    assert [each.key for each in refusal.value.candidates] == ["2025/07663"]
    assert "Tuấn Đạo" in refusal.value.remedy.vi


@pytest.mark.parametrize("start", ["2024/07693", "2024/07732", "2024/07744"])
def test_the_three_communes_without_successor_say_so(directory, start):
    with pytest.raises(NoSuccessor) as refusal:
        directory.successor_on(ref(start), SINCE)
    assert start in refusal.value.what.vi
    assert "30/06/2025" in refusal.value.what.vi
    assert refusal.value.remedy.en


def test_a_unit_is_not_used_before_it_began(directory):
    with pytest.raises(NoSuccessor, match="began on 2025-07-01"):
        directory.successor_on(ref("2025/07210"), BEFORE)


def test_communes_of_a_day(directory):
    assert len(directory.communes(SINCE)) == 99
    assert len(directory.communes(BEFORE)) == 316
    names = [each.name for each in directory.communes(SINCE)]
    assert names[:3] == ["An Lạc", "Bắc Giang", "Bắc Lũng"]


@pytest.mark.parametrize(
    ("text", "day", "first"),
    [
        ("da mai", None, ["2025/07228", "2024/07228"]),
        ("PHƯỜNG ĐA MAI", SINCE, ["2025/07228"]),
        ("07228", SINCE, ["2025/07228"]),
        ("bac gia", SINCE, ["2025/07210"]),
        ("bac ninh", SINCE, ["2025/24"]),
        ("không có", None, []),
        ("  ", None, []),
    ],
)
def test_search_forgets_marks_and_capitals(directory, text, day, first):
    assert [str(each.ref) for each in directory.search_units(text, day)] == first


def test_disagreements_of_the_sources_stay_with_the_units(directory):
    for code, other in (("09370", "09376"), ("09385", "09382"), ("09379", "09373")):
        (note,) = directory.unit(code, "2025").notes
        assert other in note.vi
        assert other in note.en
    assert "thành phố" in directory.unit("24", "2025").notes[0].vi


def test_a_district_of_which_a_part_is_lost_refuses_to_guess(directory):
    district = directory.unit("224", "2024")
    kept = directory.unit("07525", "2024")
    lost = dataclasses.replace(directory.unit("07693", "2024"), parent=district.ref)
    few = Units(directory.editions, (district, kept, directory.unit("07525", "2025")))
    assert few.successor_on(district.ref, SINCE).name == "Chũ"
    with pytest.raises(Divided):
        Units(few.editions, (*few.units, lost)).successor_on(district.ref, SINCE)
