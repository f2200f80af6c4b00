"""Identity numbers of a province: sealed where they stood plain, through a copy too, and brought under a new key by one command."""

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.site.province import Province, database_on

pytestmark = pytest.mark.database

NUMBERS = [f"0271850{place:05}" for place in range(620)]  # more than a page of the migration
_DJANGO = "import django; django.setup(); from django.core.management import call_command as call; "
_SHOW = (
    "from kinhbac.tools.identity.models import Person; "
    "print(*sorted(each.identity_number for each in Person.objects.all()))"
)
_ENROL = (
    "from datetime import date; from kinhbac.tools.identity.actions import enrol_walk_in as enrol; "
    "from kinhbac.tools.identity.types import WalkIn; import sys; "
    "[enrol(WalkIn(each, 'Lan', date(1996, 5, 12), 'female')) for each in sys.argv[1:]]"
)


def does(province: Province, program: str, *arguments: str) -> str:
    """Run a program inside a province and return what it printed."""
    done = province.run(sys.executable, "-c", _DJANGO + program, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def bytes_of(province: Province) -> bytes:
    """Return the database as whoever steals it reads it: the files of SQLite, the rows of PostgreSQL."""
    if province.database:
        return province.sql("SELECT * FROM kinhbac_person").encode()
    return b"".join(file.read_bytes() for file in province.data.glob("kinhbac.sqlite3*"))


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Province]:
    """A province as it was before numbers were sealed, with people in it."""
    given = os.environ.get("KINHBAC_DATABASE")
    with database_on(given) if given else nullcontext() as database:
        made = Province(tmp_path / "old", database)
        made.data.mkdir()
        does(made, "call('migrate', 'kinhbac_identity', '0010', verbosity=0)")
        rows = ", ".join(
            f"('{place:032x}', 'Lan', 'lan', '{number}', '1996-05-12', 'female', '', '', '', '', '', '', '', '')"
            for place, number in enumerate(NUMBERS)
        )
        made.sql(
            "INSERT INTO kinhbac_person (id, full_name, folded_name, identity_number, born_on, sex, ethnicity, "
            "nationality, phone, commune, address, marriage_registered_at, source_vi, source_en) "
            f"VALUES {rows}"
        )
        yield made


def test_numbers_that_stood_plain_are_sealed_and_left_nowhere(old):
    assert NUMBERS[3].encode() in bytes_of(old)
    does(old, "call('migrate', verbosity=0)")
    assert does(old, _SHOW).split() == NUMBERS
    held = bytes_of(old)
    assert [number for number in NUMBERS if number.encode() in held] == []
    assert len(list((old.data / "number-keys").glob("*.json"))) == 2


def test_a_backup_from_before_is_restored_sealed(old, tmp_path, empty_database):
    made = old.kinhbac("backup", "--to", str(tmp_path / "copy.tar"))
    assert made.returncode == 0, made.stderr
    for database in (None, empty_database):
        again = Province(tmp_path / f"again-{bool(database)}", database)
        said = again.kinhbac("restore", "--from", str(tmp_path / "copy.tar"), "--data", str(again.data))
        assert said.returncode == 0, said.stderr
        assert does(again, _SHOW).split() == NUMBERS
        assert NUMBERS[0].encode() not in bytes_of(again)


def test_rotated_by_one_command_and_restored_with_its_keys(province, tmp_path):
    does(province, _ENROL, *NUMBERS[:5])
    before = province.sql("SELECT number_sealed, number_mark FROM kinhbac_person ORDER BY id")
    for option, kind in (((), "seal"), (("--marks",), "mark")):
        said = province.kinhbac("numbers", "rotate", *option)
        assert said.stdout.startswith(f"5 numbers stand under {kind} 0002"), said.stderr
    after = province.sql("SELECT number_sealed, number_mark FROM kinhbac_person ORDER BY id")
    assert before.count("0001") >= 10 > after.count("'0001")
    assert after.count("'0002") == 10
    assert does(province, _SHOW).split() == NUMBERS[:5]

    province.kinhbac("backup", "--to", str(tmp_path / "copy.tar"))
    again = Province(tmp_path / "again")
    said = again.kinhbac("restore", "--from", str(tmp_path / "copy.tar"), "--data", str(again.data))
    assert said.returncode == 0, said.stderr
    assert does(again, _SHOW).split() == NUMBERS[:5]


def test_without_the_keys_the_command_says_what_to_put_back_and_changes_nothing(province):
    does(province, _ENROL, *NUMBERS[:2])
    before = province.sql("SELECT number_sealed, number_mark FROM kinhbac_person ORDER BY id")
    (province.data / "number-keys").rename(province.data / "away")
    said = province.kinhbac("numbers", "rotate")
    assert said.returncode == 1
    assert "put back the folder number-keys" in said.stderr
    assert "Traceback" not in said.stderr
    assert province.sql("SELECT number_sealed, number_mark FROM kinhbac_person ORDER BY id") == before
