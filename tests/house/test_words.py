"""Names that say nothing, files that grew too long, and words of one machine in a file for all."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

pytestmark = pytest.mark.pure

BANNED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "handler",
    "handlers",
}
BANNED |= {"data", "info", "process"}

LONGEST = 400
# A file longer than LONGEST stands here with its reason. The list may only shrink.
LONGER_FOR_A_REASON: dict[str, str] = {}

# The names of hosts are put together here so that this file does not hold them.
HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry." + "npmjs",
    "npmjs" + ".org/",
    "registry." + "yarnpkg",
]
PLACES = [r"/root/", r"/home/\w", r"/Users/\w", r"/work" + r"/(main|shared)\b", r"/opt" + r"/(wheels|pypi)"]
OF_ONE_MACHINE = re.compile("|".join([*map(re.escape, HOSTS), *PLACES]))
PLAIN_TEXT = {
    "",
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".json",
    ".txt",
    ".html",
    ".scss",
    ".css",
    ".js",
    ".po",
    ".csv",
}


def code() -> list[Path]:
    return [file for file in files(".py") if "migrations" not in file.parts]


def test_no_file_or_folder_bears_a_name_that_says_nothing():
    named = [
        str(file)
        for file in code()
        if BANNED
        & {file.stem.removeprefix("test_"), *(part for part in file.parts[:-1] if file.parts[0] != "build")}
    ]
    assert not named, f"rename after what they hold: {named}"


def test_files_stay_short_enough_to_read():
    lengths = {str(file): len((ROOT / file).read_text(encoding="utf-8").splitlines()) for file in code()}
    long = {
        file: length
        for file, length in lengths.items()
        if length > LONGEST and file not in LONGER_FOR_A_REASON
    }
    assert not long, f"split by subject, never by kind: {long}"
    stale = [file for file in LONGER_FOR_A_REASON if lengths.get(file, 0) <= LONGEST]
    assert not stale, f"no longer too long, take them off the list: {stale}"


def test_no_file_knows_one_machine_or_a_registry():
    found = [
        f"{file}:{number}: {line.strip()[:120]}"
        for file in files()
        if file.suffix in PLAIN_TEXT and file != Path(__file__).relative_to(ROOT)
        for number, line in enumerate(
            (ROOT / file).read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if OF_ONE_MACHINE.search(line)
    ]
    assert not found, "\n".join(found)
