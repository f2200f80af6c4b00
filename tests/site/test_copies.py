"""Backup and restore: whole, checked, made while others write, and from one database into the other."""

import gzip
import hashlib
import io
import json
import re
import shutil
import stat
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinhbac.site.copies import form
from kinhbac.site.copies.reading import check
from tests.site.province import Province, copied

CONTENT = b"%PDF-1.7 what Lan handed in"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.tar"


def fill(province: Province) -> None:
    """Give a province three cases, a stored file, a mail and the mark of a demo."""
    province.write(3)
    stored = province.data / "files" / DIGEST[:2] / DIGEST[2:4] / DIGEST
    stored.parent.mkdir(parents=True)
    stored.write_bytes(CONTENT)
    mail = province.data / "outbox" / "2026-05-05" / "a.1.b.eml"
    mail.parent.mkdir(parents=True)
    mail.write_text("To: Lan\n", encoding="ascii")
    (province.data / "demo").write_text("small\n", encoding="ascii")


@pytest.fixture(scope="session")
def sample(pattern: Province, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A filled province with a backup beside it, for tests that change neither."""
    with copied(pattern, tmp_path_factory.mktemp("sample") / "province") as province:
        fill(province)
        said = province.kinhbac("backup", "--to", str(province.data.parent / "copy.tar"))
        assert said.returncode == 0, said.stderr
        yield province


@pytest.fixture
def filled(province: Province) -> Province:
    """A filled province of the test's own."""
    fill(province)
    return province


@pytest.fixture
def made(sample: Province, copy: Path) -> Path:
    """A backup of `sample`."""
    return Path(shutil.copy2(sample.data.parent / "copy.tar", copy))


def restored(backup: Path, to: Province) -> Province:
    said = to.kinhbac("restore", "--from", str(backup), "--data", str(to.data))
    assert said.returncode == 0, said.stderr
    assert "All holds" in said.stdout
    return to


def facts(province: Province) -> dict[str, object]:
    """Everything of a province that must come through a copy."""
    cases = province.sql("SELECT code, seq, head, told FROM kinhbac_case ORDER BY code")
    contents = province.sql("SELECT seq, salt, body, digest FROM kinhbac_content ORDER BY digest")
    definitions = province.sql(
        "SELECT hash, kind, CASE WHEN is_current THEN 1 ELSE 0 END FROM kinhbac_definition ORDER BY hash"
    )
    files = {
        path.relative_to(province.data).as_posix(): path.read_bytes()
        for folder in ("files", "seals", "outbox", "number-keys")
        for path in (province.data / folder).rglob("*")
        if path.is_file() and path.name != ".lock"
    }
    alone = [(province.data / name).read_text(encoding="ascii") for name in ("secret.key", "demo")]
    return {"cases": cases, "contents": contents, "definitions": definitions, "files": files, "alone": alone}


def rewritten(backup: Path, change) -> Path:
    """Write a backup again, each member as `change` returns it (None: left out)."""
    other = backup.with_name(f"changed-{backup.name}")
    with tarfile.open(backup) as old, tarfile.open(other, "w") as new:
        for member in old:
            body = change(member.name, old.extractfile(member).read())
            if body is not None:
                member.size = len(body)
                new.addfile(member, io.BytesIO(body))
    return other


def refused(backup: Path, to: Path) -> str:
    said = Province(to).kinhbac("restore", "--from", str(backup), "--data", str(to))
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert [path.name for path in to.parent.glob(f"{to.name}*")] == []
    return said.stderr


@pytest.mark.database
def test_everything_comes_back(sample, made, tmp_path):
    again = restored(made, Province(tmp_path / "again"))

    assert facts(again) == facts(sample)


@pytest.mark.database
def test_the_file_is_its_owner_s_alone_and_named_only_when_whole(made):
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [path.name for path in made.parent.glob("copy*")] == ["copy.tar"]


@pytest.mark.database
def test_a_name_with_gz_is_compressed_and_restores(sample, tmp_path):
    packed = tmp_path / "copy.tar.gz"
    said = sample.kinhbac("backup", "--to", str(packed), "--json")

    assert json.loads(said.stdout)["files"] == 1
    assert gzip.decompress(packed.read_bytes())[257:262] == b"ustar"
    restored(packed, Province(tmp_path / "again"))


@pytest.mark.database
def test_a_file_that_is_there_is_not_written_over(sample, made):
    before = made.read_bytes()

    said = sample.kinhbac("backup", "--to", str(made))

    assert said.returncode == 1
    assert "is there already" in said.stderr
    assert made.read_bytes() == before


@pytest.mark.database
def test_a_stored_file_that_rotted_is_named_and_the_rest_is_kept(filled, copy, tmp_path):
    stored = filled.data / "files" / DIGEST[:2] / DIGEST[2:4] / DIGEST
    stored.write_bytes(b"rotten")

    said = filled.kinhbac("backup", "--to", str(copy))

    assert said.returncode == 1
    assert DIGEST in said.stderr
    restored(copy, Province(tmp_path / "again"))


@pytest.mark.database
def test_a_copy_made_while_others_write_holds_all_that_was_written_before(province, copy, tmp_path):
    before = province.write(5)
    writing = province.start(sys.executable, "-m", "tests.site.writing")
    first = [writing.stdout.readline().strip() for _ in range(8)]

    said = province.kinhbac("backup", "--to", str(copy))
    writing.stdin.close()
    rest = writing.stdout.read()  # not communicate(): it passes over what readline has read ahead
    writing.wait()

    assert said.returncode == 0, said.stderr
    assert writing.returncode == 0, rest
    again = restored(copy, Province(tmp_path / "again"))
    kept = set(again.sql("SELECT code FROM kinhbac_case").split("'")[1::2])
    acknowledged = {f"N-{case}" for case in (*before, *first)}
    assert acknowledged <= kept
    assert kept <= acknowledged | {f"N-{case}" for case in rest.split()}
    assert province.kinhbac("verify").returncode == 0


@pytest.mark.database
def test_from_one_database_into_the_other_and_back(sample, made, empty_database, tmp_path):
    on_server = restored(made, Province(tmp_path / "server", empty_database))
    assert facts(on_server) == facts(sample)
    on_server.write(2)  # the numbers of new rows follow those that came along

    second = tmp_path / "second.tar"
    assert on_server.kinhbac("backup", "--to", str(second)).returncode == 0
    home = restored(second, Province(tmp_path / "home"))

    assert facts(home) == facts(on_server)
    home.write(2)
    assert home.kinhbac("verify").returncode == 0


@pytest.mark.database
def test_a_database_that_holds_tables_is_left_alone(sample, made, empty_database, tmp_path):
    restored(made, Province(tmp_path / "server", empty_database))

    second = Province(tmp_path / "second", empty_database)
    said = second.kinhbac("restore", "--from", str(made), "--data", str(second.data))

    assert said.returncode == 1
    assert "already holds tables" in said.stderr
    assert not second.data.exists()


@pytest.mark.database
def test_a_folder_with_anything_in_it_is_left_alone(made, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("mine", encoding="ascii")

    said = Province(tmp_path / "full").kinhbac(
        "restore", "--from", str(made), "--data", str(tmp_path / "full")
    )

    assert said.returncode == 1
    assert "is not empty" in said.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter"]


def drop_rows(name, body):
    return None if name.startswith("tables/kinhbac_entry/") else body


def change_row(name, body):
    return body.replace(b"Lan", b"Nam") if name.startswith("tables/kinhbac_content/") else body


def change_stored(name, body):
    return b"other" if name.startswith("files/") else body


def add_nothing_at_the_end(name, body):
    return None if name == form.MANIFEST else body


def change_manifest(name, body):
    return body.replace(b'"rows"', b'"rowz"') if name == form.MANIFEST else body


def newer_format(name, body):
    return body.replace(b'"format": 1', b'"format": 2') if name == form.HEAD else body


@pytest.mark.database
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop_rows, "tables/kinhbac_entry/000001.jsonl is missing, added or changed"),
        (change_row, "tables/kinhbac_content/000001.jsonl is missing, added or changed"),
        (change_stored, f"files/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST} is missing, added or changed"),
        (add_nothing_at_the_end, "its end is missing or was changed"),
        (change_manifest, "its end is missing or was changed"),
        (newer_format, "the backup has format 2, this program knows up to 1"),
    ],
)
def test_a_changed_copy_is_refused(made, change, words):
    with pytest.raises(form.CopyRefused, match=re.escape(words)):
        check(rewritten(made, change), lambda *_: None)


@pytest.mark.database
def test_a_refused_copy_leaves_nothing_behind(made, tmp_path):
    assert "is missing, added or changed" in refused(rewritten(made, change_row), tmp_path / "again")


@pytest.mark.database
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_copy_that_was_cut_off_is_refused(made, kept):
    whole = made.read_bytes()
    made.write_bytes(whole[: int(len(whole.rstrip(b"\0")) * kept)])

    with pytest.raises(form.CopyRefused, match="cannot be used"):
        check(made, lambda *_: None)


@pytest.mark.pure
def test_what_is_no_copy_is_refused(tmp_path):
    (tmp_path / "letter.tar").write_text("dear Lan", encoding="ascii")

    assert "it breaks off, or is no backup" in refused(tmp_path / "letter.tar", tmp_path / "again")


def twice_the_same_row(name, body):
    """A copy that proves itself whole and yet cannot be loaded."""
    return body + body if name.startswith("tables/kinhbac_party/") else body


def resealed(backup: Path) -> Path:
    """Make the proofs of a changed copy true again."""
    with tarfile.open(backup) as tar:
        bodies = {member.name: tar.extractfile(member).read() for member in tar}
    manifest = json.loads(bodies[form.MANIFEST])
    for name in manifest["members"]:
        manifest["members"][name] = hashlib.sha256(bodies[name]).hexdigest()
    words = json.dumps(manifest).encode()
    proofs = {form.MANIFEST: words, form.MANIFEST_HASH: hashlib.sha256(words).hexdigest().encode()}
    return rewritten(backup, proofs.get)


@pytest.mark.database
def test_a_fault_while_loading_leaves_the_database_as_it_was(made, empty_database, tmp_path):
    unloadable = resealed(rewritten(made, twice_the_same_row))
    target = Province(tmp_path / "again", empty_database)

    said = target.kinhbac("restore", "--from", str(unloadable), "--data", str(target.data))

    assert said.returncode == 1
    assert "do not fit this program" in said.stderr
    assert not target.data.exists()
    restored(made, target)  # there is nothing in its way


@pytest.mark.database
def test_a_fault_while_loading_leaves_no_folder(made, tmp_path):
    assert "do not fit this program" in refused(
        resealed(rewritten(made, twice_the_same_row)), tmp_path / "again"
    )


@pytest.mark.database
def test_a_database_of_a_newer_program_is_not_copied(filled, copy):
    filled.sql(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('kinhbac_notices', '9999_later', '2026-01-01')"
    )

    said = filled.kinhbac("backup", "--to", str(copy))

    assert said.returncode == 1
    assert "newer version" in said.stderr
    assert not copy.exists()


@pytest.mark.pure
@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("secret.key", True),
        ("number-keys/seal-0001aabbccdd.json", True),
        ("number-keys/.lock", False),
        ("demo", True),
        (f"files/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}", True),
        (f"files/00/00/{DIGEST}", False),
        ("seals/2026-05-05.heads", True),
        ("outbox/2026-05-05/a.1.b.eml", True),
        ("outbox/../secret.key", False),
        ("outbox/.hidden", False),
        ("/etc/passwd", False),
        ("../demo", False),
        ("kinhbac.sqlite3", False),
    ],
)
def test_no_name_leads_out_of_the_folder(name, goes):
    assert form.goes_into_folder(name) is goes
