"""`kinhbac systems` and `kinhbac keys`: from the machine itself, what the administrator's pages do."""

import json

import pytest

pytestmark = pytest.mark.database

WHOLE = (
    *("--name", "Lưu trữ tỉnh", "Province archive", "--purpose", "Mượn tài liệu", "Lending documents"),
    *("--redirect", "https://archive.example/back", "--scope", "openid", "--scope", "catalogue.read"),
)


def test_a_system_is_added_given_a_new_secret_and_closed(province):
    added = province.kinhbac("systems", "add", "archive", *WHOLE)
    assert added.returncode == 0, added.stderr
    secret = added.stdout.strip()
    assert len(secret) > 40
    renewed = province.kinhbac("systems", "secret", "archive").stdout.strip()
    assert renewed not in ("", secret)
    assert province.kinhbac("systems", "close", "archive", "--why", "xong").returncode == 0
    twice = province.kinhbac("systems", "add", "archive", *WHOLE)
    assert (twice.returncode, twice.stdout) == (1, "")
    assert "There is a system of this key already" in twice.stderr
    told = province.kinhbac("systems", "add", "other", *WHOLE, "--scope", "identity_number")
    assert "only where a law says so" in told.stderr


def test_keys_are_made_listed_and_rotated(province):
    (first,) = json.loads(province.kinhbac("keys", "list", "--json").stdout)
    assert first["signs_now"]
    assert "signs from" in province.kinhbac("keys", "rotate").stdout
    held = json.loads(province.kinhbac("keys", "list", "--json").stdout)
    assert [each["signs_now"] for each in held] == [True, False]
    province.kinhbac("keys", "rotate", "--now")
    (only,) = json.loads(province.kinhbac("keys", "list", "--json").stdout)
    assert only["name"] not in {each["name"] for each in held}
    files = sorted((province.data / "keys").glob("*.json"))
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600]
