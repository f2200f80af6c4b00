"""Compares every package of the locks with what is known to be wrong with it (docs/decisions/0028).

python scripts/advisories.py check                   the gate: needs no network
python scripts/advisories.py ask                     asks osv.dev anew, and writes what was found
python scripts/advisories.py look ECOSYSTEM PLACE SOURCE   the same with a folder or a zip that somebody brought
"""

import json
import re
import shutil
import sys
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))
from scripts.osv import Pin, affects, entries, plain

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
RECORD = FOLDER / "advisories.yaml"
ACCEPTED = FOLDER / "accepted.yaml"
NODE = ("frontend", "tests/strangers")
PUBLISHED = "https://osv-vulnerabilities.storage.googleapis.com/{}/all.zip"
HEAD = "# Written by `make advisories` (docs/decisions/0028): which pins were looked at, beside what, and what was found.\n"
REMEDY = "Remedy: `make advisories` where osv.dev can be reached, or `scripts/advisories.py look` with a copy of a database."


@dataclass
class Record:
    """What was looked at in each ecosystem, and what was found.

    `sources` holds for each ecosystem whence it came, of which day its newest advisory is, how many advisories name one of
    our packages in any version, and when one looked.
    """

    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    looked_at: dict[str, list[str]] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Accepted:
    """What may stand for a while: findings by advisory, ecosystems that nobody could look at. Each with `why`, `until`."""

    findings: dict[str, dict[str, Any]] = field(default_factory=dict)
    unseen: dict[str, dict[str, Any]] = field(default_factory=dict)


def pins(root: Path = ROOT) -> list[Pin]:
    """Return every package of every lock, once."""
    found = set()
    for lock in (root / "requirements").glob("*.txt"):
        for name, version in re.findall(
            r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)", lock.read_text("utf-8"), re.MULTILINE
        ):
            found.add(Pin("PyPI", plain("PyPI", name), version))
    for folder in NODE:
        lock = root / folder / "package-lock.json"
        for path, package in json.loads(lock.read_text("utf-8"))["packages"].items():
            if path:
                found.add(Pin("npm", path.rpartition("node_modules/")[2], package["version"]))
    return sorted(found)


def faults(wanted: Iterable[Pin], record: Record, accepted: Accepted) -> list[str]:
    """Return what keeps the gate shut, a sentence each. It never depends on the day."""
    wanted = list(wanted)
    pinned = {(pin.ecosystem, str(pin)) for pin in wanted}
    found = [each for each in record.findings if (each["ecosystem"], each["package"]) in pinned]
    said = [_told(each) for each in found if each["advisory"] not in accepted.findings]
    for ecosystem in sorted({pin.ecosystem for pin in wanted} - accepted.unseen.keys()):
        seen = record.looked_at.get(ecosystem, ())
        if new := [str(pin) for pin in wanted if pin.ecosystem == ecosystem and str(pin) not in seen]:
            said.append(
                f"{', '.join(new)} ({ecosystem}): nobody has looked whether an advisory names it. {REMEDY}"
            )
    for name, each in {**accepted.findings, **accepted.unseen}.items():
        if not each.get("why") or not isinstance(each.get("until"), date):
            said.append(f"{ACCEPTED.name}: {name} needs why and until (a day).")
    known = {each["advisory"] for each in found}
    gone = [name for name in accepted.findings if name not in known]
    return said + [f"{ACCEPTED.name}: {name} is found no more; take it out." for name in gone]


def _told(finding: dict[str, Any]) -> str:
    fixed = finding["fixed"]
    remedy = (
        f"Fixed in {' or '.join(fixed)}. Remedy: raise it in pyproject.toml or package.json, `make lock`, `make advisories`"
        if fixed
        else "Not fixed yet. Remedy: do without it"
    )
    return (
        f"{finding['package']} ({finding['ecosystem']}): {finding['advisory']}. {remedy}, "
        f"or say in requirements/{ACCEPTED.name} why it may stay and until when."
    )


def told(wanted: Iterable[Pin], record: Record, accepted: Accepted, today: date) -> list[str]:
    """Return what the reader should know: of which day the advisories are, and what waits."""
    wanted = list(wanted)
    said = []
    for ecosystem in sorted({pin.ecosystem for pin in wanted}):
        number = sum(pin.ecosystem == ecosystem for pin in wanted)
        if source := record.sources.get(ecosystem):
            days = (today - source["newest"]).days
            said.append(
                f"{ecosystem}: {number} packages beside {source['source']}; its newest advisory is of "
                f"{source['newest']}, {days} days ago; {source['of_ours']} name a package of ours in some version."
            )
        else:
            said.append(f"{ecosystem}: {number} packages, NOT LOOKED AT.")
    for name, each in {**accepted.findings, **accepted.unseen}.items():
        late = " OVERDUE" if each["until"] < today else ""
        said.append(f"accepted until {each['until']}{late}: {name}. {each['why']}")
    return said


def look(
    record: Record, ecosystem: str, place: Path, source: str, wanted: Iterable[Pin], today: date
) -> None:
    """Look at every pin of an ecosystem beside the advisories of a place, and put it into the record."""
    asked = [pin for pin in wanted if pin.ecosystem == ecosystem]
    names = {plain(ecosystem, pin.name) for pin in asked}
    newest, of_ours, found = "", 0, []
    for entry in entries(place):
        newest = max(newest, str(entry.get("modified", ""))[:10])
        if names.isdisjoint(
            plain(ecosystem, each.get("package", {}).get("name", "")) for each in entry["affected"]
        ):
            continue
        of_ours += 1
        for pin in asked:
            fixed = affects(entry, pin)
            if fixed is not None:
                found.append(
                    {"ecosystem": ecosystem, "package": str(pin), "advisory": entry["id"], "fixed": fixed}
                )
    if not newest:
        sys.exit(
            f"{place}: there is no advisory in it. It is a folder of OSV files (YAML, JSON), or a zip of them."
        )
    record.sources[ecosystem] = {
        "source": source,
        "newest": date.fromisoformat(newest),
        "of_ours": of_ours,
        "looked_on": today,
    }
    record.looked_at[ecosystem] = [str(pin) for pin in asked]
    record.findings = [each for each in record.findings if each["ecosystem"] != ecosystem] + found


def fetch(ecosystem: str) -> Path:
    """Bring what osv.dev publishes of an ecosystem."""
    place = ROOT / "build" / f"advisories-{ecosystem}.zip"
    place.parent.mkdir(exist_ok=True)
    try:
        with (
            urllib.request.urlopen(PUBLISHED.format(ecosystem), timeout=60) as answer,  # noqa: S310  - https, above
            place.open("wb") as kept,
        ):
            shutil.copyfileobj(answer, kept)
    except OSError as fault:
        sys.exit(
            f"osv.dev cannot be reached ({fault}); nothing was changed. Remedy: run this where the internet is, or bring a "
            "copy of a database: scripts/advisories.py look PyPI PLACE SOURCE."
        )
    return place


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8")) or {} if path.exists() else {}


def check() -> None:
    wanted, record, accepted = pins(), Record(**read(RECORD)), Accepted(**read(ACCEPTED))
    if wrong := faults(wanted, record, accepted):
        sys.exit("\n".join(wrong))
    print("\n".join(told(wanted, record, accepted, date.today())))  # noqa: DTZ011  - the day of who reads it


def main(task: str, *arguments: str) -> None:
    if task == "check":
        check()
        return
    wanted, record, today = pins(), Record(**read(RECORD)), date.today()  # noqa: DTZ011  - as above
    if task == "ask":
        brought = {each: fetch(each) for each in ("PyPI", "npm")}
        for ecosystem, place in brought.items():
            look(record, ecosystem, place, PUBLISHED.format(ecosystem), wanted, today)
    else:
        ecosystem, place, source = arguments
        look(record, ecosystem, Path(place), source, wanted, today)
    written = yaml.safe_dump(vars(record), sort_keys=False, allow_unicode=True, width=110)
    RECORD.write_text(HEAD + written, encoding="utf-8")
    print(
        f"{len(record.findings)} findings. Look at what changed in {RECORD.relative_to(ROOT)}, then: make check"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
