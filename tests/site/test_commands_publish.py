"""`kinhbac publish` from a day on and `kinhbac preview`: a procedure from files, as the workshop does it."""

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kinhbac.base.clock import HCM

pytestmark = pytest.mark.database

OWN = Path(__file__).parents[2] / "catalogue" / "procedures" / "chung-thuc" / "2.000815"
FEES = {
    "fee: 10000": "fee: 14000",
    "fee: 2000 ": "fee: 3000 ",
    "fee: 4000 ": "fee: 6000 ",
    "fee: 199000": "fee: 200000",
}


@pytest.fixture
def dearer(tmp_path) -> Path:
    """The folder of certified copies with a higher fee; its examples still say the old one."""
    folder = tmp_path / "files" / OWN.name
    shutil.copytree(OWN, folder)
    replace(folder / "procedure.yaml", {"first_vnd: 2000": "first_vnd: 3000"})
    return folder


def replace(file: Path, words: dict[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def announced() -> list[str]:
    today = datetime.now(HCM).date()
    tomorrow = (today + timedelta(days=1)).isoformat()
    return [
        "--from",
        tomorrow,
        "--decision",
        "123/QĐ-UBND",
        "--signed",
        today.isoformat(),
        "--why",
        "Phí mới",
    ]


def test_a_procedure_is_published_from_a_day_once(province, dearer):
    wrong = province.kinhbac("publish", str(dearer), *announced())
    assert wrong.returncode == 1
    assert f'{dearer}/examples.yaml:11: the example "ordinary" does not hold' in wrong.stderr
    replace(dearer / "examples.yaml", FEES)
    done = [json.loads(province.kinhbac("publish", str(dearer), *announced(), "--json").stdout) for _ in "12"]
    assert [each[0]["changed"] for each in done] == [True, False]
    assert "1 cases, 1 entries" in province.kinhbac("verify").stdout


def test_what_is_not_said_is_asked_for(province, dearer):
    replace(dearer / "examples.yaml", FEES)
    silent = province.kinhbac("publish", str(dearer))
    assert silent.returncode == 1
    assert "The number or the day of the decision of announcement is missing." in silent.stderr
    loose = province.kinhbac("publish", "--decision", "123/QĐ-UBND")
    assert loose.returncode == 2
    assert "--from" in loose.stderr


def test_a_change_is_tried_on_the_dossiers_there_are(province, dearer):
    replace(dearer / "examples.yaml", FEES)
    (tried,) = json.loads(province.kinhbac("preview", str(dearer.parent), "--json").stdout)
    assert (tried["procedure"], tried["tried"], tried["dossiers"]) == ("2.000815", 0, [])
    assert tried["counts"] == {"path": 0, "due": 0, "fee": 0, "unfit": 0}
    assert "0 of 0 dossiers would differ" in province.kinhbac("preview", str(dearer)).stdout
    assert "Nothing here differs" in province.kinhbac("preview", str(OWN)).stdout


def test_a_folder_without_procedures_is_named(province, tmp_path):
    said = province.kinhbac("preview", str(tmp_path))
    assert said.returncode == 1
    assert "there is no procedure here" in said.stderr
