"""RESULTS.md: a part that was not measured again stays as it was."""

import pytest

from bench import report

pytestmark = pytest.mark.pure


@pytest.fixture
def results(tmp_path, monkeypatch):
    file = tmp_path / "RESULTS.md"
    monkeypatch.setattr(report, "FILE", file)
    return file


def test_a_part_measured_again_leaves_the_other_alone(results):
    report.write_results({report.ACTS: "seven statements", report.VERIFY: "slow"})
    report.write_results({report.VERIFY: "fast"})
    text = results.read_text(encoding="utf-8")
    assert "seven statements" in text
    assert "fast" in text
    assert "slow" not in text


def test_writing_the_same_again_changes_nothing(results):
    report.write_results({report.ACTS: "a", report.VERIFY: "b"})
    before = results.read_text(encoding="utf-8")
    report.write_results({})
    assert results.read_text(encoding="utf-8") == before


def test_a_busy_machine_is_said():
    assert "take them again" in report.taken("15.18", 1.4, 0.0)
    assert "take them again" in report.taken("15.18", 0.1, 0.9)
    assert "a quiet machine" in report.taken("15.18", 0.1, 0.1)
