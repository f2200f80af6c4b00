"""`kinhbac check`: a catalogue in order, and planted faults named with file and line."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kinhbac.site.commands import main
from tests.support.few import CATALOGUE, few_folder

pytestmark = pytest.mark.pure


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return Path(shutil.copytree(few_folder(), tmp_path / "catalogue"))


def check(folder: Path, *more: str):
    return CliRunner().invoke(main, ["check", str(folder), *more])


def plant(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")


def test_the_province_s_own_catalogue_is_in_order():
    said = check(CATALOGUE)

    assert said.exit_code == 0, said.output
    assert "In order" in said.stdout


def test_json_says_that_it_holds():
    assert json.loads(check(few_folder(), "--json").stdout) == {"holds": True, "faults": []}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("calendars/2026.yaml", "provisional: false", "provisional: perhaps"),
        ("codes.yaml", "{prefix}", "{prefix}{number:04}"),
        ("offices/offices.yaml", "key:", "keys:"),
        ("procedures/ho-tich/1.001193/steps.yaml", "start:", "begin:"),
    ],
)
def test_a_planted_fault_is_a_line_with_file_line_and_remedy(catalogue, file, old, new):
    plant(catalogue / file, old, new)

    said = check(catalogue)

    assert said.exit_code == 1
    named = [line for line in said.stdout.splitlines() if line.startswith(f"{catalogue.as_posix()}/{file}:")]
    assert named, said.stdout
    assert all(len(line.removeprefix(catalogue.as_posix()).split(": ")) >= 3 for line in named)


def test_faults_of_several_files_are_named_at_once_and_as_json(catalogue):
    plant(catalogue / "calendars/2026.yaml", "provisional: false", "provisional: perhaps")
    plant(catalogue / "codes.yaml", "{prefix}", "{prefix}{number:04}")

    said = json.loads(check(catalogue, "--json").stdout)

    assert said["holds"] is False
    assert {Path(fault["file"]).name for fault in said["faults"]} == {"2026.yaml", "codes.yaml"}
    assert all(fault["line"] >= 1 and fault["remedy"] for fault in said["faults"])


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path):
    said = check(tmp_path / "nowhere")

    assert said.exit_code == 2
    assert "nowhere" in said.output


def test_an_empty_folder_is_no_catalogue(tmp_path):
    said = check(tmp_path)

    assert said.exit_code == 1
    assert "hours.yaml" in said.stdout
