"""`kinhbac demo`: a folder that is no demo is never touched; a demo is kept until a fresh one is asked for."""

import pytest

from tests.site.province import Province


@pytest.mark.pure
def test_a_folder_that_is_no_demo_is_never_touched(tmp_path):
    (tmp_path / "kinhbac.sqlite3").write_bytes(b"a real province")

    for more in ([], ["--fresh"]):
        said_no = Province(tmp_path).kinhbac("demo", "--no-serve", *more)
        assert said_no.returncode == 1
        assert "not a demo" in said_no.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kinhbac.sqlite3"]


def test_a_demo_is_kept_until_a_fresh_one_is_asked_for(tmp_path):
    demo = Province(tmp_path / "demo")

    def asked(*more: str) -> list[str]:
        answer = demo.kinhbac("demo", "--no-serve", *more)
        assert answer.returncode == 0, answer.stderr
        assert demo.kinhbac("verify").returncode == 0
        return demo.sql("SELECT id FROM kinhbac_case ORDER BY id").split("'")[1::2]

    first = asked()
    assert first
    assert asked("--size", "full") == first
    assert not set(asked("--fresh")) & set(first)


def test_a_demo_that_was_cut_off_is_prepared_anew(tmp_path):
    demo = Province(tmp_path / "demo")
    demo.data.mkdir()
    (demo.data / "demo").write_text("preparing\n", encoding="ascii")
    (demo.data / "kinhbac.sqlite3").write_bytes(b"half a database")

    assert demo.kinhbac("demo", "--no-serve").returncode == 0
    assert (demo.data / "demo").read_text(encoding="ascii") == "small\n"
