"""What a newcomer types: the list of commands is whole, and what is missing on a machine is said plainly."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import gate
from tests.house.tree import ROOT

pytestmark = pytest.mark.pure

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROMISED = {"help", "setup", "setup-dev", "run", "check", "test", "soak", "bench", "lock", "clean"}


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        command,
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def stand_in(folder: Path, name: str, script: str) -> None:
    """Put a program of our own on a PATH of our own."""
    file = folder / name
    file.write_text(f"#!/bin/bash\n{script}\n")
    file.chmod(0o755)


def test_make_alone_prints_every_command_in_groups():
    listed = run("make").stdout
    commands = set(re.findall(r"^  make (\S+)", listed, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert commands == set(phony[1].split())
    assert commands >= PROMISED
    assert re.findall(r"^\w+$", listed, re.MULTILINE) == ["Use", "Build", "Keep"]


def test_an_old_python_is_refused_with_a_remedy(tmp_path):
    stand_in(
        tmp_path,
        "old",
        f'exec {shutil.which("python3")} - <<< "import sys; sys.version_info = (3, 9, 2); '
        "exec(open('scripts/python_ready.py').read())\"",
    )
    shutil.copy(ROOT / "Makefile", tmp_path)
    for folder in ("scripts", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for folder in ("src", "frontend"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pyproject.toml").touch()
    ended = run("make", "setup", f"PYTHON={tmp_path / 'old'}", cwd=tmp_path)
    assert ended.returncode == 2
    assert "needs Python 3.11 or newer" in ended.stderr
    assert "make setup PYTHON=" in ended.stderr
    assert not (tmp_path / ".venv").exists()


def test_ci_says_what_is_missing_when_it_may_not_install(tmp_path):
    for name in ("bash", "dirname", "make", "python3"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    stand_in(tmp_path, "id", "echo 1000")
    stand_in(tmp_path, "apt-get", "echo must not be asked; exit 99")
    ended = run(str(ROOT / ".ci" / "run"), PATH=str(tmp_path), KINHBAC_CHROMIUM="/nowhere")
    assert ended.returncode == 2
    assert "Missing on this machine" in ended.stderr
    assert "chromium" in ended.stderr
    assert "must not be asked" not in ended.stdout


@pytest.mark.parametrize(
    ("figures", "passed"),
    [
        ('tests="3" failures="0" errors="0" skipped="0"', True),
        ('tests="3" failures="0" errors="0" skipped="1"', False),
        ('tests="0" failures="0" errors="0" skipped="0"', False),
    ],
)
def test_a_part_with_a_skipped_test_or_without_tests_does_not_pass(tmp_path, figures, passed):
    report = tmp_path / "part.xml"
    report.write_text(f"<testsuites><testsuite {figures}/></testsuites>")
    words, complete = gate.read_report(report)
    assert complete is passed
    assert "tests" in words


def test_the_whole_test_is_on_both_databases_and_in_the_browser_and_kills():
    names = [part.name for part in gate.GATES["test"]]
    assert names[-4:] == ["sqlite", "postgresql", "browser", "kill"]
    assert set(gate.STILL) <= set(gate.GATES["test"])
    assert set(gate.STILL) <= set(gate.GATES["check"])
