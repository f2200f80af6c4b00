"""The pages of docs/security that list something hold all of it: cryptography, connections, data, logs, files."""

import re

import pytest
from django.apps import apps
from django.conf import settings

from kinhbac.tools.files import configured
from kinhbac.tools.files.types import Kind, Limits
from tests.house.test_dangers import OF_THE_DEMO, calls, imported
from tests.house.tree import ROOT

pytestmark = pytest.mark.pure

CRYPTOGRAPHY = re.compile(
    r"(hashlib|hmac|secrets|cryptography|joserfc\.(jwt|jwk)|fido2|pyotp)\b|django\.(core\.signing|core\.import|utils\.crypto)"
)
CONNECTIONS = re.compile(
    r"(requests|socket|http\.client|urllib\.request|smtplib|ftplib|subprocess|asyncio|httpx)\b"
)


def page(name: str) -> str:
    return (ROOT / "docs" / "security" / f"{name}.md").read_text(encoding="utf-8")


def using(names: re.Pattern[str]) -> set[str]:
    return {file for file, name in imported(demo=False) if names.match(name)}


@pytest.mark.parametrize(
    ("name", "used", "beside"),
    [
        ("cryptography", CRYPTOGRAPHY, {"tools/sign_in/client.py"}),  # by Authlib
        ("connections", CONNECTIONS, set()),
    ],
)
def test_every_file_that_uses_it_stands_in_the_list_and_no_other(name, used, beside):
    listed = set(re.findall(r"`((?:base|kernel|tools|services|site)/[\w/]+\.py)`", page(name)))
    assert using(used)
    assert listed == using(used) | beside


def test_the_records_are_listed():
    told = set(re.findall(r"`([A-Z][a-z]\w+)`", page("logs")))
    models = {each.__name__ for each in apps.get_models()}
    records = re.compile(r"Act$|Record|Opening$|^Look$|Try$|^Entry$|^Content$")
    assert told <= models
    assert {name for name in models if records.search(name)} <= told


def test_every_table_has_one_grade():
    told = [
        set(re.findall(r"`([A-Z]\w+)`", part))
        for part in re.split(r"^\*\*", page("data"), flags=re.MULTILINE)[1:]
    ]
    models = {each.__name__ for each in apps.get_models()}
    assert len(told) == 5
    assert set.union(*told) == models, "a new table is given its grade in docs/security/data.md"
    assert sum(map(len, told)) == len(models)


def test_every_grade_has_its_rules():
    grades = re.findall(r"^\*\*([a-z ]+)\*\*", page("data"), re.MULTILINE)
    rows = [line.strip("| ").split(" | ") for line in page("data").splitlines() if line.startswith("| ")][2:]
    assert [row[0] for row in rows] == grades
    assert [row for row in rows if len(row) != 5 or not all(row)] == []


def test_nothing_writes_a_log_elsewhere():
    elsewhere = re.compile(r"\w*Handler|basicConfig|fileConfig|dictConfig|syslog")
    assert [(file, name) for file, name in imported() if name.startswith("logging.")] == []
    assert [
        (file, name)
        for file, name, _ in calls()
        if name.startswith(("logging.", "syslog.")) and elsewhere.fullmatch(name.split(".")[-1])
    ] == []
    assert all(name in page("logs") for name in ("KINHBAC_LOG_FORM", "KINHBAC_LOG`"))


def test_the_limits_of_files_are_those_of_the_source():
    told, limits = page("files"), Limits()
    assert ", ".join(Kind) in told
    assert f"{limits.size // 1_000_000} MB" in told
    assert limits.size == settings.KINHBAC_UPLOAD_LIMIT
    assert f"{configured.largest_request() // 1_000_000} MB" in told
    assert f"{limits.pixels // 1_000_000} million pixels" in told
    assert f"longer side {limits.side} pixels, quality {limits.quality}" in told
    most = (settings.DATA_UPLOAD_MAX_NUMBER_FILES, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
    assert "at most {} files and {} boxes".format(*most) in told


def test_the_demo_is_what_is_left_out():
    assert all((ROOT / "src/kinhbac" / each).is_dir() for each in OF_THE_DEMO)
