"""The gates: `check` before a commit, `test` before a merge, `soak` now and then.

Runs every part even when one fails, prints a table at the end, and exits with 1 if any part failed, skipped a
test or had none.
"""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
REPORTS = ROOT / "build" / "reports"
DATA = ROOT / "build" / "test-data"
COMPILED = ROOT / "build" / "compiled"
"""What Python compiled is kept for the next process, whatever the machine says of it: tests start hundreds."""


@dataclass(frozen=True)
class Part:
    """One thing that must pass: a command, and what it adds to the environment."""

    name: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def report(self) -> Path:
        return REPORTS / f"{self.name}.xml"


@dataclass(frozen=True)
class Outcome:
    """What became of a part: whether it passed, in a few words, in how many seconds."""

    part: Part
    passed: bool
    words: str
    seconds: float


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / name), *arguments)


def suite(name: str, marks: str, *options: str, before: tuple[str, ...] = (), **environment: str) -> Part:
    """Return a part that runs the tests with these marks and leaves a report of them."""
    command = tool("python", "-m", "pytest", "-q", "-m", marks, *options, f"--junitxml={REPORTS / name}.xml")
    return Part(name, (*before, *command), tuple(environment.items()))


ON_POSTGRESQL = (*tool("python"), "-m", "tests.support.postgres", "--fast", "--")

WAITING = ("-n3", "--dist=worksteal")
"""Two cores' worth of tests that wait for disks and for programs of their own a third of their time; who is done
first takes from the others, for a few tests are long."""
TOGETHER = ("-n2", "--dist=loadscope")
"""The rounds of a file stay in one process: they share a province, so that harm adds up."""

STILL = [
    Part("format", tool("ruff", "format", "--check", "--quiet", ".")),
    Part("lint", tool("ruff", "check", "--quiet", ".")),
    Part("types", tool("mypy")),
    Part("contracts", tool("lint-imports", "--no-logo")),
    Part("catalogue", tool("kinhbac", "check", "catalogue")),
    Part("advisories", tool("python", "scripts/advisories.py", "check")),
]
GATES = {
    "check": [*STILL, suite("pure", "pure", "-n2")],
    "test": [
        *STILL,
        suite("sqlite", "not browser and not kill", *WAITING),
        suite("postgresql", "database and not browser and not kill", *WAITING, before=ON_POSTGRESQL),
        suite("browser", "browser", "-n2", "--dist=worksteal"),
        suite("kill", "kill", *TOGETHER, KINHBAC_KILL_ROUNDS="2"),
    ],
    "soak": [suite("soak", "kill", "-s", KINHBAC_KILL_ROUNDS="10")],
}


def run(part: Part) -> Outcome:
    print(f"\n== {part.name}", flush=True)
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    # CI=true makes tests/conftest.py refuse a skipped test; the database is chosen by the part alone
    environment = {**os.environ, "CI": "true", "KINHBAC_DATA": str(DATA), **dict(part.environment)}
    environment["PYTHONPYCACHEPREFIX"] = str(COMPILED)
    for name in ("KINHBAC_DATABASE", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    began = time.monotonic()
    ended = subprocess.run(part.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
    seconds = time.monotonic() - began
    words, complete = read_report(part.report) if part.report.exists() else ("", True)
    return Outcome(
        part, ended.returncode == 0 and complete, words or f"exit code {ended.returncode}", seconds
    )


def read_report(report: Path) -> tuple[str, bool]:
    """Return the figures of a test report in words, and whether there were tests and none was skipped."""
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314  - written by our own pytest a moment ago
    kinds = ("tests", "failures", "errors", "skipped")
    counts = dict.fromkeys(kinds, 0)
    for suite in suites:
        for kind in kinds:
            counts[kind] += int(suite.get(kind, "0"))
    return ", ".join(f"{counts[kind]} {kind}" for kind in kinds), counts["tests"] > 0 and counts[
        "skipped"
    ] == 0


def main(gate: str) -> int:
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    outcomes = [run(part) for part in GATES[gate]]
    print(f"\n== {gate}: the parts")
    for outcome in outcomes:
        mark = "passed" if outcome.passed else "FAILED"
        print(f"{mark}  {outcome.part.name:<11}{outcome.seconds:>7.1f} s  {outcome.words}")
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
