"""`kinhbac due`: the law's terms from the command line, in JSON and as a table, and what it says to wrong input."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kinhbac.site.commands import main

pytestmark = pytest.mark.pure


def due(*arguments: str):
    return CliRunner().invoke(main, ["due", *arguments])


@pytest.mark.parametrize(
    ("received", "term", "more", "expected"),
    [
        ("2026-04-29T16:10", "3 working days", [], "2026-05-06T17:00:00+07:00"),
        ("2026-04-29T16:10", "3 working days", ["--after-15"], "2026-05-07T17:00:00+07:00"),
        ("2026-04-29T15:00", "3 working days", ["--after-15"], "2026-05-06T17:00:00+07:00"),
        ("2026-04-29T09:10:00Z", "3 working days", [], "2026-05-06T17:00:00+07:00"),  # 16:10 in Vietnam
        ("2026-04-29 16:10", "0 working days", [], "2026-04-29T17:00:00+07:00"),
        ("2026-04-29T16:10", "8 hours", [], "2026-05-04T16:10:00+07:00"),
        (
            "2026-01-31T09:00",
            "1 month",
            [],
            "2026-03-02T17:00:00+07:00",
        ),  # the 28th of February is a Saturday
        ("2026-04-29T16:10", "none", [], None),
    ],
)
def test_the_due_moment(received, term, more, expected):
    said = due("--from", received, "--term", term, "--json", *more)

    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout)["due"] == expected


def test_the_sum_has_a_line_for_every_day_with_its_reason():
    said = json.loads(due("--from", "2026-04-29T16:10", "--term", "3 working days", "--json").stdout)

    days = [(line["date"], line["counted"]) for line in said["sum"]]
    assert days == [
        ("2026-04-29", None),
        ("2026-04-30", None),
        ("2026-05-01", None),
        ("2026-05-02", None),
        ("2026-05-03", None),
        ("2026-05-04", 1),
        ("2026-05-05", 2),
        ("2026-05-06", 3),
    ]
    assert all(line["reason"]["vi"] and line["reason"]["en"] for line in said["sum"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Hẹn trả", "17:00, thứ Tư 06/05/2026", "ngày làm việc thứ 3", "Quốc tế Lao động"]),
        ("en", ["Due", "17:00, Wednesday 06/05/2026", "working day 3", "Labour Day"]),
    ],
)
def test_the_table_reads_in_both_languages(language, words):
    said = due("--from", "2026-04-29T16:10", "--term", "3 working days", "--lang", language)

    assert [word for word in words if word not in said.stdout] == []


def test_a_reception_that_counts_later_says_from_when():
    said = due("--from", "2026-04-29T16:10", "--term", "1 working day", "--after-15", "--lang", "en")

    assert "Counted from  07:00, Monday 04/05/2026" in said.stdout


def test_a_provisional_moment_says_so():
    assert "có thể thay đổi" in due("--from", "2027-06-01T09:00", "--term", "2 working days").stdout


@pytest.mark.parametrize(
    ("received", "term", "code", "words"),
    [
        ("2026-04-29", "3 days", 2, "write it like 2026-04-29T16:10"),
        ("yesterday", "3 days", 2, "write it like 2026-04-29T16:10"),
        ("9999-12-31T23:59-12:00", "3 days", 2, "write it like"),
        ("2026-04-29T16:10", "3 wdays", 2, '"3 working days"'),
        ("2026-04-29T16:10", "", 2, '"3 working days"'),
        ("2029-04-29T16:10", "3 days", 1, "add the year 2028 in catalogue/calendars/2028.yaml"),
    ],
)
def test_wrong_input_gets_a_sentence_and_a_code(received, term, code, words):
    said = due("--from", received, "--term", term)

    assert said.exit_code == code
    assert words in said.output
    assert "Traceback" not in said.output


def test_a_calendar_with_a_fault_is_named_with_file_and_line(tmp_path):
    (tmp_path / "hours.yaml").write_text("key: calendars.hours\n", encoding="utf-8")

    said = due("--from", "2026-04-29T16:10", "--term", "1 day", "--calendar", str(tmp_path))

    assert said.exit_code == 1
    assert f"{tmp_path}/hours.yaml:1: " in said.output


def test_it_starts_without_django():
    program = (
        "import sys; from kinhbac.site.commands import main; "
        "main(['due', '--from', '2026-04-29T16:10', '--term', '1 day', '--json'], standalone_mode=False); "
        "sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
